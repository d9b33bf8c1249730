"""The functions of the language: how each is written, what it takes, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from igum.engines.rules import library
from igum.engines.rules.types import ANY, BOOL, DATE, DOUBLE, INT, STRING, Type, Value, list_of, map_of

MACROS: Final = ("all", "exists", "exists_one", "filter", "map")


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    Attributes:
        example: how it is written, for an author who wrote it wrongly.
        takes: for each way to call it, the types of its arguments and of its answer. The last argument may repeat when
            ``repeats`` is set.
        run: what it does to known values; UNKNOWN when it has no answer.
        method: may be written after a dot.
        function: may be written by itself.
    """

    name: str
    example: str
    takes: tuple[tuple[tuple[Type, ...], Type], ...]
    run: Callable[..., Value]
    method: bool = False
    function: bool = True
    repeats: bool = False

    def accepts(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return any(count == len(types) or (self.repeats and count > len(types) > 1) for types, _ in self.takes)


_TEXT_TEST: Final = (((STRING, STRING), BOOL),)
_DAYS: Final = (((DATE, DATE), INT),)
_LEAST: Final = tuple(
    way for kind in (INT, DOUBLE, STRING, DATE) for way in (((list_of(kind),), kind), ((kind, kind), kind))
)


def _method(name: str, example: str, run: Callable[..., Value]) -> Function:
    return Function(name, example, _TEXT_TEST, run, method=True, function=False)


FUNCTIONS: Final = {
    function.name: function
    for function in (
        Function(
            "size",
            "size(children)",
            (((STRING,), INT), ((list_of(ANY),), INT), ((map_of(ANY, ANY),), INT)),
            library.size,
            method=True,
        ),
        _method("startsWith", 'name.startsWith("A")', library.starts_with),
        _method("endsWith", 'name.endsWith("a")', library.ends_with),
        _method("contains", 'name.contains("a")', library.contains),
        _method("matches", 'phone.matches("^05[0-9]{8}$")', library.matches),
        Function("int", "int(score)", (((INT,), INT), ((DOUBLE,), INT), ((STRING,), INT)), library.to_int),
        Function(
            "double", "double(income)", (((INT,), DOUBLE), ((DOUBLE,), DOUBLE), ((STRING,), DOUBLE)), library.to_double
        ),
        Function(
            "string",
            "string(age)",
            (((INT,), STRING), ((DOUBLE,), STRING), ((STRING,), STRING), ((BOOL,), STRING), ((DATE,), STRING)),
            library.to_string,
        ),
        Function("date", 'date("2026-08-01")', (((STRING,), DATE), ((DATE,), DATE)), library.to_date),
        Function("years_between", "years_between(born, today)", _DAYS, library.years_between),
        Function("months_between", "months_between(since, today)", _DAYS, library.months_between),
        Function("days_between", "days_between(since, today)", _DAYS, library.days_between),
        Function("sum", "sum(debts)", (((list_of(INT),), INT), ((list_of(DOUBLE),), DOUBLE)), library.total),
        Function("min", "min(a, b)", _LEAST, library.least, repeats=True),
        Function("max", "max(a, b)", _LEAST, library.greatest, repeats=True),
    )
}
