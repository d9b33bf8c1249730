"""Expressions of a form: each is checked against the answers it may lean on, put in order, and made ready to run."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.utils.translation import gettext as _

from igum.questionnaires.rules import expressions
from igum.questionnaires.rules.cleaning import Unreadable, clean
from igum.questionnaires.rules.definition import Form, Kind, Problem, Question
from igum.questionnaires.rules.reading import read_shape

Rule = Callable[[Mapping[str, Any]], Any]

TYPES: dict[Kind, expressions.Type] = {
    **dict.fromkeys(
        (Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL, Kind.ID_NUMBER, Kind.TIME, Kind.CHOICE), expressions.STRING
    ),
    **dict.fromkeys((Kind.INTEGER, Kind.MONEY, Kind.TOWN), expressions.INT),
    **dict.fromkeys((Kind.YES_NO, Kind.CONSENT), expressions.BOOL),
    Kind.DECIMAL: expressions.DOUBLE,
    Kind.DATE: expressions.DATE,
    Kind.CHOICES: expressions.list_of(expressions.STRING),
}
GIVEN: dict[str, expressions.Type] = {"today": expressions.DATE}


@dataclass(frozen=True, slots=True)
class Rulings:
    """The questions of one level, the top or one repeat, in the order in which they can be reckoned."""

    in_order: tuple[Question, ...] = ()
    holder: Mapping[str, str | None] = field(default_factory=dict)
    when: Mapping[str, Rule] = field(default_factory=dict)
    value: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """The names of this level."""
        return frozenset(self.holder)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A form that is ready to be filled."""

    form: Form
    types: Mapping[str, expressions.Type]
    questions: Mapping[str, Question]
    top: Rulings
    repeats: Mapping[str, Rulings]
    required: Mapping[str, Rule]
    check: Mapping[str, Rule]


def read(definition: object) -> tuple[Compiled | None, list[Problem]]:
    """The form ready to be filled, or every problem of its definition."""
    form, problems = read_shape(definition)
    if form is None:
        return None, problems
    compiler = _Compiler(form)
    compiled = compiler.run()
    return (None if compiler.problems else compiled), compiler.problems


