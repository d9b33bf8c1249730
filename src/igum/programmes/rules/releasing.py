"""What may be told after something was told before: a later report of the same round beside the earlier ones.

Two reports that are each safe may tell together of the one person who came between them. So a part of a report is shown
anew only if nobody in it has changed since every earlier report, or at least as many as the limit, and no number of
people in it differs by fewer than that. Else it stands as it was shown before, with the day.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from igum.programmes.rules.costing import Cost, Each
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.reporting import (
    ATTENDANCE,
    ENDS,
    HOMES,
    TASKS,
    Counts,
    Fared,
    Figures,
    Rate,
    Subject,
    home_of,
    whole_values,
)

# Who took part at all. Everything else stands beside their number, so without it nothing is shown anew.
MEMBERS = "members"
Marks = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A report that was released, and by what it is known whether somebody in it has changed.

    Attributes:
        on: its day, as ``2026-11-22``.
        marks: by part that it showed anew, one mark for each person and what is told of them. Nobody is known by one.
    """

    on: str
    figures: Figures
    marks: Marks


def marks_of(
    programme: Programme, subjects: Sequence[Subject], *, mark: Callable[[str], str]
) -> dict[str, frozenset[str]]:
    """A mark for each person in each part of a report, by a keyed hash; another once anything told of them changes."""

    def marked(part: str, told: Callable[[Subject], object]) -> frozenset[str]:
        return frozenset(mark(f"{part}|{one.id}|{told(one)!r}") for one in subjects)

    parts: dict[str, Callable[[Subject], object]] = {
        MEMBERS: lambda one: one.id,
        ENDS: lambda one: one.has_left,
        HOMES: lambda one: home_of(programme, one),
        ATTENDANCE: lambda one: (one.came, one.noted),
        TASKS: lambda one: (one.done, one.tasks),
    }
    found = {part: marked(part, told) for part, told in parts.items() if part != HOMES or programme.pool}
    for outcome in programme.outcomes:
        if outcome.form:
            found[f"outcome.{outcome.key}"] = marked(outcome.key, partial(whole_values, outcome))
    return found


def is_safe(part: str, figures: Figures, marks: Marks, earlier: Sequence[Earlier]) -> bool:
    """Whether a part may be shown anew beside what was shown before."""
    return all(_is_safe_beside(part, figures, marks, one) for one in earlier if part in one.marks)


def following(figures: Figures, marks: Marks, earlier: Sequence[Earlier]) -> tuple[Figures, dict[str, frozenset[str]]]:
    """The figures as they may be released after earlier ones, oldest first, and the marks of what they show anew.

    ``is_safe(MEMBERS, …)`` was asked before.
    """
    stands = {part for part in marks if part != MEMBERS and not is_safe(part, figures, marks, earlier)}
    shown = replace(
        figures,
        rates=tuple(_rate_before(one, earlier) if one.key in stands else one for one in figures.rates),
        counts=tuple(_counts_before(one, earlier) if one.key in stands else one for one in figures.counts),
        outcomes=tuple(_fared_before(one, earlier) if one.people.key in stands else one for one in figures.outcomes),
    )
    return shown, {part: marked for part, marked in marks.items() if part not in stands}


def figures_as_json(figures: Figures) -> dict[str, Any]:
    """Figures as they are kept."""
    return asdict(figures)


def figures_from_json(kept: Mapping[str, Any]) -> Figures:
    """Figures as they were kept."""
    cost = kept["cost"]
    return Figures(
        limit=kept["limit"],
        took_part=kept["took_part"],
        held=kept["held"],
        planned=kept["planned"],
        rates=tuple(Rate(**one) for one in kept["rates"]),
        counts=tuple(Counts(**one) for one in kept["counts"]),
        outcomes=tuple(
            Fared(**{**one, "people": Counts(**one["people"]), "means": tuple((at, mean) for at, mean in one["means"])})
            for one in kept["outcomes"]
        ),
        cost=cost
        and Cost(
            **{
                **cost,
                "person": cost["person"] and Each(**cost["person"]),
                "better_off": {key: Each(**each) for key, each in cost["better_off"].items()},
            }
        ),
    )


def _is_safe_beside(part: str, figures: Figures, marks: Marks, earlier: Earlier) -> bool:
    then, now = earlier.marks[part], marks[part]
    # Whoever changed lost a mark and got another; who came only got one. So at least so many people have changed.
    changed = max(len(then - now), len(now - then))
    before, after = _numbers(part, earlier.figures), _numbers(part, figures)
    both = [(before.get(kind), number) for kind, number in after.items()]
    steps = [abs(old - new) for old, new in both if old is not None and new is not None]
    return all(step == 0 or step >= figures.limit for step in (changed, *steps))


def _numbers(part: str, figures: Figures) -> Mapping[str, int | None]:
    """People by kind; kinds stand in no order once they were kept."""
    if part == MEMBERS:
        return {MEMBERS: figures.took_part}
    tables = [*figures.counts, *(one.people for one in figures.outcomes)]
    return next((one.numbers for one in tables if one.key == part), {})


def _last_shown(part: str, earlier: Sequence[Earlier]) -> Earlier:
    return next(one for one in reversed(earlier) if part in one.marks)


def _rate_before(rate: Rate, earlier: Sequence[Earlier]) -> Rate:
    last = _last_shown(rate.key, earlier)
    return replace(last.figures.rate(rate.key), since=last.on)


def _counts_before(counts: Counts, earlier: Sequence[Earlier]) -> Counts:
    last = _last_shown(counts.key, earlier)
    return replace(next(one for one in last.figures.counts if one.key == counts.key), since=last.on)


def _fared_before(fared: Fared, earlier: Sequence[Earlier]) -> Fared:
    last = _last_shown(fared.people.key, earlier)
    found = next(one for one in last.figures.outcomes if one.key == fared.key)
    return replace(found, people=replace(found.people, since=last.on))
