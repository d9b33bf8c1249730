"""Who uses a place and for what, before and after: counts of whole months, with small numbers hidden."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.conf import settings
from django.db.models import Count, F, Max, Min, Sum
from django.utils.timezone import localdate
from django.utils.translation import get_language
from numpy.typing import NDArray

from igum.core.access import Decision, require
from igum.core.actor import Actor
from igum.engines.outcomes.suppression import HIDDEN, suppressed
from igum.programmes import access
from igum.programmes.models import Cohort, UseCount, UseEvent
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.serving import memberships_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.subjects import Named


@dataclass(frozen=True, slots=True)
class Kinds:
    """By what use is counted, in the file's words."""

    neighbourhoods: tuple[Named, ...]
    ages: tuple[Named, ...]
    purposes: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, and how many: before the event, after it, or all there are."""

    is_after: bool
    months: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table of kinds by kinds for each period. None for a number that may not be shown; totals stand last."""

    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    periods: tuple[tuple[tuple[int | None, ...], ...], ...]

    def total_of(self, row: int, period: int) -> int | None:
        """Everybody of a row in a period."""
        return self.periods[period][row][-1]


@dataclass(frozen=True, slots=True)
class Uses:
    """The use of a place as its page shows it. ``where`` or ``who`` is None while too few came to show anything."""

    cohort: Cohort
    programme: Programme
    kinds: Kinds
    event: UseEvent | None
    periods: tuple[Period, ...]
    until: date | None
    where: Crossed | None
    who: Crossed | None
    limit: int
    may_count: Decision
    may_decide: Decision


def kinds_of(cohort: Cohort) -> Kinds | None:
    """By what the use of a place is counted; None for a programme that counts none."""
    programme = programme_of(cohort.version)
    log = programme.use_log
    if log is None or programme.intake is None:
        return None
    questions = programme.forms.get(programme.intake.form, {}).get("questions", ())

    def choices_of(name: str) -> tuple[Named, ...]:
        asked: Any = next((one for one in questions if one.get("name") == name), {})
        return tuple(Named(str(one["value"]), one["names"]) for one in asked.get("choices", ()))

    return Kinds(log.neighbourhoods, choices_of(log.age), choices_of(log.purpose))


def uses_of(actor: Actor, cohort_id: UUID, *, at: datetime) -> Uses:
    """Who used a place and for what, in whole months that are over. Seven queries, however many came.

    The two tables lean on the same people and share nothing but the totals of the periods: those are shown in both or
    nothing is. Months that are not over are left out, so that nobody learns from two visits who came in between.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region, or it counts no use.
        PermissionDenied: the actor is neither of the team nor runs the programme.
    """
    cohort = Cohort.objects.select_related("programme", "version").get(pk=cohort_id, region_id=actor.here)
    kinds = kinds_of(cohort)
    if kinds is None:
        raise Cohort.DoesNotExist
    serves = memberships_of(actor, at=at).filter(cohort_id=cohort_id).exists()
    may_count = access.may_count(actor, cohort, serves=serves)
    require(may_count)
    programme = programme_of(cohort.version)
    limit = max(programme.confidentiality.small_cells_below, 1)
    event = UseEvent.objects.filter(cohort=cohort).first()
    until = localdate(at).replace(day=1)
    counted = UseCount.objects.filter(cohort=cohort, used_on__lt=until)
    span = counted.aggregate(first=Min("used_on"), last=Max("used_on"), rows=Count("pk"))
    parts = event.month if event is not None and span["rows"] and span["first"] < event.month < until else None
    periods = _periods(span["first"], parts, until) if span["rows"] else ()
    where = who = None
    if periods:
        here = (get_language() or settings.LANGUAGE_CODE)[:2]
        languages = tuple(Named(code, {here: str(name)}) for code, name in settings.LANGUAGES)
        tables = [
            _crossed(counted, ("neighbourhood", kinds.neighbourhoods), ("purpose", kinds.purposes), parts, limit),
            _crossed(counted, ("age", kinds.ages), ("language", languages), parts, limit),
        ]
        # A total that one table hides must not be read in the other.
        if all(table.periods[number][-1][-1] is not None for table in tables for number in range(len(periods))):
            where, who = tables
    return Uses(
        cohort=cohort,
        programme=programme,
        kinds=kinds,
        event=event,
        periods=periods,
        until=until if periods else None,
        where=where,
        who=who,
        limit=limit,
        may_count=may_count,
        may_decide=access.may_decide(actor, cohort),
    )


def _periods(first: date, parts: date | None, until: date) -> tuple[Period, ...]:
    if parts is None:
        return (Period(True, _months(first, until)),)
    return Period(False, _months(first, parts)), Period(True, _months(parts, until))


def _months(first: date, until: date) -> int:
    """From the month of a day until the first day of another month."""
    return (until.year - first.year) * 12 + until.month - first.month


def _crossed(
    counted: Any,
    rows: tuple[str, tuple[Named, ...]],
    columns: tuple[str, tuple[Named, ...]],
    parts: date | None,
    limit: int,
) -> Crossed:
    row_place = {one.key: number for number, one in enumerate(rows[1])}
    column_place = {one.key: number for number, one in enumerate(columns[1])}
    spans = [{"used_on__lt": parts}, {"used_on__gte": parts}] if parts else [{}]
    counts = np.zeros((len(row_place), len(column_place), len(spans)), np.int64)
    for number, span in enumerate(spans):
        standing = Sum(F("people") - F("struck"))
        found = counted.filter(**span).order_by().values_list(rows[0], columns[0]).annotate(came=standing)
        for row, column, people in found:
            if row in row_place and column in column_place:
                counts[row_place[row], column_place[column], number] += people
    shown = suppressed(counts, limit=limit).numbers
    return Crossed(rows[1], columns[1], tuple(_as_rows(shown[:, :, number]) for number in range(len(spans))))


def _as_rows(numbers: NDArray[np.int64]) -> tuple[tuple[int | None, ...], ...]:
    return tuple(tuple(None if one == HIDDEN else int(one) for one in row) for row in numbers.tolist())
