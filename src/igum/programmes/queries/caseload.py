"""People across programmes: of one round, or a worker's own, each with what stands next and what is late."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from igum.core.access import require
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Application, Cohort, Engagement, Match, Offer, Referral, Review
from igum.programmes.queries.applications import applications_for, stage_of
from igum.programmes.queries.board import Meetings, meetings_of, starts_of, times_of, watched, watches_of
from igum.programmes.queries.serving import engagements_for, memberships_of
from igum.programmes.queries.watching import signs_of
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.outcomes import Stage as Standing
from igum.programmes.rules.watching import (
    WEIGHTS,
    Figure,
    Signs,
    Stage,
    figures_of,
)
from igum.programmes.rules.watching import (
    stage_of as round_stage,
)

PAGE = 40
# Of more people than this nobody reads a list: a name is looked for.
MOST = 2000
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody in one programme: taking part, or applying."""

    cohort: Cohort
    engagement: Engagement | None
    application: Application | None
    standing: Standing
    signs: Signs
    figures: frozenset[Figure]
    meetings: Meetings

    @property
    def urgency(self) -> int:
        """How much there is to mend, weighed: each late task for itself."""
        heavy = sum(WEIGHTS[one] for one in self.figures - {Figure.LATE, Figure.UNMEASURED})
        return heavy + self.signs.late + self.signs.unmeasured


@dataclass(frozen=True, slots=True)
class Person:
    """A person or family with all the programmes in which the actor may see them."""

    name: str
    locality: Any
    parts: tuple[Part, ...]

    @property
    def urgency(self) -> int:
        """How much there is to mend over all programmes."""
        return sum(part.urgency for part in self.parts)

    @property
    def figures(self) -> frozenset[Figure]:
        """All that is to be mended, in whichever programme."""
        return frozenset(figure for part in self.parts for figure in part.figures)


@dataclass(frozen=True, slots=True)
class People:
    """A page of people, the most urgent first; ``more`` when there are too many and a name has to be looked for."""

    rows: tuple[Person, ...]
    found: int
    page: int
    pages: int
    figures: Mapping[Figure, int]
    more: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom somebody looks for. ``every``: not only one's own people, but all of the programmes one screens."""

    name: str = ""
    figure: str = ""
    every: bool = False
    page: int = 1


def caseload_of(actor: Actor, sought: Sought, *, at: datetime) -> People:
    """A worker's people: whom they entered, decided on, reviewed, referred or go with, where they may see it.

    What an actor does not screen, lead or go with is not here, nor any hint of it. Nine queries, however many.

    Raises:
        PermissionDenied: the actor screens nothing here.
    """
    require(access.may_see_caseload(actor))
    engagements = engagements_for(actor, at=at).filter(ended_at=None)
    applications = applications_for(actor).select_related(None).filter(applied_at__isnull=False, erased_at=None)
    applications = applications.filter(withdrawn_at=None)
    if not sought.every:
        own = _own_applications(actor)
        with_me = Match.objects.agreed(at).filter(user_id=actor.user_id or NOBODY)
        led = memberships_of(actor, at=at).filter(leads=True).order_by()
        engagements = engagements.filter(
            Q(application__in=applications.filter(own).values("pk"))
            | Q(pk__in=with_me.values("engagement_id"))
            | Q(cohort_id__in=led.values("cohort_id"))
        )
        applications = applications.filter(own)
    for word in sought.name.split():
        engagements = engagements.filter(name__icontains=word)
        applications = applications.filter(name__icontains=word)
    taking_part = Engagement.objects.filter(application=OuterRef("pk"))
    waiting = applications.filter(~Exists(taking_part)).exclude(told_outcome=Outcome.NOT_CHOSEN)
    return _people(engagements, waiting.select_related("locality"), sought, at)


def people_of(actor: Actor, cohort: Cohort, sought: Sought, *, at: datetime) -> People:
    """Those who take part in a round that the actor may screen, each with what is late. Five queries.

    Raises:
        PermissionDenied: the actor does not screen the round.
    """
    require(access.may_screen(actor, cohort))
    engagements = engagements_for(actor, at=at).filter(ended_at=None, cohort=cohort)
    for word in sought.name.split():
        engagements = engagements.filter(name__icontains=word)
    return _people(engagements, Application.objects.none(), sought, at)


