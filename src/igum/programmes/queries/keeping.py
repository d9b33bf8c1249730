"""What is past its keeping: applications, forms never sent, rows of lists. Counted before it is erased."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.programmes import access
from igum.programmes.models import Application, Cohort, Engagement, ImportRow
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.keeping import ROWS_KEPT, UNSENT_KEPT, last_kept


@dataclass(frozen=True, slots=True)
class PastKeeping:
    """What is to be erased: applications by their round, forms that were never sent, and rows of lists."""

    applications: dict[Cohort, list[UUID]] = field(default_factory=dict)
    unsent: list[UUID] = field(default_factory=list)
    rows: int = 0

    @property
    def ids(self) -> list[UUID]:
        """The applications, sent or not."""
        return [*(pk for each in self.applications.values() for pk in each), *self.unsent]

    @property
    def by_round(self) -> list[tuple[Cohort, int]]:
        """How many applications of each round."""
        return [(cohort, len(ids)) for cohort, ids in self.applications.items()]


def past_keeping(actor: Actor, *, at: datetime) -> PastKeeping:
    """What the next night erases, for the program and for the region's privacy officer.

    Raises:
        PermissionDenied: somebody else asks.
    """
    require(access.may_see_keeping(actor))
    with tenant_scope(system_actor(actor.region_id)):
        rounds = Cohort.objects.filter(region_id=actor.here).select_related("programme", "version").order_by("opens_at")
        found = {cohort: list(_past(cohort, at).values_list("pk", flat=True)) for cohort in rounds}
        unsent = Application.objects.filter(
            region_id=actor.here, applied_at=None, erased_at=None, response__saved_at__lte=at - UNSENT_KEPT
        )
        return PastKeeping(
            applications={cohort: ids for cohort, ids in found.items() if ids},
            unsent=list(unsent.values_list("pk", flat=True)),
            rows=rows_past_keeping(actor, at=at).count(),
        )


def rows_past_keeping(actor: Actor, *, at: datetime) -> QuerySet[ImportRow]:
    """Rows that were rejected, or never taken in, of lists handed in long ago."""
    old = Q(file__finished_at__lte=at - ROWS_KEPT) | Q(file__started_at=None, file__uploaded_at__lte=at - ROWS_KEPT)
    return ImportRow.objects.filter(old, region_id=actor.here, application=None).exclude(cells=[])


def _past(cohort: Cohort, at: datetime) -> QuerySet[Application]:
    """Counted from the last day of applying, from the end of a part that was taken, or from the end of the round."""
    last = last_kept(programme_of(cohort.version).confidentiality.keep, localtime(at).date())
    none = Application.objects.none()
    if localtime(cohort.closes_at).date() > last or (cohort.closed_at and localtime(cohort.closed_at).date() > last):
        return none
    standing = Application.objects.filter(cohort=cohort, applied_at__isnull=False, erased_at=None)
    still = Q(ended_at__date__gt=last) if cohort.closed_at else Q(ended_at__date__gt=last) | Q(ended_at=None)
    return standing.exclude(pk__in=Engagement.objects.filter(still, cohort=cohort).values("application"))
