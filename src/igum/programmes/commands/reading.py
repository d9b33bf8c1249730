"""Reading applications: a deed, because they hold people's data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language

from igum.core.actor import Actor
from igum.core.audit import record_read
from igum.core.texts import Text
from igum.programmes import queries
from igum.programmes.models import Application, Review
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.agreements import Agreed
from igum.programmes.queries.duplicates import kept_instead_of
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.outcomes import Stage
from igum.programmes.rules.panel import needs_another
from igum.programmes.rules.paying import Pays, pays_of
from igum.programmes.rules.programme import Panel
from igum.questionnaires import queries as questionnaires


@dataclass(frozen=True, slots=True)
class Row:
    """One application of a list; ``place`` is ``taking_part``, ``offered`` or empty."""

    application: Application
    place: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A piece of a list, and the key with which the next piece begins."""

    rows: tuple[Row, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule's answer, in the rule's own words; ``missing`` are the questions that nobody answered."""

    because: Text
    answer: bool | None
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """What one part of the score came to."""

    because: Text
    points: Any


@dataclass(frozen=True, slots=True)
class Record:
    """One application with all that its page shows."""

    application: Application
    stage: Stage
    findings: tuple[Line, ...]
    parts: tuple[Points, ...]
    answers: tuple[questionnaires.Line, ...]
    panel: Panel | None
    panel_ask: Text
    reviews: tuple[Review, ...]
    needs_another: bool
    own: Review | None
    agreements: tuple[Agreed, ...]
    amended: tuple[Text, ...]
    kept_instead: Application | None
    pays: Pays | None


@transaction.atomic
def read_applications(*, actor: Actor, cohort_id: UUID, stage: str, after: str, at: datetime) -> Rows:
    """A piece of a round's list. Each application shown is on the trail.

    Raises:
        Nothing: whoever screens nothing reads nothing.
    """
    page = queries.applications_of(actor, cohort_id, stage=stage, after=after)
    record_read(actor, "programmes.application.listed", page.rows, at=at)
    places = queries.rows_with_place(page.rows)
    return Rows(tuple(Row(one, places.get(one.pk, "")) for one in page.rows), page.after)


@transaction.atomic
def open_application(*, actor: Actor, application_id: UUID, at: datetime) -> Record:
    """One application with its answers, what the rules found of them, and its reviews.

    Raises:
        Application.DoesNotExist: there is none that the actor may see.
    """
    status = queries.status_of(actor, application_id, at=at)
    application = status.application
    record_read(actor, "programmes.application.read", [application], at=at)
    file = programme_of(application.cohort.version)
    response = questionnaires.response(actor, application.response_id)
    asks = dict(_asks(response.questionnaire.definition["questions"]))
    selection = file.selection
    panel = selection.panel if selection else None
    reviews = tuple(application.reviews.select_related("reviewer").order_by("given_at"))
    return Record(
        application=application,
        stage=status.stage,
        findings=tuple(
            Line(
                in_page_language(rule.because),
                application.findings.get("rules", {}).get(rule.key),
                tuple(
                    in_page_language(asks.get(name, {"he": name}))
                    for name in application.findings.get("missing", {}).get(rule.key, ())
                ),
            )
            for rule in (selection.eligible if selection else ())
        ),
        parts=tuple(
            Points(in_page_language(part.because), application.findings.get("parts", {}).get(part.key))
            for part in (selection.score if selection else ())
        ),
        answers=questionnaires.lines_of(response, language=(get_language() or "he")[:2], at=at),
        panel=panel,
        panel_ask=in_page_language(panel.ask if panel else {}),
        reviews=reviews,
        needs_another=panel is not None and needs_another([review.points for review in reviews], panel),
        own=next((review for review in reviews if review.reviewer_id == actor.user_id), None),
        agreements=queries.agreements_of(actor, application),
        amended=tuple(in_page_language(asks[name]) for name in application.amended or () if name in asks),
        kept_instead=kept_instead_of(actor, application),
        pays=pays_of(file, _facts(application, response, at)),
    )


def _facts(application: Application, response: Any, at: datetime) -> Mapping[str, Any]:
    """What a rule may lean on: the answers, and the application's own day and language."""
    read = questionnaires.fact_reader(response.questionnaire.definition, on=localdate(at))
    own = {"applied_on": localdate(application.applied_at or at), "language": application.language}
    return {**read(response.standing_answers), **own}


def _asks(questions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each question's name and words, those inside groups too."""
    for question in questions:
        yield question["name"], question.get("ask", {})
        yield from _asks(question.get("questions", ()))
