"""A settlement that takes part: where it stands, what comes next, who is with it; and all of a round side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from igum.core.access import Decision, require
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Cohort, Engagement, Goal, Measurement, ProfileEntry, TeamMember, WorkEntry
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.serving import engagements_for
from igum.programmes.queries.ways_through import Way, serves_subject, way_of
from igum.programmes.rules.goals import Standing, standing_of, way_gone
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.subjects import Community, Named


@dataclass(frozen=True, slots=True)
class Pursued:
    """A goal with what was measured of it, by day; and where it stands."""

    goal: Goal
    values: tuple[tuple[date, Decimal], ...]
    standing: Standing
    gone: float | None

    @property
    def latest(self) -> Decimal | None:
        """What was measured last."""
        return self.values[-1][1] if self.values else None


@dataclass(frozen=True, slots=True)
class Origin:
    """How many of the leading team came from where, as its form asks: veterans, newcomers."""

    names: Mapping[str, str]
    people: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement's way with everything its page shows to one actor."""

    way: Way
    community: Community
    profile: tuple[tuple[Named, tuple[ProfileEntry, ...]], ...]
    goals: tuple[Pursued, ...]
    worked: tuple[WorkEntry, ...]
    origins: tuple[Origin, ...]
    reviews: tuple[date, ...]
    next_review: date | None
    may_lead: Decision


def settlement_of(actor: Actor, engagement_id: UUID, *, at: datetime) -> Settlement:
    """One settlement's way, as an actor may see it.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see, or its programme does not go with settlements.
    """
    way = way_of(actor, engagement_id, at=at)
    community = way.programme.community
    if community is None:
        raise Engagement.DoesNotExist
    engagement = way.engagement
    entries = list(ProfileEntry.objects.filter(engagement=engagement, struck_at=None).order_by("-known_on", "pk"))
    worked = tuple(WorkEntry.objects.filter(engagement=engagement).order_by("-worked_on", "-written_at", "pk"))
    reviews = planned_reviews(engagement.cohort, community)
    return Settlement(
        way=way,
        community=community,
        profile=tuple((kind, tuple(one for one in entries if one.kind == kind.key)) for kind in community.profile),
        goals=goals_of(engagement),
        worked=worked,
        origins=_origins(way.programme, [match.member for match in way.with_us]),
        reviews=reviews,
        next_review=next_review(reviews, [one.worked_on for one in worked if one.is_review]),
        may_lead=access.may_lead(actor, engagement, serves=serves_subject(actor, engagement_id, at=at)),
    )


def planned_reviews(cohort: Cohort, community: Community) -> tuple[date, ...]:
    """The days on which the file wants the goals looked at again."""
    if cohort.starts_on is None:
        return ()
    return tuple(sorted(length.after(cohort.starts_on) for length in community.reviews))


def next_review(planned: Sequence[date], held: Sequence[date]) -> date | None:
    """The first planned review that was not held: each that was held stands for one, in their order."""
    return next(iter(planned[len(held) :]), None)


def goals_of(engagement: Engagement) -> tuple[Pursued, ...]:
    """The goals of a settlement in the order they were set, with their values. Two queries."""
    goals = list(Goal.objects.filter(engagement=engagement).order_by("dropped_at", "set_at", "pk"))
    return tuple(_pursued(goals, _values([engagement.pk])))


def _pursued(goals: Sequence[Goal], values: Mapping[str, Sequence[tuple[date, Decimal]]]) -> list[Pursued]:
    found = []
    for goal in goals:
        measured = tuple(values.get(goal.outcome, ()))
        latest = measured[-1][1] if measured else None
        stands = standing_of(goal.baseline, goal.target, latest, more_is_better=goal.more_is_better)
        found.append(Pursued(goal, measured, stands, way_gone(goal.baseline, goal.target, latest)))
    return found


def _values(engagements: Sequence[UUID]) -> Mapping[str, Sequence[tuple[date, Decimal]]]:
    rows = Measurement.objects.filter(
        engagement__in=engagements, outcome__startswith="goal.", value__isnull=False
    ).order_by("moment")
    found: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for outcome, moment, value in rows.values_list("outcome", "moment", "value"):
        found[outcome].append((date.fromisoformat(moment), value or Decimal(0)))
    return found


def _origins(programme: Programme, members: Sequence[TeamMember]) -> tuple[Origin, ...]:
    """Of the leading team, by the first choice that its role's form asks."""
    role = programme.community.team if programme.community else ""
    form = programme.forms.get(programme.roles[role].form, {}) if role in programme.roles else {}
    asked = next((one for one in form.get("questions", ()) if one.get("type") == "choice"), None)
    if asked is None:
        return ()
    said = [member.facts.get(asked["name"]) for member in members if member.role == role]
    return tuple(Origin(one["names"], said.count(one["value"])) for one in asked["choices"])


@dataclass(frozen=True, slots=True)
class Compared:
    """One settlement of a round beside the others."""

    engagement: Engagement
    goals: int
    met: int
    on_the_way: int
    last_review: date | None
    next_review: date | None
    is_late: bool

    @property
    def share(self) -> float | None:
        """The share of goals that are met."""
        return self.met / self.goals if self.goals else None


@dataclass(frozen=True, slots=True)
class Communities:
    """The settlements of a round against the measures they set themselves."""

    cohort: Cohort
    programme: Programme
    settlements: tuple[Compared, ...]


def communities_of(actor: Actor, cohort_id: UUID, *, at: datetime) -> Communities:
    """What the settlements of a round came to. Five queries, however many take part.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region, or it does not go with settlements.
        PermissionDenied: the actor does not run the programme.
    """
    cohort = Cohort.objects.select_related("programme", "version").get(pk=cohort_id, region_id=actor.here)
    require(access.may_screen(actor, cohort))
    programme = programme_of(cohort.version)
    if programme.community is None:
        raise Cohort.DoesNotExist
    engagements = list(engagements_for(actor, at=at).filter(cohort=cohort, ended_at=None).order_by("name", "pk"))
    keys = [one.pk for one in engagements]
    values = _values(keys)
    goals: dict[UUID, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(engagement__in=keys, dropped_at=None):
        goals[goal.engagement_id].append(goal)
    reviewed: dict[UUID, list[date]] = defaultdict(list)
    for key, day in (
        WorkEntry.objects.filter(engagement__in=keys, is_review=True)
        .order_by("worked_on")
        .values_list("engagement_id", "worked_on")
    ):
        reviewed[key].append(day)
    planned = planned_reviews(cohort, programme.community)
    rows = [
        _compared(one, _pursued(goals[one.pk], values), reviewed[one.pk], planned, localdate(at)) for one in engagements
    ]
    return Communities(cohort, programme, tuple(rows))


def _compared(
    engagement: Engagement, goals: Sequence[Pursued], reviewed: Sequence[date], planned: Sequence[date], today: date
) -> Compared:
    coming = next_review(planned, reviewed)
    return Compared(
        engagement=engagement,
        goals=len(goals),
        met=sum(one.standing == Standing.MET for one in goals),
        on_the_way=sum(one.standing == Standing.ON_THE_WAY for one in goals),
        last_review=reviewed[-1] if reviewed else None,
        next_review=coming,
        is_late=coming is not None and coming < today,
    )
