"""What a definition says, as values that do not change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Texts = Mapping[str, str]
Answers = Mapping[str, Any]


class Kind(StrEnum):
    """What a question asks for, or what stands among the questions."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    PHONE = "phone"
    EMAIL = "email"
    ID_NUMBER = "id_number"
    TOWN = "town"
    CONSENT = "consent"
    NOTE = "note"
    CALCULATION = "calculation"
    GROUP = "group"
    REPEAT = "repeat"


# Contracts name this kind too; until files can be taken in safely, a definition that asks for one is refused in words.
FILE = "file"
HOLDERS = frozenset({Kind.GROUP, Kind.REPEAT})
UNASKED = frozenset({Kind.NOTE, Kind.CALCULATION, Kind.GROUP, Kind.REPEAT})
WITH_CHOICES = frozenset({Kind.CHOICE, Kind.CHOICES})
WITH_LENGTH = frozenset({Kind.TEXT, Kind.LONG_TEXT})

# Where a text is missing in the language of the page: these in order, then whichever there is.
INSTEAD = ("he", "en", "ar", "ru", "am")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a definition: where, what, and what to write."""

    path: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that may be chosen."""

    value: str
    names: Texts


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold of an answer, and what is said when it does not."""

    rule: str
    say: Texts


@dataclass(frozen=True, slots=True)
class Question:
    """A question, a note, a calculation, or a group or repeat that holds others."""

    name: str
    kind: Kind
    path: str = ""
    ask: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    required: str = ""  # an expression; "true" for always, empty for never
    when: str = ""
    check: Check | None = None
    choices: tuple[Choice, ...] = ()
    value: str = ""
    default: Any = None
    questions: tuple["Question", ...] = ()
    least: int = 0
    most: int = 0
    max_length: int = 0
    anywhere: bool = False  # a town of the whole country, not only of the region

    @property
    def is_answered_by_hand(self) -> bool:
        """Whether somebody types or chooses an answer."""
        return self.kind not in UNASKED

    def within(self) -> Iterator["Question"]:
        """The questions inside, those of groups inside too, but not those of repeats."""
        for question in self.questions:
            yield question
            if question.kind == Kind.GROUP:
                yield from question.within()


@dataclass(frozen=True, slots=True)
class Form:
    """A whole definition that was read without a problem."""

    title: Texts
    intro: Texts
    questions: tuple[Question, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the title is written in: those the form promises."""
        return tuple(self.title)

    def top(self) -> Iterator[Question]:
        """All questions whose answers stand at the top: inside groups too, not inside repeats."""
        yield from Question("", Kind.GROUP, questions=self.questions).within()

    def everything(self) -> Iterator[Question]:
        """All questions, those of repeats too, in the order of the page."""
        for question in self.top():
            yield question
            if question.kind == Kind.REPEAT:
                yield from question.within()


def text_in(texts: Texts, language: str) -> tuple[str, str]:
    """A text and the language it is really in: the one asked for, else the first there is of the usual ones.

    >>> text_in({"en": "Name", "he": "שם"}, "ar")
    ('שם', 'he')
    """
    for code in (language, *INSTEAD, *texts):
        if texts.get(code):
            return texts[code], code
    return "", language
