"""What a round came to: who took part, how they attended, is anybody better off. Small numbers are not shown."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from uuid import UUID

import numpy as np
from django.db.models import Count, Q

from igum.core.access import require
from igum.core.actor import Actor
from igum.engines.outcomes.change import Better, Change, change_of
from igum.engines.outcomes.suppression import HIDDEN, suppressed
from igum.programmes import access
from igum.programmes.models import Attendance, Cohort, Engagement, Measurement, Session, Task
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.attendance import CAME, Status
from igum.programmes.rules.programme import Outcome, Programme

# Fewer people than this say nothing of others like them: what was seen is told, and no interval.
LEAST_FOR_AN_INTERVAL = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """One outcome of the file as it was measured.

    Attributes:
        means: by moment, of those measured at all of them; None where fewer were than may be shown.
        change: from the first moment to the last, of the same people; None where too few to be shown.
        moved: how many changed for the better, not at all, for the worse; None for a number that may not be shown.
    """

    outcome: Outcome
    means: tuple[tuple[str, float | None], ...]
    change: Change | None
    moved: tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Report:
    """A round in figures, for those who run it and its committee.

    Attributes:
        took_part: who began; ``left``: whose part ended before the round. None for a number that may not be shown.
        held: sessions that took place, of all that are planned and not called off.
        rate: the share of noted attendances, excused ones left out, at which the subject came; None of too few people.
        tasks_done: the share of tasks that are done; None of too few people.
        limit: numbers of people below it are not shown.
    """

    cohort: Cohort
    programme: Programme
    took_part: int | None
    left: int | None
    held: int
    planned: int
    rate: float | None
    tasks_done: float | None
    outcomes: tuple[Measured, ...]
    limit: int


def report_of(actor: Actor, cohort_id: UUID, *, at: datetime) -> Report:
    """What a round came to, up to a moment. Six queries, however many took part.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
    """
    cohort = Cohort.objects.select_related("programme", "version").get(pk=cohort_id, region_id=actor.here)
    require(access.may_screen(actor, cohort))
    programme = programme_of(cohort.version)
    limit = max(programme.confidentiality.small_cells_below, 1)
    parts = (
        Engagement.objects.filter(cohort=cohort)
        .order_by()
        .aggregate(all=Count("pk"), left=Count("pk", filter=Q(ended_at__lte=at)))
    )
    few = parts["all"] < limit
    staying, left = _shown(limit, parts["all"] - parts["left"], parts["left"])
    sessions = Session.objects.held().filter(cohort=cohort, is_after=False)
    counted = sessions.order_by().aggregate(all=Count("pk"), over=Count("pk", filter=Q(ends_at__lte=at)))
    tasks = (
        Task.objects.filter(cohort=cohort, waived_at=None)
        .order_by()
        .aggregate(all=Count("pk"), done=Count("pk", filter=Q(done_at__lte=at)))
    )
    return Report(
        cohort=cohort,
        programme=programme,
        took_part=None if staying is None or left is None else parts["all"],
        left=left,
        held=counted["over"],
        planned=counted["all"],
        rate=_rate(cohort, limit),
        # Everybody has the same tasks: how many there are would tell how many people.
        tasks_done=None if few else tasks["done"] / tasks["all"] if tasks["all"] else None,
        outcomes=tuple(_outcomes(cohort, programme, limit)),
        limit=limit,
    )


def _rate(cohort: Cohort, limit: int) -> float | None:
    noted = Attendance.objects.filter(session__cohort=cohort, engagement__isnull=False).exclude(status=Status.EXCUSED)
    found = noted.order_by().aggregate(
        all=Count("pk"), came=Count("pk", filter=Q(status__in=CAME)), people=Count("engagement", distinct=True)
    )
    return found["came"] / found["all"] if found["people"] >= limit else None


def _outcomes(cohort: Cohort, programme: Programme, limit: int) -> list[Measured]:
    values: dict[str, dict[UUID, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = Measurement.objects.filter(engagement__cohort=cohort, value__isnull=False)
    for outcome, engagement_id, moment, value in rows.values_list("outcome", "engagement_id", "moment", "value"):
        values[outcome][engagement_id][moment] = float(value or 0)
    return [_measured(one, values[one.key], limit) for one in programme.outcomes if one.form]


def _measured(outcome: Outcome, people: Mapping[UUID, Mapping[str, float]], limit: int) -> Measured:
    # The same people at every moment: the means of two groups that differ by one person would tell that person's value.
    whole = [values for values in people.values() if all(moment in values for moment in outcome.measured)]

    def mean(moment: str) -> float | None:
        return fmean(values[moment] for values in whole) if len(whole) >= limit else None

    first, last = outcome.measured[0], outcome.measured[-1]
    change = change_of(
        [(values[first], values[last]) for values in whole],
        better=Better(outcome.better),
        least=max(LEAST_FOR_AN_INTERVAL, 2),
        target=outcome.target_change,
    )
    moved = _shown(limit, change.improved, change.same, change.worsened)
    return Measured(
        outcome=outcome,
        means=tuple((moment, mean(moment)) for moment in outcome.measured),
        change=change if change.people >= limit and len(outcome.measured) > 1 else None,
        moved=(moved[0], moved[1], moved[2]),
    )


def _shown(limit: int, *counts: int) -> list[int | None]:
    """Counts of people that stand beside each other and whose sum may be known: those that may be shown."""
    numbers = suppressed(np.array(counts, np.int64), limit=max(limit, 1)).numbers[:-1]
    return [None if number == HIDDEN else int(number) for number in numbers.tolist()]
