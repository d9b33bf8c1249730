"""From a sound definition, plain as JSON, to a ``Programme``."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from igum.engines.rules.types import read_day
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.programme import Param, Programme

Maker = Callable[[Any], Any]


def programme_of(definition: Mapping[str, Any]) -> Programme:
    """The programme that a definition describes. It must have been checked: nothing is refused here in words.

    Raises:
        KeyError, TypeError, ValueError: the definition was never checked.
    """
    made: Programme = _make(Programme, {**definition, "definition": definition})
    return made


def value_of_param(written: Any) -> Any:
    """A param as rules read it: a text that is a day is a day."""
    return (read_day(written) or written) if isinstance(written, str) else written


def _make(kind: Any, values: Mapping[str, Any]) -> Any:
    return kind(**{name: maker(values[name]) for name, maker in _makers(kind).items() if name in values})


@cache
def _makers(kind: Any) -> Mapping[str, Maker]:
    hints = get_type_hints(kind)
    makers = {each.name: _maker(hints[each.name]) for each in fields(kind)}
    return {**makers, "value": value_of_param} if kind is Param else makers


def _maker(hint: Any) -> Maker:
    """What makes a value of a type: a day of its text, a tuple of a list, a dataclass of its names and values."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return _maker(next(each for each in inside if each is not type(None)))
    if origin is tuple:
        make = _maker(inside[0])
        return lambda values: tuple(make(each) for each in values)
    if origin is not None and issubclass(origin, Mapping):
        make = _maker(inside[1])
        return lambda values: {name: make(each) for name, each in values.items()}
    if is_dataclass(hint) and isinstance(hint, type) and hint is not Duration:
        return lambda values: _make(hint, values)
    return _SIMPLE.get(hint, _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


_SIMPLE: Mapping[Any, Maker] = {Duration: Duration.parse, date: date.fromisoformat, int: int, float: _as_it_is}
