"""What somebody says of two applications that look alike: the same people, or not; and taking that back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_read
from igum.core.errors import Refused
from igum.core.texts import Text
from igum.programmes import access
from igum.programmes.commands.applications import PURPOSE, take_back
from igum.programmes.models import Application, DuplicatePair, Engagement, Offer
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.duplicates import Compared, PairPage, pairs_for, pairs_of
from igum.programmes.rules.duplicates import Verdict
from igum.questionnaires import queries as questionnaires


class WasDecided(Refused):
    """Somebody said something of this pair already."""


class HoldsPlace(Refused):
    """The newer application holds a place, or was offered one."""


class NotDecided(Refused):
    """Nothing was said of this pair, so there is nothing to take back."""


@dataclass(frozen=True, slots=True)
class PairRecord:
    """A pair with all that its page shows, side by side."""

    pair: DuplicatePair
    lines: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class PairRecords:
    """The pairs of a round that wait, compared, and what was decided last."""

    waiting: int
    pairs: tuple[PairRecord, ...]
    decided: tuple[DuplicatePair, ...]


@transaction.atomic
def read_pairs(*, actor: Actor, cohort_id: UUID, at: datetime) -> PairRecords:
    """The pairs of a round, side by side. Each application shown is on the trail.

    Raises:
        Nothing: whoever screens nothing reads nothing.
    """
    page: PairPage = pairs_of(actor, cohort_id)
    shown = {one.pk: one for pair in page.pairs for one in (pair.older, pair.newer)}
    record_read(actor, "programmes.application.compared", shown.values(), at=at)
    responses = questionnaires.responses_about(actor, PURPOSE, shown.keys())
    answers = {one.about_id: one.answers for one in responses}
    asks: dict[UUID, Mapping[str, Mapping[str, str]]] = {}
    for one in responses:
        asks.setdefault(one.questionnaire_id, dict(_asks(one.questionnaire.definition["questions"])))
    words = {name: ask for each in asks.values() for name, ask in each.items()}
    return PairRecords(
        waiting=page.waiting,
        pairs=tuple(PairRecord(pair, tuple(_compare(pair, answers, words))) for pair in page.pairs),
        decided=page.decided,
    )


@transaction.atomic
def decide_pair(*, actor: Actor, pair_id: UUID, verdict: Verdict, at: datetime) -> DuplicatePair:
    """Say of a pair that it is of the same people, or not. The same: the newer one is withdrawn for the older.

    The newer one keeps all its facts, and its pair says in whose favour it was set aside.

    Raises:
        DuplicatePair.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
        WasDecided: somebody was faster, or one of the two was withdrawn meanwhile.
        HoldsPlace: the newer one holds a place or an offer, which would be lost.
    """
    pair = pairs_for(actor).select_for_update(of=("self",)).get(pk=pair_id)
    require(access.may_screen(actor, pair))
    if pair.decided_as or pair.older.withdrawn_at or pair.newer.withdrawn_at:
        raise WasDecided(_("These two were decided about, or one was withdrawn meanwhile. Reload the page."))
    if verdict == Verdict.SAME:
        if _holds_place(pair.newer):
            raise HoldsPlace(
                _("The newer application holds a place or an offer. Decide first which of the two should have it.")
            )
        take_back(actor, pair.newer_id, at=at)
    pair.decided_as, pair.decided_at, pair.decided_by_id = verdict, at, actor.user_id
    pair.save(update_fields=["decided_as", "decided_at", "decided_by"])
    record(actor, "programmes.pair.decided", pair, at=at, verdict=str(verdict), kept=str(pair.older_id))
    return pair


@transaction.atomic
def undo_pair(*, actor: Actor, pair_id: UUID, at: datetime) -> DuplicatePair:
    """Take back what was said of a pair. An application that was set aside stands again as it stood.

    Raises:
        DuplicatePair.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
        NotDecided: it was taken back before.
    """
    pair = pairs_for(actor).select_for_update(of=("self",)).get(pk=pair_id)
    require(access.may_screen(actor, pair))
    if not pair.decided_as:
        raise NotDecided(_("This was taken back already. Reload the page."))
    if pair.decided_as == Verdict.SAME:
        Application.objects.filter(pk=pair.newer_id, withdrawn_at=pair.decided_at).update(withdrawn_at=None)
    record(actor, "programmes.pair.undone", pair, at=at, verdict=pair.decided_as)
    pair.decided_as, pair.decided_at, pair.decided_by = "", None, None
    pair.save(update_fields=["decided_as", "decided_at", "decided_by"])
    return pair


def _holds_place(application: Application) -> bool:
    engaged = Engagement.objects.filter(application=application, ended_at=None)
    return engaged.exists() or Offer.objects.filter(application=application).unanswered().exists()


def _compare(
    pair: DuplicatePair, answers: Mapping[UUID | None, Mapping[str, Any]], words: Mapping[str, Mapping[str, str]]
) -> Iterator[Compared]:
    older, newer = answers.get(pair.older_id, {}), answers.get(pair.newer_id, {})
    for name, ask in words.items():
        said = [_said(each.get(name)) for each in (older, newer)]
        if name != "town" and any(said):
            yield Compared(in_page_language(ask) or Text(name, ""), *said)


def _said(answer: Any) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return "" if answer is None or isinstance(answer, dict) or _holds_entries(answer) else _listed(answer)


def _holds_entries(answer: Any) -> bool:
    return isinstance(answer, list) and any(isinstance(each, dict) for each in answer)


def _listed(answer: Any) -> str:
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def _asks(questions: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each question's name and words, those inside groups too."""
    for question in questions:
        if question["type"] == "group":
            yield from _asks(question["questions"])
        elif question["type"] != "repeat":
            yield question["name"], question.get("ask", {})
