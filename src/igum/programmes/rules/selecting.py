"""What a programme's rules find of one application: eligible, points, reserves, and how many places it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from igum.engines.rules.evaluating import Rule, compile_rule
from igum.engines.rules.explaining import explain
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import Expression
from igum.engines.rules.types import UNKNOWN
from igum.programmes.rules.programme import Programme, ScorePart

MOST_UNITS = 100


@dataclass(frozen=True, slots=True)
class Screened:
    """What the rules found.

    Attributes:
        eligible: False when a rule fails for sure; None while one is unknown; True when all hold.
        rules: each rule's answer by its key.
        missing: for a rule that is unknown, the facts that could still settle it.
        parts: each part's points by its key; None while it is unknown, which counts for nothing.
        score: the points together, exact.
        holds: keys of the reserves whose condition is true.
        takes: how many places it takes, 1 or more.
    """

    eligible: bool | None
    rules: Mapping[str, bool | None]
    missing: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, Fraction | None]
    score: Fraction
    holds: tuple[str, ...]
    takes: int

    @property
    def failed(self) -> tuple[str, ...]:
        """Keys of the rules that fail."""
        return tuple(key for key, answer in self.rules.items() if answer is False)

    def as_json(self) -> dict[str, Any]:
        """What is kept with an application."""
        return {
            "rules": dict(self.rules),
            "missing": {key: list(names) for key, names in self.missing.items() if names},
            "parts": {key: None if points is None else float(points) for key, points in self.parts.items()},
            "holds": list(self.holds),
        }


def screen(programme: Programme, facts: Mapping[str, Any]) -> Screened:
    """What the programme's rules find of the facts of one application. Its params are added to the facts."""
    selection = programme.selection
    if selection is None:
        return Screened(True, {}, {}, {}, Fraction(0), (), 1)
    known = {**facts, **{f"params.{name}": param.value for name, param in programme.params.items()}}
    rules = {rule.key: _yes_or_no(compiled_rule(rule.when)(known)) for rule in selection.eligible}
    missing = {
        rule.key: explain(_parsed(rule.when), known).missing for rule in selection.eligible if rules[rule.key] is None
    }
    parts = {part.key: points_of(part, compiled_rule(part.value)(known)) for part in selection.score}
    return Screened(
        eligible=all_of(rules.values()),
        rules=rules,
        missing=missing,
        parts=parts,
        score=sum((points for points in parts.values() if points is not None), Fraction(0)),
        holds=tuple(kept.key for kept in selection.reserved if compiled_rule(kept.when)(known) is True),
        takes=_units(compiled_rule(selection.takes)(known)),
    )


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """The three-valued «and»: False wins over unknown, unknown over True.

    >>> all_of([True, None, False]), all_of([True, None]), all_of([])
    (False, None, True)
    """
    found = list(answers)
    if False in found:
        return False
    return None if None in found else True


def points_of(part: ScorePart, value: Any) -> Fraction | None:
    """A part's points: value times weight, not below 0 and not above what the part may give; None when unknown."""
    if value is UNKNOWN:
        return None
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    return min(max(exact * Fraction(str(part.weight)), Fraction(0)), Fraction(str(part.most)))


def _yes_or_no(value: Any) -> bool | None:
    return None if value is UNKNOWN else bool(value)


def _units(value: Any) -> int:
    return 1 if value is UNKNOWN else min(max(int(value), 1), MOST_UNITS)


@lru_cache(maxsize=2048)
def _parsed(source: str) -> Expression:
    return parse(source)


@lru_cache(maxsize=2048)
def compiled_rule(source: str) -> Rule:
    """A rule of a checked file as a function of facts; made once."""
    return compile_rule(_parsed(source))
