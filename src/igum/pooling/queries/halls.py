"""What the page of a hall shows: a week of it, what each town had, wishes and swaps."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.utils import timezone

from igum.engines.schedule.halls import Fairness, Had
from igum.pooling.models import Hall, HallSwap, HallTurn
from igum.pooling.rules.halls import Opening, WeekTime, from_sunday, sunday_of, times_of_week

MOST_TO_SWAP = 60  # turns of others to choose from


@dataclass(frozen=True, slots=True)
class Cell:
    """One time of one day: when it ends, and whose turn it is; neither where the hall is closed."""

    day: date
    starts: time
    ends: time | None
    turn: HallTurn | None


@dataclass(frozen=True, slots=True)
class HallWeek:
    """A week, by day from Sunday, and by hour."""

    sunday: date
    days: tuple[date, ...]
    rows: tuple[tuple[time, tuple[Cell, ...]], ...]

    @property
    def before(self) -> date:
        """The week before."""
        return self.sunday - timedelta(days=7)

    @property
    def after(self) -> date:
        """The week after."""
        return self.sunday + timedelta(days=7)

    @property
    def by_day(self) -> list[tuple[date, list[Cell]]]:
        """Days on which the hall is open, with their times."""
        found = [
            (day, [cells[place] for _clock, cells in self.rows if cells[place].ends is not None])
            for place, day in enumerate(self.days)
        ]
        return [(day, cells) for day, cells in found if cells]


def week_of(hall: Hall, day: date) -> HallWeek:
    """The week in which a day is. One query."""
    sunday = sunday_of(day)
    days = tuple(sunday + timedelta(days=number) for number in range(7))
    begins = timezone.make_aware(datetime.combine(sunday, time()))
    ends = timezone.make_aware(datetime.combine(sunday + timedelta(days=7), time()))
    turns = hall.turns.filter(starts_at__gte=begins, starts_at__lt=ends)
    by_time = {timezone.localtime(one.starts_at).replace(tzinfo=None): one for one in turns}
    opens = set(times_of(hall))
    clocks = sorted({clock for _weekday, clock in opens} | {at.time() for at in by_time})
    rows = []
    for clock in clocks:
        cells = []
        for day_of_week in days:
            at = datetime.combine(day_of_week, clock)
            turn = by_time.get(at)
            is_open = turn is not None or (day_of_week.weekday(), clock) in opens
            until = (at + timedelta(minutes=hall.turn_minutes)).time() if is_open else None
            cells.append(Cell(day_of_week, clock, until, turn))
        rows.append((clock, tuple(cells)))
    return HallWeek(sunday, days, tuple(rows))


def times_of(hall: Hall) -> list[WeekTime]:
    """When its turns start, from Sunday on."""
    return times_of_week(map(Opening.of_data, hall.opens), hall.turn_minutes)


def fairness_of(hall: Hall) -> Fairness:
    """How far what each town has, of all turns given, is from its part. One query."""
    turns, wished = Counter[int](), Counter[int]()
    for town, was_wished in hall.turns.values_list("authority_id", "was_wished"):
        turns[town] += 1
        wished[town] += was_wished
    together, many = sum(hall.weights.values()), sum(turns.values())
    return Fairness(
        tuple(
            Had(town, Fraction(many * weight, together), turns[int(town)], wished[int(town)])
            for town, weight in hall.weights.items()
        )
    )


def wishes_of(hall: Hall, authority_id: int) -> Mapping[WeekTime, int]:
    """What one town said, by time of the week. One query."""
    found = hall.wishes.filter(authority_id=authority_id).values_list("weekday", "starts", "points")
    return {(weekday, starts): points for weekday, starts, points in found}


def open_swaps(hall: Hall) -> list[HallSwap]:
    """Questions that nobody answered yet, about turns to come. One query."""
    found = hall.swaps.filter(agreed_at=None, refused_at=None).select_related("gives", "takes")
    return list(found)


def turns_to_swap(hall: Hall, towns: tuple[int, ...], at: datetime) -> tuple[list[HallTurn], list[HallTurn]]:
    """The next turns of these towns, and of the others. Two queries."""
    coming = hall.turns.filter(starts_at__gt=at)
    own = coming.filter(authority_id__in=towns)[:MOST_TO_SWAP]
    return list(own), list(coming.exclude(authority_id__in=towns)[:MOST_TO_SWAP])


def times_by_day(times: list[WeekTime]) -> list[tuple[int, list[time]]]:
    """Times of the week by weekday, from Sunday on."""
    days = sorted({weekday for weekday, _clock in times}, key=from_sunday)
    return [(day, [clock for weekday, clock in times if weekday == day]) for day in days]