class _Compiler:
    """Walks the expressions of one form and gathers what is wrong with them."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.problems: list[Problem] = []
        self.parsed: dict[str, expressions.Expression] = {}

    def run(self) -> Compiled:
        everything = list(self.form.everything())
        for path, source in _sources(everything):
            self._parse(path, source)
        top_order, top_holder = self._level(self.form.questions)
        repeats = {each.name: each for each in self.form.top() if each.kind == Kind.REPEAT}
        levels = {name: self._level(repeat.questions) for name, repeat in repeats.items()}
        types = self._types(top_order, levels)
        self._check_rules(everything, types, levels)
        self._check_defaults(everything)
        return Compiled(
            form=self.form,
            types={name: types[name] for name in types if name in top_holder},
            questions={question.name: question for question in everything},
            top=self._rulings(top_order, top_holder),
            repeats={name: self._rulings(*level) for name, level in levels.items()},
            required=self._ready(everything, "required"),
            check={each.name: self._run(f"{each.path}.check.rule") for each in everything if each.check},
        )

    def _parse(self, path: str, source: str) -> None:
        try:
            self.parsed[path] = expressions.parse(source)
        except expressions.RuleError as why:
            self._report(path, why)

    def _report(self, path: str, why: expressions.RuleError) -> None:
        what, remedy = expressions.words(why)
        self.problems.append(Problem(path, what, remedy))

    # --- Order ----------------------------------------------------------------------------------------------

    def _level(self, questions: tuple[Question, ...]) -> tuple[tuple[Question, ...], dict[str, str | None]]:
        """The questions of a level in the order they lean on each other, and the group each stands in."""
        holder: dict[str, str | None] = {}
        by_name: dict[str, Question] = {}
        for question, group in _with_holders(questions, None):
            holder[question.name], by_name[question.name] = group, question
        leans = {name: self._leans_on(by_name[name], holder[name]) & by_name.keys() for name in by_name}
        try:
            order = tuple(TopologicalSorter(leans).static_order())
        except CycleError as circle:
            names = circle.args[1]
            first = by_name[names[0]]
            self.problems.append(
                Problem(
                    f"{first.path}.{'value' if first.value else 'when'}",
                    _("These lean on each other in a circle: %(names)s.") % {"names": " → ".join(names)},
                    _("Let one of them do without the others."),
                )
            )
            order = tuple(by_name)
        return tuple(by_name[name] for name in order), holder

    def _leans_on(self, question: Question, group: str | None) -> set[str]:
        names = {group} if group else set()
        for key in ("when", "value"):
            names |= self._names(f"{question.path}.{key}")
        if question.kind == Kind.REPEAT:
            for inner in question.within():
                names |= self._names(f"{inner.path}.when") | self._names(f"{inner.path}.value")
        return {name for name in names if name}

    def _names(self, path: str) -> set[str]:
        return set(expressions.names_in(self.parsed[path])) if path in self.parsed else set()

    # --- Types ----------------------------------------------------------------------------------------------

    def _types(
        self, top: tuple[Question, ...], levels: Mapping[str, tuple[tuple[Question, ...], dict[str, str | None]]]
    ) -> dict[str, expressions.Type]:
        types = dict(GIVEN)
        for question in top:
            if question.kind == Kind.REPEAT:
                inner = dict(types)
                for each in levels[question.name][0]:
                    self._add_type(each, inner)
                entry = {each.name: inner[each.name] for each in levels[question.name][0] if each.name in inner}
                types[question.name] = expressions.list_of(expressions.record(entry))
            else:
                self._add_type(question, types)
        return types

    def _add_type(self, question: Question, types: dict[str, expressions.Type]) -> None:
        if question.kind in TYPES:
            types[question.name] = TYPES[question.kind]
        elif question.kind == Kind.CALCULATION:
            found = self._type_of(f"{question.path}.value", types)
            if found is not None:
                types[question.name] = found

    def _type_of(self, path: str, types: Mapping[str, expressions.Type]) -> expressions.Type | None:
        if path not in self.parsed:
            return None
        try:
            return expressions.check(self.parsed[path], types)
        except expressions.RuleError as why:
            self._report(path, why)
            return None

    def _check_rules(
        self,
        everything: list[Question],
        types: Mapping[str, expressions.Type],
        levels: Mapping[str, tuple[tuple[Question, ...], dict[str, str | None]]],
    ) -> None:
        inner: dict[str, expressions.Type] = {}
        where = {name: repeat for repeat, (order, _holder) in levels.items() for name in (each.name for each in order)}
        for repeat in levels:
            inner |= expressions.fields_of(types[repeat])
        for question in everything:
            repeat = where.get(question.name, "")
            own = {each.name: inner[each.name] for each in levels[repeat][0] if each.name in inner} if repeat else {}
            facts = {**types, **own}
            for key in ("when", "required"):
                self._expect_bool(f"{question.path}.{key}", facts)
            if question.check:
                value = TYPES[question.kind]
                self._expect_bool(f"{question.path}.check.rule", {**facts, "value": value})

    def _check_defaults(self, everything: list[Question]) -> None:
        for question in everything:
            if question.default is None:
                continue
            try:
                clean(question, question.default)
            except Unreadable as why:
                words = _("This cannot be the answer from the beginning.")
                self.problems.append(Problem(f"{question.path}.default", words, str(why)))

    def _expect_bool(self, path: str, facts: Mapping[str, expressions.Type]) -> None:
        found = self._type_of(path, facts)
        if found is not None and found != expressions.BOOL:
            self.problems.append(
                Problem(
                    path,
                    _("This expression must be true or false; it gives %(type)s.") % {"type": found},
                    _('Compare it with something, such as "age >= 18".'),
                )
            )

    # --- Ready to run ---------------------------------------------------------------------------------------

    def _rulings(self, order: tuple[Question, ...], holder: dict[str, str | None]) -> Rulings:
        return Rulings(order, holder, self._ready(order, "when"), self._ready(order, "value"))

    def _ready(self, questions: tuple[Question, ...] | list[Question], key: str) -> dict[str, Rule]:
        return {each.name: self._run(f"{each.path}.{key}") for each in questions if getattr(each, key)}

    def _run(self, path: str) -> Rule:
        # A form with a problem is never run; until then nothing is known of it.
        return expressions.compile_rule(self.parsed[path]) if path in self.parsed else _nothing


def _nothing(facts: Mapping[str, Any]) -> None:
    return None


def _sources(questions: list[Question]) -> Iterator[tuple[str, str]]:
    for question in questions:
        for key in ("when", "required", "value"):
            if source := getattr(question, key):
                yield f"{question.path}.{key}", source
        if question.check and question.check.rule:
            yield f"{question.path}.check.rule", question.check.rule


def _with_holders(questions: tuple[Question, ...], group: str | None) -> Iterator[tuple[Question, str | None]]:
    for question in questions:
        yield question, group
        if question.kind == Kind.GROUP:
            yield from _with_holders(question.questions, question.name)
