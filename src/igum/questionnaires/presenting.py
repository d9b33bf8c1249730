"""A form as a page shows it: sections, fields with their texts, what stands in them, and what is wrong."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from igum.core.templatetags.igum import grouped, money
from igum.core.texts import Text
from igum.questionnaires.rules.definition import Form, Kind, Question, Texts, text_in
from igum.questionnaires.rules.state import Asked, Error, State, anchor_of

AGOROT = 100
# What the keyboard of a phone shows, and what the browser may fill in.
KEYBOARDS = {
    Kind.INTEGER: "numeric",
    Kind.DECIMAL: "decimal",
    Kind.MONEY: "decimal",
    Kind.PHONE: "tel",
    Kind.EMAIL: "email",
    Kind.ID_NUMBER: "numeric",
}
INPUTS = {Kind.PHONE: "tel", Kind.EMAIL: "email", Kind.DATE: "date", Kind.TIME: "time"}
FILLED_BY_BROWSER = {Kind.PHONE: "tel", Kind.EMAIL: "email"}
AS_LIST = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    value: str
    name: Text
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of the region, and of the rest of the country where a form takes those too."""

    near: tuple[tuple[int, str], ...] = ()
    far: tuple[tuple[int, str], ...] = ()

    def name(self, code: object) -> str:
        """What the town of a code is called."""
        return next((name for each, name in (*self.near, *self.far) if each == code), str(code))


@dataclass(frozen=True, slots=True)
class Field:
    """A question drawn: a field, a note, a calculated value, or a group or repeat with what stands inside."""

    asked: Asked
    label: Text
    hint: Text
    raw: str = ""
    options: tuple[Option, ...] = ()
    towns: Towns = Towns()
    error: str = ""
    conflict: str = ""
    fields: tuple["Field", ...] = ()
    entries: tuple["Entry", ...] = ()

    @property
    def kind(self) -> str:
        return self.asked.question.kind.value

    @property
    def path(self) -> str:
        return self.asked.path

    @property
    def id(self) -> str:
        return anchor_of(self.asked.path)

    @property
    def is_list(self) -> bool:
        """Whether it is answered by choosing among buttons, and so stands in a fieldset."""
        return self.asked.question.kind in AS_LIST

    @property
    def input_type(self) -> str:
        return INPUTS.get(self.asked.question.kind, "text")

    @property
    def keyboard(self) -> str:
        return KEYBOARDS.get(self.asked.question.kind, "")

    @property
    def autocomplete(self) -> str:
        return FILLED_BY_BROWSER.get(self.asked.question.kind, "off")

    @property
    def described_by(self) -> str:
        """The ids of what is said of the field beside its name."""
        said = [("error", True), ("help", bool(self.hint)), ("count", bool(self.most))]
        return " ".join(f"{self.id}-{name}" for name, there in said if there)

    @property
    def most(self) -> int:
        """How many characters fit, where that is worth counting: in long texts, and where the form says so."""
        counted = self.asked.question.max_length or self.asked.question.kind == Kind.LONG_TEXT
        return self.asked.characters[1] if counted and self.asked.characters else 0

    @property
    def is_full(self) -> bool:
        """Whether a repeat takes no more entries."""
        return len(self.entries) >= self.asked.question.most

    @property
    def answer(self) -> str:
        """The answer in words, for reading over."""
        if self.options:
            return _(", ").join(str(option.name) for option in self.options if option.chosen)
        return in_words(self.asked, self.raw, self.towns)