def _own_applications(actor: Actor) -> Q:
    """Those the actor entered, decided on, reviewed or referred."""
    me = actor.user_id or NOBODY
    mine = (
        Review.objects.filter(reviewer_id=me).values("application_id"),
        Referral.objects.filter(referrer_id=me).values("application_id"),
    )
    return Q(entered_by_id=me) | Q(outcome_by_id=me) | Q(pk__in=mine[0]) | Q(pk__in=mine[1])


def _people(
    engagements: QuerySet[Engagement], applications: QuerySet[Application], sought: Sought, at: datetime
) -> People:
    current = list(engagements.order_by("name", "pk")[: MOST + 1])
    asking = list(applications.order_by("name", "pk")[: MOST + 1])
    more = len(current) > MOST or len(asking) > MOST
    parts = [*_taking_part(current[:MOST], at), *_asking(asking[:MOST], at)]
    people = _by_person(parts)
    found = [one for one in people if not sought.figure or sought.figure in one.figures]
    found.sort(key=lambda one: (-one.urgency, one.name))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(sought.page, 1), pages)
    return People(
        rows=tuple(found[PAGE * (page - 1) : PAGE * page]),
        found=len(found),
        page=page,
        pages=pages,
        figures={figure: count for figure in Figure if (count := sum(figure in one.figures for one in people))},
        more=more,
    )


def _taking_part(engagements: Sequence[Engagement], at: datetime) -> list[Part]:
    if not engagements:
        return []
    region_id, today = engagements[0].region_id, localdate(at)
    rounds = _rounds({one.cohort_id for one in engagements})
    watches = watches_of(one.version_id for one in rounds.values())
    meetings = meetings_of(region_id, rounds, at)
    times = {key: times_of(one, meetings.get(key)) for key, one in rounds.items()}
    runs = {key for key, one in times.items() if round_stage(one, at, today) == Stage.RUNNING}
    asked = [watched(one.pk, one.version_id) for one in rounds.values()]
    signs = signs_of(region_id, asked, [one.pk for one in engagements], at=at)
    parts = []
    for one in engagements:
        cohort, sign = rounds[one.cohort_id], signs.get(one.pk, Signs())
        found = figures_of(sign, watches[cohort.version_id], max(starts_of(times[cohort.pk]), one.began_at), at)
        slips = found if cohort.pk in runs else found - {Figure.ABSENT, Figure.QUIET}
        coming = meetings.get(cohort.pk, Meetings())
        parts.append(Part(cohort, one, None, Standing.TAKING_PART, sign, slips, coming))
    return parts


def _asking(applications: Sequence[Application], at: datetime) -> list[Part]:
    rounds = _rounds({one.cohort_id for one in applications})
    offers = {
        one.application_id: one
        for one in Offer.objects.filter(application__in=[one.pk for one in applications]).order_by("made_at")
    }
    return [
        Part(
            rounds[one.cohort_id],
            None,
            one,
            stage_of(one, offers.get(one.pk), None, at),
            Signs(),
            frozenset(),
            Meetings(),
        )
        for one in applications
    ]


def _rounds(cohort_ids: Collection[UUID]) -> dict[UUID, Cohort]:
    if not cohort_ids:
        return {}
    return {one.pk: one for one in Cohort.objects.filter(pk__in=cohort_ids).select_related("programme")}


def _by_person(parts: Iterable[Part]) -> list[Person]:
    """One row for each person or family, however many programmes: those whose record is known are put together."""
    grouped: dict[tuple[str, Any], list[Part]] = {}
    for part in parts:
        thing: Any = part.engagement or part.application
        own = part.engagement.application_id if part.engagement else thing.pk
        key = ("resident", thing.resident_id) if thing.resident_id else ("application", own)
        grouped.setdefault(key, []).append(part)
    return [_person(each) for each in grouped.values()]


def _person(parts: list[Part]) -> Person:
    first: Any = parts[0].engagement or parts[0].application
    return Person(first.name, first.locality, tuple(sorted(parts, key=lambda part: -part.urgency)))
