"""Reads single values of a YAML map: what is not understood is refused at its line, with what to write instead."""

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from igum.pooling.rules.bounds import PoolFault, shown

MOST_SHEKELS = 10**10
SHARE = re.compile(r"\d{1,9}(\.\d{1,9})?%?|\d{1,9}/\d{1,9}")


def line(where: Any, name: object = None) -> int:
    """Where a map begins, or a name in it stands."""
    try:
        return int((where.lc.line if name is None else where.lc.key(name)[0]) + 1)
    except (AttributeError, KeyError, TypeError):
        return int(getattr(getattr(where, "lc", None), "line", None) or 0) + 1


def only(where: CommentedMap, names: Iterable[str], what: str) -> None:
    """Refuse names that mean nothing there."""
    for name in where:
        if name not in names:
            raise PoolFault(line(where, name), f"{name} has no meaning in {what}.", f"Use {', '.join(names)}.")


def only_words(where: CommentedMap, what: str) -> None:
    """Refuse names that YAML reads as numbers, days or true and false: a 7 and a "7" would be two."""
    for name in where:
        if not isinstance(name, str) or not name.strip():
            cause = f"{shown(name)} is read as something else than the name of a {what}."
            raise PoolFault(line(where, name), cause, 'Write it in quotation marks, such as "9100".')


def among(where: CommentedMap, known: Collection[str], what: str) -> None:
    """Refuse names of what is not there: what is said of them would be lost in silence."""
    for name in where:
        if str(name) not in known:
            cause = f"{shown(name)} is not among the {what}."
            raise PoolFault(line(where, name), cause, "Correct the name, or take it out.")


def named(where: CommentedMap, name: object) -> CommentedMap:
    """A map below a name; an empty one where there is none."""
    found = where.get(name)
    if found is None:
        return CommentedMap()
    if not isinstance(found, CommentedMap):
        raise PoolFault(line(where, name), f"{name} must hold names with values.", "Write them below it, indented.")
    return found


def counted(where: CommentedMap, name: str, most: int) -> CommentedMap:
    """The same, of so many at most."""
    found = named(where, name)
    if len(found) > most:
        raise PoolFault(line(where, name), f"There are more than {most:,} {name}.", "Plan a part of them.")
    return found


def text(where: CommentedMap, name: object) -> str:
    """Words, or none."""
    found = where.get(name, "")
    if isinstance(found, Mapping | list):
        raise PoolFault(line(where, name), f"{name} must be words.", "Write them in one line.")
    return "" if found is None else str(found)


def maps(where: CommentedMap, name: str) -> list[CommentedMap]:
    """A list of maps; an empty one where there is none."""
    found = where.get(name) or CommentedSeq()
    if not isinstance(found, CommentedSeq) or not all(isinstance(one, CommentedMap) for one in found):
        raise PoolFault(line(where, name), f"{name} must be a list.", "Begin each entry below it with a dash.")
    return list(found)


def names(where: CommentedMap, name: str) -> list[str]:
    """A list of names; an empty one where there is none."""
    found = where.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise PoolFault(line(where, name), f"{name} must be a list of names.", f"Write {name}: [one, two].")
    return [str(one) for one in found]


def number(where: CommentedMap, name: object, default: int) -> int:
    """A whole number."""
    value = where.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_SHEKELS:
        raise PoolFault(line(where, name), f"{name} must be a whole number, not {shown(value)}.", "Write only digits.")
    return int(value)


def money(where: CommentedMap, name: str, default: int) -> int:
    """Shekels in the file, with at most two decimals; agorot from here on."""
    value = where.get(name, default)
    try:
        shekels = Decimal(str(value))
        agorot = shekels * 100 if isinstance(value, int | float | str) and 0 <= shekels <= MOST_SHEKELS else Decimal(-1)
        if isinstance(value, bool) or agorot != agorot.to_integral_value() or agorot < 0:
            raise InvalidOperation
    except (ArithmeticError, ValueError):
        cause = f"{name} must be shekels, not {shown(value)}."
        raise PoolFault(line(where, name), cause, "Write a number such as 1200 or 99.90.") from None
    return int(agorot)


def share(where: CommentedMap, name: object, most: int = 1) -> Fraction:
    """A share of one, or of more where more has a meaning."""
    value = str(where[name])
    try:
        if not SHARE.fullmatch(value):
            raise ValueError(value)
        found = Fraction(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
        if not 0 <= found <= most:
            raise ValueError(value)
    except (ValueError, ZeroDivisionError):
        cause = f"{name} must be a share, not {shown(value)}."
        raise PoolFault(line(where, name), cause, "Write a share such as 75%, 0.75 or 3/4.") from None
    return found
