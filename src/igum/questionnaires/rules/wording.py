"""Texts that are still missing in a language: what a translator has left to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from igum.questionnaires.rules.definition import Form, Question, Texts


@dataclass(frozen=True, slots=True)
class Missing:
    """One text that is there in some language and not in another."""

    path: str
    language: str


def missing_texts(form: Form, languages: Iterable[str] = ()) -> list[Missing]:
    """The texts that are missing in these languages; by default in those the title is written in."""
    wanted = tuple(languages) or form.languages
    return [
        Missing(path, language)
        for path, texts in _texts(form)
        for language in wanted
        if texts and not texts.get(language)
    ]


def _texts(form: Form) -> Iterator[tuple[str, Texts]]:
    yield "title", form.title
    yield "intro", form.intro
    for question in form.everything():
        yield from _texts_of(question)


def _texts_of(question: Question) -> Iterator[tuple[str, Texts]]:
    yield f"{question.path}.ask", question.ask
    yield f"{question.path}.hint", question.hint
    if question.check:
        yield f"{question.path}.check.say", question.check.say
    for place, choice in enumerate(question.choices):
        yield f"{question.path}.choices[{place}].names", choice.names
