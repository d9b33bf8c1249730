"""Who volunteers, and where they stand with their documents."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from igum.core.actor import Actor
from igum.volunteering import access
from igum.volunteering.catalogue import vetting_kinds
from igum.volunteering.models import SignUp, Vetting, Volunteer
from igum.volunteering.models.volunteers import VettingQuerySet, VolunteerQuerySet
from igum.volunteering.rules import vetting as rules

NOBODY = 0  # a key that no account has
QUIET_DAYS = 90


@dataclass(frozen=True, slots=True)
class Filters:
    """Which of the volunteers are shown."""

    typed: str = ""
    skill: str = ""
    language: str = ""
    part: str = ""
    without_task: bool = False


def volunteers_for(actor: Actor) -> VolunteerQuerySet:
    """The volunteers an actor looks after, and the actor's own profile."""
    volunteers = Volunteer.objects.select_related("locality", "authority").filter(region_id=actor.here)
    own = Q(user_id=actor.user_id or NOBODY)
    if not access.may_see_volunteers(actor):
        return volunteers.filter(own)
    covered = access.authorities_cared_for(actor)
    return volunteers if covered is None else volunteers.filter(Q(authority_id__in=covered) | own)


def own_volunteer(actor: Actor) -> Volunteer | None:
    """The actor's own profile in the region acted in, when there is one."""
    return volunteers_for(actor).filter(user_id=actor.user_id or NOBODY).first()


def volunteers_shown(actor: Actor, filters: Filters, *, at: datetime) -> VolunteerQuerySet:
    """The volunteers an actor looks after, as the filters say, by name."""
    found = volunteers_for(actor).filter(ended_at=None)
    if filters.typed:
        found = found.filter(name__icontains=filters.typed)
    if filters.skill:
        found = found.skilled_in(filters.skill)
    if filters.language:
        found = found.who_speak(filters.language)
    if filters.part:
        found = found.filter(available__contains=[filters.part])
    if filters.without_task:
        found = without_task(found, at=at)
    return found.order_by("name", "pk")


def without_task(volunteers: VolunteerQuerySet, *, at: datetime) -> VolunteerQuerySet:
    """Those of them who have no shift to come and had none in the last ninety days, and do not rest."""
    busy = SignUp.objects.placed().filter(volunteer=OuterRef("pk"), ends_at__gt=at - timedelta(days=QUIET_DAYS))
    return volunteers.active().filter(~Exists(busy))


def vettings_for(actor: Actor) -> VettingQuerySet:
    """The documents an actor checks, and the actor's own."""
    vettings = Vetting.objects.select_related("volunteer", "file").filter(region_id=actor.here)
    own = Q(volunteer__user_id=actor.user_id or NOBODY)
    if not access.may_see_volunteers(actor):
        return vettings.filter(own)
    covered = access.authorities_cared_for(actor)
    return vettings if covered is None else vettings.filter(Q(authority_id__in=covered) | own)


def vettings_to_check(actor: Actor) -> QuerySet[Vetting]:
    """The documents that wait for this actor, the longest waiting first. Nobody's own."""
    if not access.may_see_volunteers(actor):
        return Vetting.objects.none()
    others = vettings_for(actor).waiting().exclude(volunteer__user_id=actor.user_id or NOBODY)
    return others.order_by("handed_in_at", "pk")


def vettings_ending(actor: Actor, *, within_days: int, at: datetime) -> QuerySet[Vetting]:
    """The approved documents that run out soon, the soonest first."""
    today = timezone.localdate(at)
    good = vettings_for(actor).standing().filter(approved_at__isnull=False, volunteer__ended_at=None)
    return good.filter(expires_on__range=(today, today + timedelta(days=within_days))).order_by("expires_on", "pk")


def vetting_of(volunteer: Volunteer, at: datetime) -> dict[str, rules.VettingState]:
    """Where a volunteer stands with every kind of document, on the day of a moment. One query.

    Says only the kind, whether it is in force and until when: never what is in the paper.
    """
    papers = _papers_of(volunteer.pk)
    day = timezone.localdate(at)
    return {kind: rules.standing_of(kind, papers, day) for kind in vetting_kinds()}


def volunteers_by_id(ids: Collection[UUID]) -> dict[UUID, Volunteer]:
    """Volunteers whom the tenant stated lets the caller see, by their keys: for the program of a module above."""
    return Volunteer.objects.in_bulk(list(ids))


def vettings_of(
    volunteer_ids: Collection[UUID], kinds: Collection[str], at: datetime
) -> dict[UUID, dict[str, rules.VettingState]]:
    """Where each of several volunteers stands with kinds of documents, on the day of a moment. One query.

    Whoever asks sees their documents' rows, or asks as the program for what it was given leave to know.
    """
    papers: dict[UUID, list[Vetting]] = {pk: [] for pk in volunteer_ids}
    for paper in Vetting.objects.standing().filter(volunteer_id__in=volunteer_ids).order_by("handed_in_at"):
        papers[paper.volunteer_id].append(paper)
    day = timezone.localdate(at)
    return {pk: {kind: rules.standing_of(kind, own, day) for kind in kinds} for pk, own in papers.items()}


@dataclass(frozen=True, slots=True)
class InForce:
    """The kinds of documents that a volunteer has in force, and whether they are known to be under age."""

    kinds: frozenset[str]
    is_minor: bool


def papers_in_force(actor: Actor, volunteer_ids: Collection[UUID], at: datetime) -> dict[UUID, InForce]:
    """What volunteers have in force on the day of a moment, those whom the actor looks after. One query, for many."""
    day = timezone.localdate(at)
    good = Q(vettings__approved_at__isnull=False, vettings__withdrawn_at=None) & (
        Q(vettings__expires_on=None) | Q(vettings__expires_on__gte=day)
    )
    kinds = ArrayAgg("vettings__kind", filter=good, default=[])
    found = volunteers_for(actor).select_related(None).filter(pk__in=volunteer_ids).annotate(good=kinds)
    rows = found.only("pk", "birth_year", "birth_year_seen_at").order_by()
    return {one.pk: InForce(frozenset(vars(one)["good"]), one.is_known_minor_on(day)) for one in rows}


def vetting_lacking(volunteer: Volunteer, needed: Collection[str], day: date) -> list[rules.VettingState]:
    """What of the needed documents a volunteer does not have in force on a day."""
    return rules.lacking(needed, _papers_of(volunteer.pk), day) if needed else []


def free_at(volunteer: Volunteer, starts_at: datetime, ends_at: datetime) -> bool | None:
    """Whether a volunteer can come then: not when they hold another shift; None when they did not say."""
    taken = SignUp.objects.placed().filter(
        volunteer=volunteer, missed_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    if taken.exists():
        return False
    return volunteer.is_free(timezone.localtime(starts_at), timezone.localtime(ends_at))


def _papers_of(volunteer_id: UUID) -> list[Vetting]:
    return list(Vetting.objects.standing().filter(volunteer_id=volunteer_id).order_by("handed_in_at"))
