"""Rules as somebody builds them from questions, written as expressions. ``conditions_reading`` reads them back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

NUMBERS = frozenset({"integer", "decimal", "money", "share"})
ORDERED = NUMBERS | {"date"}
LISTED = frozenset({"choice", "town"})
# The types of questions that a rule can be built from; answers of the others are for people to read.
ASKABLE = ORDERED | LISTED | {"yes_no", "choices"}
LARGEST = 10**12
# The day that an age is counted on.
TODAY = "applied_on"


class Sign(StrEnum):
    """How an answer is compared."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    AGE_AT_LEAST = "age_at_least"
    AGE_AT_MOST = "age_at_most"


class Join(StrEnum):
    """How a condition goes with those before it. ``OR`` begins another way in which the whole holds."""

    AND = "and"
    OR = "or"


OPERATORS = {
    Sign.IS: "==",
    Sign.IS_NOT: "!=",
    Sign.AT_LEAST: ">=",
    Sign.AT_MOST: "<=",
    Sign.MORE_THAN: ">",
    Sign.LESS_THAN: "<",
}
AGES = {Sign.AGE_AT_LEAST: ">=", Sign.AGE_AT_MOST: "<="}
SEVERAL = (Sign.ONE_OF, Sign.NONE_OF)


@dataclass(frozen=True, slots=True)
class Condition:
    """One answer compared.

    ``value`` is as people type it: shekels, percent, ``yes`` or ``no``, a choice's value, a town's code. ``values``
    are those of a comparison with several. Instead of a value there may be a figure of the programme, by its name,
    and it may count ``times`` the answer of another question: a ceiling for each person of the household.
    """

    question: str
    sign: Sign
    value: str = ""
    values: tuple[str, ...] = ()
    figure: str = ""
    times: str = ""
    join: Join = Join.AND


@dataclass(frozen=True, slots=True)
class Points:
    """What points are given for: a question's number as such (yes as one), or so many when conditions hold."""

    question: str = ""
    conditions: tuple[Condition, ...] = ()
    number: str = ""


def signs_for(kind: str, *, ages: bool = True) -> tuple[Sign, ...]:
    """The signs that go with a type of question; all of them while no question is chosen."""
    if not kind:
        return tuple(Sign)
    if kind in ORDERED:
        compared = (Sign.AT_LEAST, Sign.AT_MOST, Sign.IS, Sign.IS_NOT, Sign.MORE_THAN, Sign.LESS_THAN)
        return (*compared, *AGES) if kind == "date" and ages else compared
    return (Sign.IS, Sign.IS_NOT, *(SEVERAL if kind in LISTED else ()))


def rule_of(conditions: Sequence[Condition], types: Mapping[str, str]) -> str:
    """The expression of conditions; “and” binds closer than “or”.

    Args:
        conditions: at least one.
        types: the type of every question named.

    Raises:
        ValueError: a value is not one of its question's type, or the sign does not go with it.

    >>> rule_of([Condition("members", Sign.AT_LEAST, "3"), Condition("debts", Sign.IS, "yes")],
    ...         {"members": "integer", "debts": "yes_no"})
    'members >= 3 && debts'
    >>> rule_of([Condition("town", Sign.ONE_OF, values=("480", "496"))], {"town": "town"})
    'town in [480, 496]'
    """
    text = ""
    for each in conditions:
        join = "" if not text else " || " if each.join is Join.OR else " && "
        text += join + _written(each, types[each.question])
    return text


def points_rule(points: Points, types: Mapping[str, str]) -> str:
    """The expression of a part of the score.

    >>> points_rule(Points("children"), {"children": "integer"}), points_rule(Points("alone"), {"alone": "yes_no"})
    ('children', 'alone ? 1 : 0')
    >>> points_rule(Points(conditions=(Condition("debts", Sign.MORE_THAN, "50000"),), number="20"), {"debts": "money"})
    'debts > 5000000 ? 20 : 0'
    """
    if points.conditions:
        number = Decimal(points.number)
        # Both sides of a choice are of one kind: 2.5 points stand beside 0.0.
        then, otherwise = (int(number), 0) if number == int(number) else (float(number), 0.0)
        return f"{rule_of(points.conditions, types)} ? {then} : {otherwise}"
    return f"{points.question} ? 1 : 0" if types[points.question] == "yes_no" else points.question


def _written(condition: Condition, kind: str) -> str:
    name, sign = condition.question, condition.sign
    if sign not in signs_for(kind):
        raise ValueError("this comparison does not go with the question")
    if sign in AGES:
        return f"years_between({name}, {TODAY}) {AGES[sign]} {_literal('integer', condition.value)}"
    if sign in SEVERAL:
        if not condition.values:
            raise ValueError("no value is chosen")
        values = ", ".join(_literal(kind, value) for value in condition.values)
        return f"{name} in [{values}]" if sign is Sign.ONE_OF else f"!({name} in [{values}])"
    if kind == "yes_no":
        if condition.value not in ("yes", "no"):
            raise ValueError(condition.value)
        return name if (condition.value == "yes") is (sign is Sign.IS) else f"!{name}"
    if kind == "choices":
        held = f"{json.dumps(condition.value, ensure_ascii=False)} in {name}"
        return held if sign is Sign.IS else f"!({held})"
    return f"{name} {OPERATORS[sign]} {_other_side(condition, kind)}"


def _other_side(condition: Condition, kind: str) -> str:
    if not condition.figure:
        return _literal(kind, condition.value)
    return f"params.{condition.figure} * {condition.times}" if condition.times else f"params.{condition.figure}"


def _literal(kind: str, value: str) -> str:
    if kind == "date":
        return f'date("{date.fromisoformat(value)}")'
    if kind == "choice":
        if not value:
            raise ValueError("no answer is chosen")
        return json.dumps(value, ensure_ascii=False)
    number = _number(value)
    if kind == "decimal":
        return repr(float(number))
    if kind == "share":
        return repr(float(number / 100))
    number = number * 100 if kind == "money" else number
    if number != int(number):
        raise ValueError(value)
    return str(int(number))


def _number(value: str) -> Decimal:
    try:
        number = Decimal(value.replace(",", "").removesuffix("%"))
    except InvalidOperation:
        raise ValueError(value) from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError(value)
    return number
