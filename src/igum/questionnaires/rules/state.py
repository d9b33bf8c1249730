"""What follows from answers: which questions are asked, which must be answered, what is wrong, what is calculated."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.questionnaires.rules.cleaning import Unreadable, clean, count, most_characters
from igum.questionnaires.rules.compiling import Compiled, Rulings
from igum.questionnaires.rules.definition import Answers, Kind, Question, text_in

Path = str  # "income", or "children.k3f9.age" for an entry of a repeat
Facts = Mapping[str, Any]
ENDS = (".", "?", "!", ":", "؟", "።", "…")


def anchor_of(path: Path) -> str:
    """The id of a field in the page."""
    return "q-" + path.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Error:
    """What is wrong with one answer, named by its question."""

    path: Path
    label: str
    words: str
    missing: bool = False

    @property
    def anchor(self) -> str:
        """The id of its field in the page."""
        return anchor_of(self.path)

    @property
    def sentence(self) -> str:
        """The question and what is wrong, in one line. A label that ends a sentence needs no colon."""
        return f"{self.label}{' ' if self.label.endswith(ENDS) else ': '}{self.words}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands now, in the form or in one entry of a repeat."""

    path: Path
    question: Question
    visible: bool
    required: bool
    value: Any = None
    draft: Any = None

    @property
    def characters(self) -> tuple[int, int] | None:
        """How many characters there are and how many fit; None for a question that is no text."""
        most = most_characters(self.question)
        text = self.value if self.draft is None else self.draft
        return (count(text if isinstance(text, str) else ""), most) if most else None


@dataclass(frozen=True, slots=True)
class State:
    """Everything a page shows of a response, and what upper modules may reckon with.

    ``facts`` are the answers that count: those of hidden questions are kept but are not among them.
    """

    asked: Mapping[Path, Asked]
    errors: tuple[Error, ...]
    facts: Facts
    calculated: Mapping[Path, Any] = field(default_factory=dict)

    @property
    def visible(self) -> frozenset[Path]:
        """The paths of all that is shown."""
        return frozenset(path for path, each in self.asked.items() if each.visible)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known of one filling: answers, drafts that cannot be read, the names of entries, and the day."""

    answers: Answers
    drafts: Mapping[Path, Any] = field(default_factory=dict)
    entries: Mapping[str, list[str]] = field(default_factory=dict)
    today: date | None = None
    towns: Collection[int] | None = None

    def entry_names(self, repeat: str) -> list[str]:
        """The names of a repeat's entries; their places where nobody named them."""
        held = self.answers.get(repeat) or []
        names = list(self.entries.get(repeat, []))
        return [*names[: len(held)], *(str(place) for place in range(len(names), len(held)))]


def state(compiled: Compiled, filling: Filling, language: str) -> State:
    """What follows from a filling, with words in a language. The same answers always give the same state."""
    return _Reckoning(compiled, filling, language).whole()


