"""What may be told of a round: its figures with the small ones hidden, as plain values that can be frozen.

Everything a report shows, in whatever form, is drawn from ``Figures``; what is hidden is not in them. All tables of a
round share one total, how many took part; so each is safe by itself (``engines.outcomes.beside``). A mean is of those
who were measured at every moment of an outcome: the means of two groups that differ by one person would tell of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean
from uuid import UUID

from igum.engines.outcomes.beside import beside_total
from igum.engines.outcomes.change import Better, Change, Verdict, change_of
from igum.programmes.rules.costing import Cost
from igum.programmes.rules.programme import Outcome, Programme

# Fewer people than this say nothing of others like them: what was seen is told, and no interval.
LEAST_FOR_AN_INTERVAL = 8
STAYED, LEFT = "stayed", "left"
IMPROVED, SAME, WORSENED, UNMEASURED = "improved", "same", "worsened", "unmeasured"
FARED = (IMPROVED, SAME, WORSENED, UNMEASURED)
ENDS, HOMES, ATTENDANCE, TASKS = "ends", "homes", "attendance", "tasks"
ELSEWHERE = "0"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report draws from somebody who took part.

    Attributes:
        home: the authority they live in; None where it is not known.
        came: attendances noted as being there, of ``noted``, excused ones left out.
        done: tasks done, of ``tasks``.
        values: by outcome and moment.
    """

    id: UUID
    has_left: bool
    home: int | None
    came: int
    noted: int
    done: int
    tasks: int
    values: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Counts:
    """People by kind, who together are all that took part.

    Attributes:
        numbers: by kind; None for one that may not be shown.
        since: the day of the report they were first shown in, where they could not be shown anew; else empty.
    """

    key: str
    numbers: Mapping[str, int | None]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of all that was noted, from 0 to 1 in hundredths; None of too few people."""

    key: str
    share: float | None
    since: str = ""


@dataclass(frozen=True, slots=True)
class Fared:
    """One outcome of the file as it was measured.

    Attributes:
        people: who improved, stayed the same, worsened, and was not measured at every moment.
        means: by moment, of those who were; None where they are too few to be shown.
        mean: of their changes from the first moment to the last; ``low`` and ``high`` its interval.
        verdict: of ``Verdict``; empty where nothing is shown.
        reached: whether the target was; None without one.
    """

    key: str
    people: Counts
    means: tuple[tuple[str, float | None], ...]
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: str = ""
    reached: bool | None = None

    @property
    def measured(self) -> int | None:
        """How many were measured at every moment, where all that tells it is shown."""
        known = [self.people.numbers[key] for key in (IMPROVED, SAME, WORSENED)]
        return None if None in known else sum(number or 0 for number in known)


@dataclass(frozen=True, slots=True)
class Figures:
    """A round in numbers that may be shown.

    Attributes:
        limit: numbers of people from 1 to under it are not shown.
        took_part: None where they are too few to be shown.
        held: sessions over, of all that were ``planned`` and not called off.
    """

    limit: int
    took_part: int | None
    held: int
    planned: int
    rates: tuple[Rate, ...] = ()
    counts: tuple[Counts, ...] = ()
    outcomes: tuple[Fared, ...] = ()
    cost: Cost | None = None

    def rate(self, key: str) -> Rate:
        """One of the rates."""
        return next(one for one in self.rates if one.key == key)

    def count(self, key: str) -> Counts | None:
        """One of the tables of people."""
        return next((one for one in self.counts if one.key == key), None)


def figures_of(programme: Programme, subjects: Sequence[Subject], *, held: int, planned: int) -> Figures:
    """The figures of a round, without its cost."""
    limit = max(programme.confidentiality.small_cells_below, 1)
    total = len(subjects)
    ends = [(STAYED, sum(not one.has_left for one in subjects)), (LEFT, sum(one.has_left for one in subjects))]
    return Figures(
        limit=limit,
        took_part=None if 0 < total < limit else total,
        held=held,
        planned=planned,
        rates=(
            _rate(ATTENDANCE, [(one.came, one.noted) for one in subjects], limit),
            # Everybody has the same tasks: how many there are would tell how many people.
            _rate(TASKS, [(one.done, one.tasks) for one in subjects], limit),
        ),
        counts=(_counts(ENDS, ends, limit), *_homes(programme, subjects, limit)),
        outcomes=tuple(_fared(one, subjects, limit) for one in programme.outcomes if one.form),
    )


def whole_values(outcome: Outcome, subject: Subject) -> tuple[float, ...] | None:
    """Somebody's values at every moment of an outcome; None where one is missing."""
    values = subject.values.get(outcome.key, {})
    found = [values[moment] for moment in outcome.measured if moment in values]
    return tuple(found) if len(found) == len(outcome.measured) else None


