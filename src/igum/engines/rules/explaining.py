"""Why a rule answers as it does, and which unknown facts could still change that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from igum.engines.rules.faults import Fault
from igum.engines.rules.syntax import And, Binary, Expression, Negate, Not, Or, Ternary
from igum.engines.rules.types import UNKNOWN, Value
from igum.engines.rules.walking import Found, Walker


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the rule that decided.

    Attributes:
        text: the part as its author wrote it.
        value: what it came to.
        start: where it stands in the source.
        end: where it ends.
        facts: what was known, by name, when it was decided; UNKNOWN for what was not.
    """

    text: str
    value: Value
    start: int
    end: int
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Trace:
    """The reasons of an answer.

    Attributes:
        value: the answer, the same that ``compile_rule`` gives.
        steps: the parts that decided, in the order they stand: those that are false in an «and» that is false, all of
            one that is true, those that are unknown in one that is unknown.
        missing: names of the unknown facts that could still change the answer, in the order they stand; of an element
            of a list as ``children[1].age``. Whatever the other unknown facts turn out to be, the answer stays.
        faults: what had no answer though its facts are known, such as a division by zero.
    """

    value: Value
    steps: tuple[Step, ...]
    missing: tuple[str, ...]
    faults: tuple[Fault, ...]


def explain(expression: Expression, facts: Mapping[str, Any]) -> Trace:
    """The answer of a rule and its reasons.

    >>> from igum.engines.rules.parsing import parse
    >>> trace = explain(parse("income < 5000 && household_size >= 3"), {"household_size": 5})
    >>> trace.value, trace.missing, [step.text for step in trace.steps]
    (UNKNOWN, ('income',), ['income < 5000'])
    """
    found = Walker(facts).walk(expression.root)
    steps = tuple(
        Step(expression.text(part.node), part.value, part.node.start, part.node.end, dict(_facts_of(part)))
        for part in _deciding(found)
    )
    faults = tuple(dict.fromkeys(_faults_of(found)))
    return Trace(found.value, steps, tuple(found.missing), faults)


def _deciding(found: Found) -> Iterator[Found]:
    """The smallest parts that are yes-or-no questions and made the answer what it is."""
    node = found.node
    if isinstance(node, And | Or):
        alike = [part for part in found.parts if part.value is found.value]
        for part in alike or found.parts:
            yield from _deciding(part)
    elif isinstance(node, Not):
        yield from _deciding(found.parts[0])
    elif isinstance(node, Ternary):
        for part in found.parts if found.parts[0].value is UNKNOWN else _chosen(found):
            yield from _deciding(part)
    elif isinstance(node, Binary | Negate) and _has_tests(found):
        for part in found.parts:
            yield from _deciding(part)
    else:
        yield found


def _chosen(found: Found) -> tuple[Found, ...]:
    return found.parts[0], found.parts[1 if found.parts[0].value is True else 2]


def _has_tests(found: Found) -> bool:
    """Whether a choice stands inside, as in a score: ``(debt > 5 ? 20 : 0) + size``."""
    return any(isinstance(part.node, Ternary) or _has_tests(part) for part in found.parts)


def _facts_of(found: Found) -> Iterator[tuple[str, Value]]:
    if found.name:
        yield found.name, found.value
    else:
        for part in found.parts:
            yield from _facts_of(part)


def _faults_of(found: Found) -> Iterator[Fault]:
    if found.fault is not None:
        yield found.fault
    for part in found.parts:
        yield from _faults_of(part)
