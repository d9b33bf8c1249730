"""Reports of rounds: as they stand today for those who run them, and as they were released for their committee."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from igum.core.access import require
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Attendance, Cohort, Engagement, Measurement, Release, Session, Task
from igum.programmes.models import Programme as ProgrammeRow
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.attendance import CAME, Status
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.releasing import Earlier, figures_from_json
from igum.programmes.rules.reporting import Figures, Subject, figures_of


@dataclass(frozen=True, slots=True)
class Report:
    """A round in figures that may be shown.

    Attributes:
        release: as it was released; None for figures as they stand at a moment.
        at: when they stood so.
    """

    cohort: Cohort
    programme: Programme
    figures: Figures
    at: datetime
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class RoundsCompared:
    """The rounds of one programme beside each other, by the newest released report of each, oldest round first."""

    programme: ProgrammeRow
    reports: tuple[Report, ...]


def report_of(actor: Actor, cohort_id: UUID, *, at: datetime) -> Report:
    """What a round came to, up to a moment, for those who run it. Six queries, however many took part.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
    """
    cohort = Cohort.objects.select_related("programme__authority", "programme__region", "version").get(
        pk=cohort_id, region_id=actor.here
    )
    require(access.may_screen(actor, cohort))
    programme = programme_of(cohort.version)
    sessions = Session.objects.held().filter(cohort=cohort, is_after=False).order_by()
    counted = sessions.aggregate(all=Count("pk"), over=Count("pk", filter=Q(ends_at__lte=at)))
    figures = figures_of(programme, subjects_of(cohort, at=at), held=counted["over"], planned=counted["all"])
    return Report(cohort, programme, figures, at)


def subjects_of(cohort: Cohort, *, at: datetime) -> list[Subject]:
    """Everybody who took part in a round, with what its report draws from. Whoever calls has asked leave."""
    engagements = Engagement.objects.filter(cohort=cohort).order_by("pk")
    noted = Attendance.objects.filter(session__cohort=cohort, engagement__isnull=False).exclude(status=Status.EXCUSED)
    tasks = Task.objects.filter(cohort=cohort, waived_at=None)
    attended = _counted(noted, Q(status__in=CAME))
    worked = _counted(tasks, Q(done_at__lte=at))
    values: dict[UUID, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = Measurement.objects.filter(engagement__cohort=cohort, value__isnull=False, measured_at__lte=at)
    for engagement_id, outcome, moment, value in rows.values_list("engagement_id", "outcome", "moment", "value"):
        values[engagement_id][outcome][moment] = float(value or 0)
    return [
        Subject(
            id=pk,
            has_left=ended_at is not None and ended_at <= at,
            home=home,
            came=attended.get(pk, (0, 0))[0],
            noted=attended.get(pk, (0, 0))[1],
            done=worked.get(pk, (0, 0))[0],
            tasks=worked.get(pk, (0, 0))[1],
            values=values.get(pk, {}),
        )
        for pk, ended_at, home in engagements.values_list("pk", "ended_at", "locality__authority")
    ]


def releases_for(actor: Actor) -> QuerySet[Release]:
    """The released reports an actor may read, newest first."""
    found = Release.objects.filter(region_id=actor.here).select_related(
        "cohort__programme__authority", "cohort__programme__region", "cohort__version"
    )
    if not _reads_the_region(actor):
        found = found.filter(authority_id__in=_read_authorities(actor))
    return found.order_by("-released_at", "-number")


def released(actor: Actor, release_id: UUID) -> Report:
    """A report as it was released.

    Raises:
        Release.DoesNotExist: there is none that the actor may read.
    """
    return as_released(releases_for(actor).get(pk=release_id))


def as_released(release: Release) -> Report:
    """The figures of a release, word for word."""
    figures = figures_from_json(release.figures)
    return Report(release.cohort, programme_of(release.cohort.version), figures, release.released_at, release)


def compared(actor: Actor, programme_id: UUID) -> RoundsCompared:
    """The rounds of a programme beside each other. Nothing is in it that is not in the released report of a round.

    Raises:
        Programme.DoesNotExist: there is no such programme in the actor's region.
        PermissionDenied: the actor may not read its reports.
    """
    programme = ProgrammeRow.objects.select_related("authority", "region").get(pk=programme_id, region_id=actor.here)
    require(access.may_read_report(actor, programme))
    newest = (
        releases_for(actor).filter(cohort__programme=programme).order_by("cohort__opens_at", "cohort__key", "-number")
    )
    shown: dict[UUID, Release] = {}
    for release in newest:
        shown.setdefault(release.cohort_id, release)
    return RoundsCompared(programme, tuple(as_released(release) for release in shown.values()))


def earlier_of(cohort: Cohort) -> list[Earlier]:
    """The reports of a round that were released, oldest first, with the marks of whoever is in them."""
    return [
        Earlier(
            localtime(one.released_at).date().isoformat(),
            figures_from_json(one.figures),
            {part: frozenset(marks) for part, marks in one.basis.marks.items()},
        )
        for one in Release.objects.filter(cohort=cohort).select_related("basis").order_by("number")
    ]


def _counted(rows: QuerySet[Attendance] | QuerySet[Task], those: Q) -> Mapping[UUID, tuple[int, int]]:
    counted = rows.order_by().values_list("engagement_id").annotate(some=Count("pk", filter=those), all=Count("pk"))
    return {pk: (some, every) for pk, some, every in counted}


def _reads_the_region(actor: Actor) -> bool:
    over_all = any(
        post.role == access.COMMITTEE and post.authority_id is None and post.organization_id is None
        for post in actor.posts_here
    )
    return over_all or access.screens_the_region(actor)


def _read_authorities(actor: Actor) -> Sequence[int]:
    sits = {
        post.authority_id
        for post in actor.posts_here
        if post.role == access.COMMITTEE and post.authority_id is not None and post.organization_id is None
    }
    return sorted(sits | access.screened_authorities(actor))
