"""Pairs of applications that may be of the same people, for those who screen their programme."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from igum.core.actor import Actor
from igum.core.texts import Text
from igum.programmes import access
from igum.programmes.models import Application, DuplicatePair, ProgrammeVersion
from igum.programmes.models.duplicates import DuplicatePairQuerySet
from igum.programmes.rules.duplicates import Alike
from igum.questionnaires import queries as questionnaires

PAGE = 10


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing of a pair, side by side."""

    ask: Text | str
    older: str
    newer: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.older != self.newer


@dataclass(frozen=True, slots=True)
class PairPage:
    """A piece of the pairs of a round, and how many wait to be looked at."""

    pairs: tuple[DuplicatePair, ...]
    waiting: int
    decided: tuple[DuplicatePair, ...]


def pairs_for(actor: Actor) -> DuplicatePairQuerySet:
    """The pairs of the programmes that an actor screens; nobody else learns that there are any."""
    pairs = DuplicatePair.objects.filter(region_id=actor.here).select_related(
        "older__locality", "newer__locality", "older__cohort__version", "newer__cohort__version", "decided_by"
    )
    if access.screens_the_region(actor):
        return pairs
    return pairs.filter(authority_id__in=access.screened_authorities(actor))


def pairs_of(actor: Actor, cohort_id: UUID) -> PairPage:
    """The pairs of a round: those that wait, oldest first, and those decided last."""
    pairs = pairs_for(actor).filter(Q(newer__cohort_id=cohort_id) | Q(older__cohort_id=cohort_id))
    waiting = pairs.undecided()
    return PairPage(
        pairs=tuple(waiting.order_by("found_at", "pk")[:PAGE]),
        waiting=waiting.count(),
        decided=tuple(pairs.exclude(decided_as="").order_by("-decided_at", "pk")[:PAGE]),
    )


def count_pairs(actor: Actor, cohort_id: UUID) -> int:
    """How many pairs of a round wait to be looked at."""
    pairs = pairs_for(actor).filter(Q(newer__cohort_id=cohort_id) | Q(older__cohort_id=cohort_id))
    return pairs.undecided().count()


def kept_instead_of(actor: Actor, application: Application) -> Application | None:
    """The application in whose favour this one was set aside, for those who screen."""
    pair = (
        pairs_for(actor)
        .filter(newer=application, decided_as="same", decided_at=application.withdrawn_at)
        .order_by("decided_at")
        .first()
    )
    return pair.older if pair and application.withdrawn_at else None


def likeness_words(pair: DuplicatePair) -> list[str | Promise]:
    """What a pair has in common, in words."""
    return [Alike(code).label for code in Alike.values if code in pair.alike]


def number_questions(version: ProgrammeVersion) -> list[str]:
    """The questions of a version's form that ask for an identity number."""
    asked = questionnaires.compiled_of(version.intake).form.top()
    return [question.name for question in asked if question.kind == "id_number"]
