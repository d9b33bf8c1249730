"""A whole form in the order of its questions, those that are asked only sometimes too: for reading and printing."""

from collections.abc import Iterator
from dataclasses import dataclass

from igum.core.texts import Text
from igum.questionnaires.presenting import Drawing, Towns, in_words, raw_of
from igum.questionnaires.rules.definition import HOLDERS, Kind, Question, Texts, text_in

ALWAYS = "true"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a form on paper: a heading, a note, or a question with room for its answer."""

    kind: str
    label: Text
    hint: Text
    depth: int
    sometimes: bool = False
    needed: bool = False
    options: tuple[tuple[Text, bool], ...] = ()
    answer: str = ""
    number: int = 0


def paper(drawing: Drawing) -> tuple[Item, ...]:
    """Every question of a form, with the answers there are."""
    return tuple(_items(drawing, drawing.form.questions, "", 2, sometimes=False))


def _items(
    drawing: Drawing, questions: tuple[Question, ...], prefix: str, depth: int, *, sometimes: bool
) -> Iterator[Item]:
    for question in questions:
        conditional = sometimes or bool(question.when)
        if question.kind == Kind.CALCULATION:
            continue
        yield _item(drawing, question, prefix, depth, sometimes=conditional)
        if question.kind == Kind.GROUP:
            yield from _items(drawing, question.questions, prefix, depth + 1, sometimes=False)
        elif question.kind == Kind.REPEAT:
            yield from _entries(drawing, question, depth + 1)


def _entries(drawing: Drawing, repeat: Question, depth: int) -> Iterator[Item]:
    names = drawing.entries.get(repeat.name) or [""]
    for number, name in enumerate(names, 1):
        if name:
            label = _text(repeat.ask, drawing.language)
            yield Item("entry", label, Text("", ""), depth, number=number)
        prefix = f"{repeat.name}.{name}." if name else "-"
        yield from _items(drawing, repeat.questions, prefix, depth, sometimes=False)


def _item(drawing: Drawing, question: Question, prefix: str, depth: int, *, sometimes: bool) -> Item:
    asked = drawing.state.asked.get(prefix + question.name)
    shown = None if asked is None else asked.value if asked.draft is None else asked.draft
    chosen = (
        {shown} if isinstance(shown, str) else set(shown) if isinstance(shown, list) and question.choices else set()
    )
    return Item(
        kind=question.kind.value,
        label=_text(question.ask, drawing.language)
        or Text(question.name if question.kind not in HOLDERS else "", "en"),
        hint=_text(question.hint, drawing.language),
        depth=min(depth, 4),
        sometimes=sometimes,
        needed=question.required == ALWAYS,
        options=tuple((_text(each.names, drawing.language), each.value in chosen) for each in question.choices),
        answer="" if asked is None or question.choices else _answer(drawing, question, prefix),
    )


def _answer(drawing: Drawing, question: Question, prefix: str) -> str:
    asked = drawing.state.asked[prefix + question.name]
    towns = drawing.towns if question.kind == Kind.TOWN else Towns()
    return in_words(asked, raw_of(asked), towns)


def _text(texts: Texts, language: str) -> Text:
    return Text(*text_in(texts, language))
