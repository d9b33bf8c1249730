"""Questions about questionnaires and responses. Fetching and being allowed are one act."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.core.texts import Text
from igum.places import queries as places
from igum.questionnaires import access
from igum.questionnaires.exchange.conversion import Converted, SheetRefused, read_xlsform
from igum.questionnaires.exchange.fhir import as_fhir
from igum.questionnaires.models import Questionnaire, Response
from igum.questionnaires.presenting import Drawing, Towns, sections
from igum.questionnaires.rules.cleaning import Unreadable
from igum.questionnaires.rules.compiling import Compiled, read
from igum.questionnaires.rules.definition import Kind, Problem, Texts
from igum.questionnaires.rules.expressions import Type, names_in, parse
from igum.questionnaires.rules.state import Error, Filling, State, state
from igum.questionnaires.rules.wording import Missing, missing_texts
from igum.questionnaires.taking import Taken, Taker, make_taker

__all__ = [
    "Compiled",
    "Converted",
    "Error",
    "Line",
    "Missing",
    "Problem",
    "SheetRefused",
    "State",
    "Taken",
    "Taker",
    "Unreadable",
    "as_fhir",
    "asks_of",
    "compiled_of",
    "fact_reader",
    "fact_types",
    "facts_of",
    "lines_of",
    "missing_texts",
    "place_in_form",
    "problems_of",
    "questionnaire",
    "questions_behind",
    "read_xlsform",
    "response",
    "response_by_link",
    "responses_about",
    "sha256_of",
    "state_of",
    "taker_of",
    "towns_to_choose",
]


# They stand in a form, and nobody answers them.
NOT_ANSWERED = frozenset({Kind.NOTE, Kind.CALCULATION, Kind.GROUP})


class NotADefinition(ValueError):
    """A definition with problems was used as if it had none; ``problems_of`` finds them all."""


# --- Definitions --------------------------------------------------------------------------------------------


def problems_of(definition: object) -> list[Problem]:
    """Everything that is wrong with a definition: where, what, and what to write."""
    return read(definition)[1]


def fact_types(definition: Mapping[str, Any]) -> dict[str, Type]:
    """The types of what expressions may lean on, by name: answers, calculations, and repeats as lists of records.

    Raises:
        NotADefinition: the definition has problems.
    """
    return dict(_compiled(definition).types)


def facts_of(definition: Mapping[str, Any], answers: Mapping[str, Any], *, on: date | None = None) -> Mapping[str, Any]:
    """The answers that count and what is calculated from them, as expressions read them; the unknown are left out.

    Raises:
        NotADefinition: the definition has problems.
    """
    return fact_reader(definition, on=on)(answers)


def fact_reader(
    definition: Mapping[str, Any], *, on: date | None = None
) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """The same for many responses to one definition: it is read once.

    Raises:
        NotADefinition: the definition has problems.
    """
    compiled = _compiled(definition)

    def facts(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        found = state(compiled, Filling(answers, today=on), "he").facts
        return {name: value for name, value in found.items() if name in compiled.types}

    return facts


def sha256_of(definition: object) -> str:
    """What makes a definition itself: the same content has the same mark, in whatever order its keys stand."""
    written = json.dumps(definition, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def questionnaire(actor: Actor, questionnaire_id: UUID) -> Questionnaire:
    """One questionnaire of the region acted in. Everybody there may read it.

    Raises:
        Questionnaire.DoesNotExist: there is none here.
    """
    return Questionnaire.objects.get(pk=questionnaire_id, region_id=actor.here)


def compiled_of(kept: Questionnaire) -> Compiled:
    """A kept questionnaire ready to be filled."""
    return _ready(_Definition(kept.sha256, kept.definition))


def asks_of(kept: Questionnaire) -> Mapping[str, Texts]:
    """The words of each question of a kept questionnaire, by its name."""
    return {name: question.ask for name, question in compiled_of(kept).questions.items()}


def questions_behind(kept: Questionnaire, answers: Mapping[str, Any], facts: Iterable[str]) -> tuple[str, ...]:
    """The questions that are asked, are not answered, and that some facts follow from; in the order of the form.

    A fact that is calculated stands for the questions it is calculated from.
    """
    compiled = compiled_of(kept)
    wanted = set(_leaning_on(compiled, {fact.partition(".")[0] for fact in facts}))
    visible = state(compiled, Filling(answers), "he").visible
    return tuple(
        question.name
        for question in compiled.form.top()
        if question.name in wanted & visible
        and question.kind not in NOT_ANSWERED
        and answers.get(question.name) is None
    )


def _leaning_on(compiled: Compiled, names: set[str]) -> Iterator[str]:
    """These questions and those that they are calculated from."""
    for question in reversed(compiled.top.in_order):  # what is calculated stands behind what it leans on
        if question.name in names:
            yield question.name
            if question.kind == Kind.CALCULATION:
                names |= names_in(parse(question.value))


# --- Responses ----------------------------------------------------------------------------------------------


def responses_for(actor: Actor) -> QuerySet[Response]:
    """The responses an actor may read: of the authorities whose residents they know, and the one of their link."""
    held = Response.objects.select_related("questionnaire").filter(region_id=actor.here)
    own = _of_link(actor) if actor.link else Q(pk__in=[])
    for post in actor.posts_here:
        if post.role in access.READERS and post.organization_id is None:
            own |= Q() if post.authority_id is None else Q(authority_id=post.authority_id)
            if post.authority_id is None:
                return held
    return held.filter(own)


def response(actor: Actor, response_id: UUID) -> Response:
    """One response.

    Raises:
        Response.DoesNotExist: there is none that this actor may see.
        PermissionDenied: the actor may not read it.
    """
    found = responses_for(actor).get(pk=response_id)
    require(access.may_read_response(actor, found))
    return found


def response_by_link(actor: Actor) -> Response:
    """The response that the actor's secret link opens: the newest one.

    Raises:
        Response.DoesNotExist: the link opens none.
    """
    if not actor.link:
        raise Response.DoesNotExist("No secret link was given.")
    found = Response.objects.select_related("questionnaire").filter(_of_link(actor), region_id=actor.here)
    return found.latest("started_at", "pk")


def why_shut(actor: Actor) -> str:
    """Why the actor's secret link opens nothing, where it is bound to an account; empty for a link that never did."""
    with tenant_scope(system_actor(actor.region_id)):
        bound = Response.objects.filter(region_id=actor.here, link_hash=actor.link, opened_by__isnull=False).first()
    if bound is None or not actor.link:
        return ""
    if bound.opened_by_id != actor.user_id:
        return _("This form was opened by somebody who had signed in. Sign in as that person to go on with it.")
    return _("This form is not yours to fill in any more: your part in it has ended. Ask the coordinator.")


