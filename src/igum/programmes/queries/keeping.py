"""What is past its keeping: applications, forms never sent, rows of lists. Counted before it is erased."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.programmes import access
from igum.programmes.models import Application, Cohort, Engagement, ImportRow, Invitation, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.keeping import ROWS_KEPT, UNSENT_KEPT, last_kept


@dataclass(frozen=True, slots=True)
class PastKeeping:
    """What is to be erased: applications and members of teams by their round, forms never sent, and rows of lists."""

    applications: dict[Cohort, list[UUID]] = field(default_factory=dict)
    unsent: list[UUID] = field(default_factory=list)
    rows: int = 0
    members: dict[Cohort, list[UUID]] = field(default_factory=dict)
    invitations: list[UUID] = field(default_factory=list)

    @property
    def ids(self) -> list[UUID]:
        """The applications, sent or not."""
        return [*(pk for each in self.applications.values() for pk in each), *self.unsent]

    @property
    def member_ids(self) -> list[UUID]:
        """Those who were in teams."""
        return [pk for each in self.members.values() for pk in each]

    @property
    def by_round(self) -> list[tuple[Cohort, int, int]]:
        """How many applications of each round, and how many of its team."""
        rounds = {**self.applications, **self.members}
        return [(one, len(self.applications.get(one, ())), len(self.members.get(one, ()))) for one in rounds]


def past_keeping(actor: Actor, *, at: datetime) -> PastKeeping:
    """What the next night erases, for the program and for the region's privacy officer.

    Raises:
        PermissionDenied: somebody else asks.
    """
    require(access.may_see_keeping(actor))
    with tenant_scope(system_actor(actor.region_id)):
        rounds = Cohort.objects.filter(region_id=actor.here).select_related("programme", "version").order_by("opens_at")
        found = {cohort: list(_past(cohort, at).values_list("pk", flat=True)) for cohort in rounds}
        teams = {cohort: list(_members_past(cohort, at).values_list("pk", flat=True)) for cohort in rounds}
        asked = [pk for cohort in rounds for pk in _invitations_past(cohort, at).values_list("pk", flat=True)]
        unsent = Application.objects.filter(
            region_id=actor.here, applied_at=None, erased_at=None, response__saved_at__lte=at - UNSENT_KEPT
        )
        return PastKeeping(
            applications={cohort: ids for cohort, ids in found.items() if ids},
            unsent=list(unsent.values_list("pk", flat=True)),
            rows=rows_past_keeping(actor, at=at).count(),
            members={cohort: ids for cohort, ids in teams.items() if ids},
            invitations=asked,
        )


def rows_past_keeping(actor: Actor, *, at: datetime) -> QuerySet[ImportRow]:
    """Rows that were rejected, or never taken in, of lists handed in long ago."""
    old = Q(file__finished_at__lte=at - ROWS_KEPT) | Q(file__started_at=None, file__uploaded_at__lte=at - ROWS_KEPT)
    return ImportRow.objects.filter(old, region_id=actor.here, application=None).exclude(cells=[])


def _members_past(cohort: Cohort, at: datetime) -> QuerySet[TeamMember]:
    """Of a team, those whose term ended as long ago as the file keeps: who still serves is kept, as are families."""
    ended = Q(until_at__date__lte=_last(cohort, at))
    return TeamMember.objects.filter(ended, cohort=cohort).exclude(name="")


def _invitations_past(cohort: Cohort, at: datetime) -> QuerySet[Invitation]:
    """Those asked so long ago who do not serve, or whose term ended so long ago too."""
    last = _last(cohort, at)
    idle = Q(member=None) | Q(member__until_at__date__lte=last)
    return Invitation.objects.filter(idle, cohort=cohort, invited_at__date__lte=last)


def _last(cohort: Cohort, at: datetime) -> date:
    return last_kept(programme_of(cohort.version).confidentiality.keep, localtime(at).date())


def _past(cohort: Cohort, at: datetime) -> QuerySet[Application]:
    """Counted from the last day of applying, from the end of a part that was taken, or from the end of the round."""
    last = _last(cohort, at)
    none = Application.objects.none()
    if localtime(cohort.closes_at).date() > last or (cohort.closed_at and localtime(cohort.closed_at).date() > last):
        return none
    standing = Application.objects.filter(cohort=cohort, applied_at__isnull=False, erased_at=None)
    still = Q(ended_at__date__gt=last) if cohort.closed_at else Q(ended_at__date__gt=last) | Q(ended_at=None)
    return standing.exclude(pk__in=Engagement.objects.filter(still, cohort=cohort).values("application"))