def home_of(programme: Programme, subject: Subject) -> str:
    """The authority of a pool that somebody lives in, as a key; elsewhere for any other."""
    shares = programme.pool.shares if programme.pool else ()
    return str(subject.home) if any(share.authority == subject.home for share in shares) else ELSEWHERE


def _rate(key: str, parts: Sequence[tuple[int, int]], limit: int) -> Rate:
    people = sum(whole > 0 for _, whole in parts)
    whole = sum(whole for _, whole in parts)
    return Rate(key, round(sum(part for part, _ in parts) / whole, 2) if people >= limit else None)


def _counts(key: str, counted: Sequence[tuple[str, int]], limit: int) -> Counts:
    shown = beside_total([number for _, number in counted], limit=limit)
    return Counts(key, {name: number for (name, _), number in zip(counted, shown, strict=True)})


def _homes(programme: Programme, subjects: Sequence[Subject], limit: int) -> tuple[Counts, ...]:
    if programme.pool is None:
        return ()
    homes = [home_of(programme, one) for one in subjects]
    kinds = [*(str(share.authority) for share in programme.pool.shares), ELSEWHERE]
    return (_counts(HOMES, [(kind, homes.count(kind)) for kind in kinds], limit),)


def _fared(outcome: Outcome, subjects: Sequence[Subject], limit: int) -> Fared:
    whole = [values for one in subjects if (values := whole_values(outcome, one)) is not None]
    change = change_of(
        [(values[0], values[-1]) for values in whole],
        better=Better(outcome.better),
        least=max(LEAST_FOR_AN_INTERVAL, 2),
        target=outcome.target_change,
    )
    counted = (change.improved, change.same, change.worsened, len(subjects) - len(whole))
    people = _counts(f"outcome.{outcome.key}", list(zip(FARED, counted, strict=True)), limit)
    unsaid = Fared(outcome.key, people, tuple((moment, None) for moment in outcome.measured))
    if len(outcome.measured) < 2 or len(whole) < limit:
        # Who is measured once neither improved nor worsened; and of few, even that nobody did would tell too much.
        hidden = Counts(people.key, dict.fromkeys(FARED))
        return Fared(outcome.key, hidden if subjects else people, unsaid.means)
    n_is_known = people.numbers[UNMEASURED] is not None
    if not n_is_known and len(subjects) < 2 * limit:
        return unsaid  # that they are enough would tell how many are missing
    step = 0.0 if n_is_known or not _countable(whole) else ceil(10 / limit) / 10
    averages = [fmean(values[place] for values in whole) for place in range(len(outcome.measured))]
    means = tuple((moment, _told(mean, step)) for moment, mean in zip(outcome.measured, averages, strict=True))
    return _with_change(Fared(outcome.key, people, means), change, step, n_is_known or _surely_enough(subjects, limit))


def _surely_enough(subjects: Sequence[Subject], limit: int) -> bool:
    """Whether an interval may be shown of an unknown number of people, as many of them as may be missing."""
    return len(subjects) - limit >= LEAST_FOR_AN_INTERVAL


def _with_change(fared: Fared, change: Change, step: float, may_conclude: bool) -> Fared:
    low, high = change.interval if change.interval and may_conclude else (None, None)
    return Fared(
        fared.key,
        fared.people,
        fared.means,
        mean=_told(change.mean, step),
        low=_told(low, step),
        high=_told(high, step),
        verdict=(change.verdict if may_conclude else Verdict.TOO_FEW).value,
        reached=change.reached,
    )


def _countable(whole: Sequence[tuple[float, ...]]) -> bool:
    """Whether all values are whole: then a mean with many digits tells of how many people it is."""
    return all(value == int(value) for values in whole for value in values)


def _told(value: float | None, step: float) -> float | None:
    """A mean with three digits that mean something, or to the nearest step."""
    if value is None:
        return None
    return round(round(value / step) * step, 2) if step else float(f"{value:.3g}")