def _of_link(actor: Actor) -> Q:
    return Q(link_hash=actor.link) & (Q(opened_by=None) | Q(opened_by_id=actor.user_id or 0))


def responses_about(actor: Actor, purpose: str, about_ids: Iterable[UUID]) -> QuerySet[Response]:
    """The responses to some things of a module, those the actor may read."""
    return responses_for(actor).filter(purpose=purpose, about_id__in=list(about_ids))


def state_of(given: Response, *, language: str, at: datetime) -> State:
    """What follows from a response now: what is asked, what is wrong, what counts."""
    compiled = compiled_of(given.questionnaire)
    filling = Filling(
        answers=given.answers,
        drafts=given.drafts,
        entries=given.entries,
        today=timezone.localdate(at),
        towns=towns_of(compiled, given.region_id),
    )
    return state(compiled, filling, language)


def taker_of(kept: Questionnaire, *, on: date, language: str) -> Taker:
    """Reads many fillings of a kept questionnaire that stand ready, such as the rows of a sheet.

    Each filling is what was typed, by the names of the questions; it is cleaned, checked and refused as in the form.
    """
    compiled = compiled_of(kept)
    return make_taker(compiled, towns=towns_of(compiled, kept.region_id), on=on, language=language)


def towns_of(compiled: Compiled, region_id: int) -> frozenset[int] | None:
    """The codes that town questions of a form take; None where no question asks for a town."""
    asked = [question for question in compiled.questions.values() if question.kind == Kind.TOWN]
    if not asked:
        return None
    where = None if any(question.anywhere for question in asked) else region_id
    return frozenset(places.localities_of(region_id=where).values_list("pk", flat=True).order_by())


@dataclass(frozen=True, slots=True)
class Line:
    """A question and its answer in words, for somebody who reads a response."""

    ask: Text
    answer: str


def place_in_form(given: Response, name: str, *, language: str, at: datetime) -> str:
    """Where in the pages of a form a question stands, as the end of their address; empty where it is not asked."""
    compiled = compiled_of(given.questionnaire)
    drawing = Drawing(compiled.form, state_of(given, language=language, at=at), language, Towns(), given.entries, {})
    for section in sections(drawing):
        for each in section.by_hand:
            if each.path == name and each.asked.visible:
                return f"?section={section.number}#{each.id}"
    return ""


def lines_of(given: Response, *, language: str, at: datetime) -> tuple[Line, ...]:
    """What was answered, in the order of the form; questions that were not asked or not answered are left out."""
    compiled = compiled_of(given.questionnaire)
    filling = Filling(given.standing_answers, entries=given.entries, today=timezone.localdate(at))
    sent = given.submitted_at or given.sent_answers is not None
    drawing = Drawing(
        form=compiled.form,
        state=state(compiled, filling, language) if sent else state_of(given, language=language, at=at),
        language=language,
        towns=towns_to_choose(compiled, given.region_id),
        entries=given.entries,
        typed=given.typed,
    )
    fields = (field for section in sections(drawing) for field in section.by_hand if field.asked.visible)
    return tuple(Line(field.label, field.answer) for field in fields if field.answer)


def towns_to_choose(compiled: Compiled, region_id: int) -> Towns:
    """The towns to choose from, by name; nothing is asked of the database where no question asks for one."""
    asked = [question for question in compiled.questions.values() if question.kind == Kind.TOWN]
    if not asked:
        return Towns()
    far = places.localities_of() if any(question.anywhere for question in asked) else []
    near = {town.pk: town.name for town in places.localities_of(region_id=region_id)}
    return Towns(_by_name(near), _by_name({town.pk: town.name for town in far if town.pk not in near}))


def _by_name(towns: dict[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(towns.items(), key=lambda town: town[1]))


# --- Reading once -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Definition:
    """A definition that is the same as another when its mark is."""

    sha256: str
    content: Any = field(compare=False)


def _compiled(definition: Mapping[str, Any]) -> Compiled:
    return _ready(_Definition(sha256_of(definition), definition))


@lru_cache(maxsize=128)
def _ready(definition: _Definition) -> Compiled:
    compiled, problems = read(definition.content)
    if compiled is None:
        raise NotADefinition("; ".join(map(str, problems)))
    return compiled
