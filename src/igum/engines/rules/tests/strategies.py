"""Rules and facts as Hypothesis makes them: well typed, of every part of the language, with much that is unknown."""

# ruff: noqa: B019 - there is one maker of sources, for as long as the tests run

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from igum.engines.rules.types import BOOL, DATE, DOUBLE, INT, STRING, Type, list_of, record

CHILD = record({"age": INT, "income": DOUBLE, "name": STRING, "born": DATE, "well": BOOL})
TYPES: dict[str, Type] = {
    "size": INT,
    "home.rooms": INT,
    "income": DOUBLE,
    "married": BOOL,
    "tenant": BOOL,
    "town": STRING,
    "since": DATE,
    "today": DATE,
    "children": list_of(CHILD),
    "tags": list_of(STRING),
    "scores": list_of(INT),
    "debts": list_of(DOUBLE),
}
WHOLE = [0, 1, -1, 2, 3, 7, 2**53, 2**53 + 1, 2**63 - 1, -(2**63)]
DECIMAL = [0.0, 1.0, 0.5, -2.5, 3.0, 1e-99, 1e99, -1e99, 9007199254740992.0, 0.1]
TEXTS = ["", "a", "ab", "B", "חיפה", "🐱", "7", "-12", "0.5", "1e3", "2024-02-29", "2026-02-31", "a'b%s", "9" * 19]
DAYS = [date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), date(1, 1, 1), date(9999, 12, 31), date(2026, 1, 31)]
_SCALARS = {"int": WHOLE, "double": DECIMAL, "string": TEXTS, "bool": [True, False], "date": DAYS}


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Answers as JSON holds them: some missing, some of a wrong type."""
    flat = {name: answers_of(kind) for name, kind in TYPES.items() if name != "home.rooms"}
    home = st.none() | st.fixed_dictionaries({}, optional={"rooms": answers_of(INT)})
    return st.fixed_dictionaries({}, optional={**flat, "home": home})


def answers_of(kind: Type) -> st.SearchStrategy[Any]:
    wrong = st.sampled_from([None, "x", 5, 2.5, True, [], {}])
    return st.one_of(right_answers(kind), right_answers(kind), right_answers(kind), wrong)


def right_answers(kind: Type) -> st.SearchStrategy[Any]:
    if kind.item:
        return st.lists(answers_of(kind.item), max_size=3)
    if kind.kind == "record":
        return st.fixed_dictionaries({}, optional={name: answers_of(field) for name, field in kind.fields})
    if kind == DATE:
        return st.sampled_from([day.isoformat() for day in DAYS])
    return st.sampled_from(_SCALARS[kind.kind])


def rules(kind: Type = BOOL) -> st.SearchStrategy[str]:
    """The source of a rule that answers a value of a type."""
    return _SOURCES.of(kind.kind, 3)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Sources:
    """Sources by the kind of their value. ``element`` is the kind of record a macro has in hand, or None."""

    @cache
    def of(self, kind: str, depth: int, child: str = "") -> st.SearchStrategy[str]:
        leaves = self.leaves(kind, child)
        if depth == 0:
            return leaves
        return st.one_of(leaves, *getattr(self, f"{kind}s")(depth - 1, child))

    @cache
    def leaves(self, kind: str, child: str) -> st.SearchStrategy[str]:
        names = [name for name, type_ in TYPES.items() if type_.kind == kind]
        if child:
            names += [f"{child}.{field}" for field, type_ in CHILD.fields if type_.kind == kind]
        written = {"date": lambda day: f'date("{day}")', "string": quoted, "bool": lambda yes: str(yes).lower()}
        literals = st.sampled_from(_SCALARS[kind]).map(written.get(kind, repr))
        return st.sampled_from(names) | st.sampled_from(names) | literals

    def join(self, template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(*parts).map(lambda drawn: template.format(*drawn))

    def choice(self, kind: str, depth: int, child: str) -> st.SearchStrategy[str]:
        part = self.of(kind, depth, child)
        return self.join("({} ? {} : {})", self.of("bool", depth, child), part, part)

    @cache
    def list_of_records(self, depth: int) -> st.SearchStrategy[str]:
        if depth <= 0:
            return st.just("children")
        return st.just("children") | self.join("children.filter(f, {})", self.of("bool", depth - 1, "f"))

    @cache
    def list_of_scalars(self, kind: str, depth: int, child: str) -> st.SearchStrategy[str]:
        part = self.of(kind, max(depth - 1, 0), child)
        named = {"string": ["tags"], "int": ["scores"], "double": ["debts"]}.get(kind, [])
        ways = [
            st.lists(part, min_size=1, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
            self.join("{}.map(m, {})", self.list_of_records(depth - 1), self.of(kind, max(depth - 1, 0), "m")),
        ]
        return st.one_of(*[st.just(name) for name in named], *ways)

    def bools(self, depth: int, child: str) -> list[st.SearchStrategy[str]]:
        test, text = self.of("bool", depth, child), self.of("string", depth, child)
        names = st.sampled_from([*TYPES, *([f"{child}.{field}" for field, _ in CHILD.fields] if child else [])])
        kinds = ["int", "double", "string", "date"]
        orders = [
            self.join(f"({{}} {sign} {{}})", self.of(kind, depth, child), self.of(kind, depth, child))
            for kind, sign in zip([*kinds, "bool", "int"], ["<", ">=", "<=", ">", "==", "!="], strict=True)
        ]
        return [
            *orders,
            self.join("({} < {})", self.of("int", depth, child), self.of("double", depth, child)),
            self.join("({} == {})", self.of("double", depth, child), self.of("int", depth, child)),
            self.join("({} && {})", test, test),
            self.join("({} || {})", test, test),
            self.join("({} && {} && {})", test, test, test),
            self.join("!{}", test),
            self.join("has({})", names),
            self.choice("bool", depth, child),
            self.join("{}.exists(c, {})", self.list_of_records(depth), self.of("bool", depth, "c")),
            self.join("{}.all(c, {})", self.list_of_records(depth), self.of("bool", depth, "c")),
            self.join("{}.exists_one(c, {})", self.list_of_records(depth), self.of("bool", depth, "c")),
            *[
                self.join("({} in {})", self.of(kind, depth, child), self.list_of_scalars(kind, depth, child))
                for kind in ("int", "double", "string", "date")
            ],
            self.join("({} in {})", self.of("int", depth, child), self.list_of_scalars("double", depth, child)),
            self.join("{}.startsWith({})", text, text),
            self.join("{}.endsWith({})", text, text),
            self.join("{}.contains({})", text, text),
            self.join("(sum({}) > {})", self.list_of_scalars("double", depth, child), self.of("double", depth, child)),
        ]

    def ints(self, depth: int, child: str) -> list[st.SearchStrategy[str]]:
        part, text = self.of("int", depth, child), self.of("string", depth, child)
        day, numbers = self.of("date", depth, child), self.list_of_scalars("int", depth, child)
        return [
            *[self.join(f"({{}} {sign} {{}})", part, part) for sign in "+-*/%"],
            self.join("-({})", part),
            self.choice("int", depth, child),
            self.join("size({})", text),
            self.join("size({})", self.list_of_records(depth)),
            self.join("size({})", self.list_of_scalars("string", depth, child)),
            self.join("int({})", self.of("double", depth, child)),
            self.join("int({})", text),
            *[self.join(f"{unit}_between({{}}, {{}})", day, day) for unit in ("years", "months", "days")],
            *[self.join(f"{name}({{}})", numbers) for name in ("sum", "min", "max")],
            self.join("min({}, {})", part, part),
            self.join('{{"a": 1, "ab": 20, "חיפה": -3}}[{}]', text),
        ]

    def doubles(self, depth: int, child: str) -> list[st.SearchStrategy[str]]:
        part, whole = self.of("double", depth, child), self.of("int", depth, child)
        return [
            *[self.join(f"({{}} {sign} {{}})", part, part) for sign in "+-*/"],
            *[self.join(f"({{}} {sign} {{}})", part, whole) for sign in "*/"],
            self.join("-({})", part),
            self.choice("double", depth, child),
            self.join("double({})", whole),
            self.join("double({})", self.of("string", depth, child)),
            *[self.join(f"{name}({{}})", self.list_of_scalars("double", depth, child)) for name in ("min", "max")],
            self.join("max({}, {})", part, whole),
        ]

    def strings(self, depth: int, child: str) -> list[st.SearchStrategy[str]]:
        part = self.of("string", depth, child)
        return [
            self.join("({} + {})", part, part),
            self.choice("string", depth, child),
            self.join("string({})", self.of("int", depth, child)),
            self.join("string({})", self.of("bool", depth, child)),
            self.join("string({})", self.of("date", depth, child)),
            self.join("min({}, {})", part, part),
            self.join("max({})", self.list_of_scalars("string", depth, child)),
        ]

    def dates(self, depth: int, child: str) -> list[st.SearchStrategy[str]]:
        return [
            self.choice("date", depth, child),
            self.join("date({})", self.of("string", depth, child)),
            self.join("max({}, {})", self.of("date", depth, child), self.of("date", depth, child)),
        ]


_SOURCES = _Sources()
