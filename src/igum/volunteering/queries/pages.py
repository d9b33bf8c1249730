"""What a volunteer's own page, a body's page and the workers' overview show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from igum.core.actor import Actor
from igum.volunteering import access
from igum.volunteering.models import Certificate, HoursEntry, Initiative, Opportunity, Shift, SignUp, Vetting, Volunteer
from igum.volunteering.queries.board import opportunities_managed_by
from igum.volunteering.queries.volunteers import NOBODY, vettings_to_check, volunteers_for, without_task
from igum.volunteering.rules.vetting import VettingState, standing_of


@dataclass(frozen=True, slots=True)
class VolunteerPage:
    """All of one volunteer: what is next, where the documents stand, what was given."""

    volunteer: Volunteer
    upcoming: list[SignUp]
    past: list[SignUp]
    vettings: list[tuple[Vetting, VettingState]]
    hours: list[HoursEntry]
    certificates: list[Certificate]
    approved_minutes: int
    waiting_minutes: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of the volunteers an actor looks after."""

    volunteers: int
    without_task: int
    resting: int
    papers_to_check: int
    initiatives_waiting: int


@dataclass(frozen=True, slots=True)
class ManagedPage:
    """An opportunity for those who look after it: shifts with who comes, hours to approve."""

    opportunity: Opportunity
    shifts: list[tuple[Shift, list[SignUp]]]
    past: list[tuple[Shift, list[SignUp]]]
    hours: list[HoursEntry]
    sees_names: bool


def volunteer_page(volunteer: Volunteer, *, at: datetime) -> VolunteerPage:
    """All of one volunteer whom the actor was allowed to fetch. Of documents where they stand, not what is in them."""
    sign_ups = (
        SignUp.objects.standing().filter(volunteer=volunteer).select_related("opportunity", "opportunity__locality")
    )
    vettings = list(Vetting.objects.standing().filter(volunteer=volunteer).order_by("-handed_in_at", "pk"))
    hours = list(HoursEntry.objects.filter(volunteer=volunteer).select_related("opportunity").order_by("-day", "pk"))
    day = timezone.localdate(at)
    return VolunteerPage(
        volunteer=volunteer,
        upcoming=list(sign_ups.filter(ends_at__gt=at).order_by("starts_at", "pk")),
        past=list(sign_ups.filter(ends_at__lte=at, place__isnull=False).order_by("-starts_at", "pk")[:10]),
        vettings=[(one, standing_of(one.kind, [one], day)) for one in vettings],
        hours=hours,
        certificates=list(Certificate.objects.filter(volunteer=volunteer).order_by("-issued_at")),
        approved_minutes=sum(entry.minutes for entry in hours if entry.approved_at),
        waiting_minutes=sum(entry.minutes for entry in hours if not entry.approved_at and not entry.refused_at),
    )


def overview(actor: Actor, *, at: datetime) -> Overview:
    """How many volunteers there are, how many have nothing to do, and what waits for the actor."""
    volunteers = volunteers_for(actor).filter(ended_at=None)
    return Overview(
        volunteers=volunteers.count(),
        without_task=without_task(volunteers, at=at).count(),
        resting=volunteers.filter(resting_since__isnull=False).count(),
        papers_to_check=vettings_to_check(actor).count(),
        initiatives_waiting=initiatives_waiting(actor).count(),
    )


def managed_page(actor: Actor, opportunity_id: UUID, *, at: datetime) -> ManagedPage:
    """An opportunity that the actor looks after.

    Raises:
        Opportunity.DoesNotExist: there is none whom the actor manages.
    """
    opportunity = opportunities_managed_by(actor).get(pk=opportunity_id)
    sees = bool(access.may_see_sign_ups(actor, opportunity))
    shifts = list(Shift.objects.filter(opportunity=opportunity, cancelled_at=None).order_by("starts_at", "pk"))
    coming: dict[UUID, list[SignUp]] = {shift.pk: [] for shift in shifts}
    if sees:
        for sign_up in SignUp.objects.standing().filter(shift__in=shifts).order_by("place", "joined_at", "pk"):
            coming[sign_up.shift_id].append(sign_up)
    rows = [(shift, coming[shift.pk]) for shift in shifts]
    waiting = HoursEntry.objects.filter(opportunity=opportunity, approved_at=None, refused_at=None)
    return ManagedPage(
        opportunity=opportunity,
        shifts=[row for row in rows if row[0].ends_at > at],
        past=[row for row in rows if row[0].ends_at <= at][-5:],
        hours=list(waiting.order_by("day", "pk")) if sees else [],
        sees_names=sees,
    )


def initiatives_for(actor: Actor) -> QuerySet[Initiative]:
    """The initiatives an actor may support, and the actor's own; the newest first."""
    found = Initiative.objects.filter(region_id=actor.here).select_related("locality", "supporter", "opportunity")
    own = Q(proposed_by_id=actor.user_id or NOBODY)
    covered = access.authorities_cared_for(actor, access.RECRUITS)
    if covered is not None:
        found = found.filter(own | Q(authority_id__in=covered))
    return found.order_by("-proposed_at", "pk")


def initiatives_waiting(actor: Actor) -> QuerySet[Initiative]:
    """Those that nobody has answered yet, and are not the actor's own."""
    found = initiatives_for(actor).filter(supported_at=None, opened_at=None, declined_at=None)
    return found.exclude(proposed_by_id=actor.user_id or NOBODY)


def certificate_by_code(actor: Actor) -> Certificate | None:
    """The certificate whose code the address holds; None when there is none."""
    return Certificate.objects.filter(region_id=actor.here, code_hash=actor.link or "-").first()


def certificates_for(actor: Actor) -> QuerySet[Certificate]:
    """The certificates of the volunteers an actor looks after, and the actor's own."""
    return Certificate.objects.filter(volunteer__in=volunteers_for(actor).values("pk"))


def hours_to_approve(actor: Actor) -> QuerySet[HoursEntry]:
    """Hours that wait for an actor: of a body's own opportunities, or of an authority's. The oldest first."""
    managed = opportunities_managed_by(actor)
    waiting = HoursEntry.objects.filter(region_id=actor.here, approved_at=None, refused_at=None)
    others = waiting.filter(opportunity__in=managed.values("pk")).exclude(volunteer__user_id=actor.user_id or NOBODY)
    return others.select_related("opportunity").order_by("day", "pk")
