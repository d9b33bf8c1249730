"""What a programme's rules come to for one application: eligible and why, the score, reserved places, subsidy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.explaining import explain
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import Expression
from igum.engines.rules.types import UNKNOWN
from igum.programmes.rules.facts import param_values
from igum.programmes.rules.programme import Programme, ScorePart

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the rules say, before any person has.

    Attributes:
        eligible: None when an answer is missing that could still change it.
        rules: each eligibility rule by its key; None for unknown.
        missing: the answers that could still change ``eligible``; of parts of the score those that leave it unknown
            are in ``score_missing``.
        parts: each part of the score by its key, exact; None for unknown.
        score: their sum without the panel; a part that is unknown counts as nothing until it is known.
        reserved: keys of the reserved places that the application may take.
        takes: how many places it takes; None for unknown.
        subsidy: key of the band, "none", or "unknown".
    """

    eligible: bool | None
    rules: Mapping[str, bool | None]
    missing: tuple[str, ...]
    parts: Mapping[str, Fraction | None]
    score_missing: tuple[str, ...]
    score: Fraction
    reserved: tuple[str, ...]
    takes: int | None
    subsidy: str

    @property
    def failed(self) -> tuple[str, ...]:
        """Keys of the rules that are false."""
        return tuple(key for key, value in self.rules.items() if value is False)


class Decider:
    """The rules of one programme, made ready once for many applications."""

    def __init__(self, programme: Programme) -> None:
        """Compile every rule of a checked programme."""
        selection = programme.selection
        subsidy = programme.cost.subsidy if programme.cost else None
        self._params = param_values({name: param.value for name, param in programme.params.items()})
        self._rules = {rule.key: _Rule(rule.when) for rule in (selection.eligible if selection else ())}
        self._parts = {part.key: (part, _Rule(part.value)) for part in (selection.score if selection else ())}
        self._reserved = {each.key: _Rule(each.when) for each in (selection.reserved if selection else ())}
        self._takes = _Rule(selection.takes if selection else "1")
        self._bands = {band.key: _Rule(band.when) for band in (subsidy.bands if subsidy else ())}

    def decide(self, answers: Facts) -> Decided:
        """What the rules come to. ``answers`` are facts as the form gives them; a missing one is unknown."""
        facts = {**answers, **self._params}
        rules = {key: _truth(rule.run(facts)) for key, rule in self._rules.items()}
        parts = {key: _points(part, rule.run(facts)) for key, (part, rule) in self._parts.items()}
        eligible = False if False in rules.values() else None if None in rules.values() else True
        unknown = [self._rules[key] for key, value in rules.items() if value is None] if eligible is None else []
        unscored = [self._parts[key][1] for key, value in parts.items() if value is None]
        takes = self._takes.run(facts)
        return Decided(
            eligible=eligible,
            rules=rules,
            missing=_missing(unknown, facts),
            parts=parts,
            score_missing=_missing(unscored, facts),
            score=sum((points for points in parts.values() if points is not None), Fraction(0)),
            reserved=tuple(key for key, rule in self._reserved.items() if rule.run(facts) is True),
            takes=None if takes is UNKNOWN else int(takes),
            subsidy=self._band(facts),
        )

    def _band(self, facts: Facts) -> str:
        """The first band whose rule is true; unknown as soon as one before it may still be."""
        for key, rule in self._bands.items():
            value = rule.run(facts)
            if value is UNKNOWN:
                return "unknown"
            if value is True:
                return key
        return "none"


@dataclass(frozen=True, slots=True)
class _Rule:
    """An expression and the function made of it."""

    expression: Expression
    run: Callable[[Facts], Any]

    def __init__(self, source: str) -> None:
        expression = parse(source)
        object.__setattr__(self, "expression", expression)
        object.__setattr__(self, "run", compile_rule(expression))


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _points(part: ScorePart, value: Any) -> Fraction | None:
    """Weighted, from 0 to the most, and exact: equal scores must be equal, so that a lot can part them."""
    if value is UNKNOWN or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    points = Fraction(str(value)) * Fraction(str(part.weight))
    return min(max(points, Fraction(0)), Fraction(str(part.most)))


def _missing(rules: list[_Rule], facts: Facts) -> tuple[str, ...]:
    names = [name for rule in rules for name in explain(rule.expression, facts).missing]
    return tuple(dict.fromkeys(names))