@dataclass(frozen=True, slots=True)
class Entry:
    """One round of a repeat."""

    name: str
    number: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What one page of the form asks."""

    number: int
    title: Text
    fields: tuple[Field, ...]
    errors: tuple[Error, ...] = ()
    answered: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether anything in it is asked."""
        return any(each.asked.visible for each in self.fields)

    @property
    def by_hand(self) -> Iterator[Field]:
        """Every field in it that somebody answers, inside groups and entries too."""
        return _by_hand(self.fields)

    @property
    def wrong(self) -> tuple[Error, ...]:
        """What is wrong with answers that are there."""
        return tuple(error for error in self.errors if not error.missing)

    @property
    def stands(self) -> str:
        """How far it is: new, wrong, begun or done."""
        if self.wrong:
            return "wrong"
        if not self.answered:
            return "new"
        return "begun" if self.errors else "done"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page is drawn from."""

    form: Form
    state: State
    language: str
    towns: Towns = Towns()
    entries: Mapping[str, list[str]] = field(default_factory=dict)
    typed: Mapping[str, int] = field(default_factory=dict)
    conflicts: Mapping[str, str] = field(default_factory=dict)


def sections(drawing: Drawing) -> tuple[Section, ...]:
    """The pages of a form: each group and each repeat at the top is one, and the questions between them."""
    drawn = []
    for number, (title, questions) in enumerate(_parts(drawing.form), 1):
        fields = tuple(_field(drawing, question, "") for question in questions)
        paths = {each.path for each in _all(fields)}
        asked = [each for each in _by_hand(fields) if each.asked.visible]
        drawn.append(
            Section(
                number=number,
                title=_text(title, drawing.language),
                fields=fields,
                errors=tuple(error for error in drawing.state.errors if error.path in paths),
                answered=sum(each.asked.value is not None or each.asked.draft is not None for each in asked),
            )
        )
    return tuple(drawn)


def titles(form: Form, language: str) -> dict[str, Text]:
    """What stands above a form."""
    return {"title": _text(form.title, language), "intro": _text(form.intro, language)}


def typed_moments(section: Section, typed: Mapping[str, int]) -> str:
    """Which fields a page shows, and as typed when: what a form sent without scripts is compared with."""
    return json.dumps({each.path: typed.get(each.path, 0) for each in section.by_hand})


def in_words(asked: Asked, raw: str, towns: Towns) -> str:
    """An answer as people write it."""
    kind, value = asked.question.kind, asked.value
    if value is None or asked.draft is not None:
        return raw
    if kind == Kind.MONEY:
        return money(value)
    if kind == Kind.DATE:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if kind == Kind.PHONE:
        return grouped(value)
    if kind == Kind.TOWN:
        return towns.name(value)
    if kind == Kind.CONSENT:
        return _("I agree")
    if kind == Kind.YES_NO:
        return _("Yes") if value else _("No")
    return raw


def raw_of(asked: Asked) -> str:
    """What stands in the field: as it was typed when it cannot be read, else the answer as one would type it."""
    shown = asked.value if asked.draft is None else asked.draft
    if shown is None or isinstance(shown, list):
        return ""
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    if asked.question.kind == Kind.MONEY and asked.draft is None:
        shekels, rest = divmod(abs(shown), AGOROT)
        return f"{'-' if shown < 0 else ''}{shekels}" + (f".{rest:02}" if rest else "")
    if isinstance(shown, float) and shown.is_integer():
        return str(int(shown))
    return shown.isoformat() if isinstance(shown, date) else str(shown)


def _parts(form: Form) -> Iterator[tuple[Texts, list[Question]]]:
    loose: list[Question] = []
    for question in form.questions:
        if question.kind in {Kind.GROUP, Kind.REPEAT}:
            if loose:
                yield {}, loose
            loose = []
            yield question.ask, [question]
        else:
            loose.append(question)
    if loose:
        yield {}, loose


def _field(drawing: Drawing, question: Question, prefix: str) -> Field:
    asked = drawing.state.asked[prefix + question.name]
    error = next((each.words for each in drawing.state.errors if each.path == asked.path), "")
    return Field(
        asked=asked,
        label=_text(question.ask, drawing.language) or Text(question.name, "en"),
        hint=_text(question.hint, drawing.language),
        raw=raw_of(asked),
        options=tuple(_options(asked, drawing.language)),
        towns=_towns_for(question, drawing.towns),
        error=error,
        conflict=drawing.conflicts.get(asked.path, ""),
        fields=tuple(_field(drawing, each, prefix) for each in question.questions if question.kind == Kind.GROUP),
        entries=tuple(_entries(drawing, question)) if question.kind == Kind.REPEAT else (),
    )


def _entries(drawing: Drawing, repeat: Question) -> Iterator[Entry]:
    for number, name in enumerate(drawing.entries.get(repeat.name, []), 1):
        prefix = f"{repeat.name}.{name}."
        yield Entry(name, number, tuple(_field(drawing, each, prefix) for each in repeat.questions))


def _options(asked: Asked, language: str) -> Iterator[Option]:
    question = asked.question
    shown = asked.value if asked.draft is None else asked.draft
    if question.kind == Kind.YES_NO:
        yield Option("yes", Text(_("Yes"), language), shown is True)
        yield Option("no", Text(_("No"), language), shown is False)
    for choice in question.choices:
        yield Option(choice.value, _text(choice.names, language), choice.value in as_list(shown))


def as_list(shown: Any) -> list[Any]:
    """What was chosen, be it one or several."""
    return shown if isinstance(shown, list) else [shown]


def _towns_for(question: Question, towns: Towns) -> Towns:
    if question.kind != Kind.TOWN:
        return Towns()
    return towns if question.anywhere else Towns(towns.near)


def _text(texts: Texts, language: str) -> Text:
    return Text(*text_in(texts, language))


def _all(fields: tuple[Field, ...]) -> Iterator[Field]:
    for each in fields:
        yield each
        yield from _all(each.fields)
        for entry in each.entries:
            yield from _all(entry.fields)


def _by_hand(fields: tuple[Field, ...]) -> Iterator[Field]:
    return (each for each in _all(fields) if each.asked.question.is_answered_by_hand)