class _Reckoning:
    """One pass over a form: visibility and calculations in the order they lean on each other, then what is wrong."""

    def __init__(self, compiled: Compiled, filling: Filling, language: str) -> None:
        self.compiled = compiled
        self.filling = filling
        self.language = language
        self.asked: dict[Path, Asked] = {}
        self.errors: list[Error] = []
        self.calculated: dict[Path, Any] = {}

    def whole(self) -> State:
        facts: dict[str, Any] = {} if self.filling.today is None else {"today": self.filling.today}
        shown = self._visibility(self.compiled.top, facts, self.filling.answers, "")
        self._ask(self.compiled.form.questions, facts, shown, self.filling.answers, "")
        return State(self.asked, tuple(self.errors), facts, self.calculated)

    def _visibility(self, rulings: Rulings, facts: dict[str, Any], answers: Answers, prefix: str) -> dict[str, bool]:
        shown: dict[str, bool] = {}
        for question in rulings.in_order:
            when = rulings.when.get(question.name)
            holder = rulings.holder.get(question.name)
            shown[question.name] = (holder is None or shown[holder]) and (when is None or when(facts) is True)
            if not shown[question.name]:
                continue
            if question.kind == Kind.CALCULATION:
                value = known(rulings.value[question.name](facts))
                self.calculated[prefix + question.name] = value
            elif question.kind == Kind.REPEAT:
                value = self._entries(question, facts, answers)
            else:
                value = fact(question, answers.get(question.name))
            if value is not None:
                facts[question.name] = value
        return shown

    def _entries(self, repeat: Question, facts: Mapping[str, Any], answers: Answers) -> list[dict[str, Any]] | None:
        held, rulings = answers.get(repeat.name), self.compiled.repeats[repeat.name]
        if held is None:
            return None
        read = []
        for name, entry in zip(self.filling.entry_names(repeat.name), held, strict=True):
            inner = dict(facts)
            self._visibility(rulings, inner, entry, f"{repeat.name}.{name}.")
            read.append({key: value for key, value in inner.items() if key in rulings.names})
        return read

    def _ask(
        self, questions: tuple[Question, ...], facts: Facts, shown: Mapping[str, bool], answers: Answers, prefix: str
    ) -> None:
        for question in questions:
            asked = self._asked(question, facts, shown[question.name], answers, prefix)
            self.asked[asked.path] = asked
            if question.kind == Kind.GROUP:
                self._ask(question.questions, facts, shown, answers, prefix)
            elif question.kind == Kind.REPEAT:
                self._ask_entries(question, facts, asked, answers)
            if asked.visible:
                self.errors.extend(self._wrong(asked, facts))

    def _asked(self, question: Question, facts: Facts, visible: bool, answers: Answers, prefix: str) -> Asked:
        path = prefix + question.name
        required = self.compiled.required.get(question.name)
        return Asked(
            path=path,
            question=question,
            visible=visible,
            required=visible and required is not None and required(facts) is True,
            value=self.calculated.get(path) if question.kind == Kind.CALCULATION else answers.get(question.name),
            draft=self.filling.drafts.get(path),
        )

    def _ask_entries(self, repeat: Question, facts: Facts, asked: Asked, answers: Answers) -> None:
        held, rulings = answers.get(repeat.name) or [], self.compiled.repeats[repeat.name]
        for name, entry in zip(self.filling.entry_names(repeat.name), held, strict=True):
            inner, prefix = dict(facts), f"{repeat.name}.{name}."
            shown = self._visibility(rulings, inner, entry, prefix)
            if not asked.visible:
                shown = dict.fromkeys(shown, False)
            self._ask(repeat.questions, inner, shown, entry, prefix)

    def _wrong(self, asked: Asked, facts: Facts) -> Iterator[Error]:
        question = asked.question
        label = self._label(asked)
        if question.kind == Kind.REPEAT:
            yield from self._wrong_number(asked, label)
        if not question.is_answered_by_hand:
            return
        try:
            value = clean(question, asked.value if asked.draft is None else asked.draft, self.filling.towns)
        except Unreadable as why:
            yield Error(asked.path, label, str(why))
            return
        if value is None:
            if asked.required:
                yield Error(asked.path, label, missing_words(question), missing=True)
            return
        rule = self.compiled.check.get(question.name)
        if rule and question.check and rule({**facts, "value": fact(question, value)}) is False:
            yield Error(asked.path, label, text_in(question.check.say, self.language)[0])

    def _wrong_number(self, asked: Asked, label: str) -> Iterator[Error]:
        there, question = len(asked.value or []), asked.question
        if there < question.least:
            words = ngettext("Add at least %(count)s.", "Add at least %(count)s.", question.least)
            yield Error(asked.path, label, words % {"count": question.least}, missing=True)
        if there > question.most:
            words = ngettext("Keep at most %(count)s.", "Keep at most %(count)s.", question.most)
            yield Error(asked.path, label, words % {"count": question.most})

    def _label(self, asked: Asked) -> str:
        words = text_in(asked.question.ask, self.language)[0] or asked.question.name
        repeat, _dot, rest = asked.path.partition(".")
        if not rest:
            return words
        holder = self.compiled.questions[repeat]
        place = self.filling.entry_names(repeat).index(rest.partition(".")[0]) + 1
        of = text_in(holder.ask, self.language)[0] or repeat
        return _("%(list)s, %(place)s: %(question)s") % {"list": of, "place": place, "question": words}


def missing_words(question: Question) -> str:
    """What is said where an answer is needed and there is none."""
    if question.kind in {Kind.CHOICE, Kind.YES_NO}:
        return _("Choose an answer.")
    if question.kind == Kind.CHOICES:
        return _("Choose at least one answer.")
    if question.kind == Kind.TOWN:
        return _("Choose a town.")
    if question.kind == Kind.CONSENT:
        return _("Tick the box to agree; without it this cannot be sent.")
    return _("Answer this question.")


def fact(question: Question, answer: Any) -> Any:
    """An answer as expressions read it: dates as days, figures as numbers; None for none."""
    if answer is None:
        return None
    if question.kind == Kind.DATE:
        return date.fromisoformat(answer)
    if question.kind == Kind.DECIMAL:
        return float(answer)
    return answer


def known(value: Any) -> Any:
    """A calculated value, or None where it cannot be known yet."""
    return value if isinstance(value, bool | int | float | str | date | list) else None
