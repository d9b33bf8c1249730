"""Which column of a list answers which question, and how a cell is read as an answer to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.rules.duplicates import words_key
from igum.programmes.rules.imports_reading import Cell

LEFT_OUT = ""
# As people write yes and no into sheets, in the languages of the platform.
YES = frozenset(map(words_key, ("yes", "y", "true", "1", "x", "✓", "v", "כן", "נכון", "نعم", "да", "አዎ")))
NO = frozenset(map(words_key, ("no", "n", "false", "0", "לא", "لا", "нет", "አይ", "አይደለም")))
MARKS = frozenset({"✓", "✔", "☑", "+"})
SEVERAL = re.compile(r"\s*[;,،|\n]\s*")
# What Excel writes into a cell that it could not work out.
EXCEL_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
# Israeli numbers that a sheet took for an amount and robbed of their leading nought, or of the plus before 972.
ROBBED = re.compile(r"(?:5\d|7\d)\d{7}|[23489]\d{7}")
ABROAD = re.compile(r"972(?:[57]\d{8}|[23489]\d{7})")
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


class NoAnswer(Exception):
    """A cell says nothing that could answer its question; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form as lists may name it.

    Attributes:
        names: its words by language.
        choices: what may be chosen: the value, and its words by language.
        needed: whether every application must answer it.
    """

    name: str
    kind: str
    names: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    needed: bool = False

    def words(self, language: str) -> str:
        """What it asks, in a language or whichever there is."""
        return self.names.get(language) or self.names.get("he") or next(iter(self.names.values()), self.name)


def match_columns(headers: Sequence[str], asked: Sequence[Asked]) -> list[str]:
    """For each column the name of the question it answers; empty where that is not clear.

    A heading names a question by its name or by its words in any language. Two questions with the same words, or two
    columns for one question, are not clear.

    >>> age = Asked("age", "integer", {"en": "How old are you?", "he": "בני כמה אתם?"})
    >>> match_columns(["בני כמה אתם", "AGE ", "shoe"], [age]), match_columns(["Age"], [age])
    (['', '', ''], ['age'])
    """
    called: dict[str, set[str]] = {}
    for question in asked:
        for words in (question.name, *question.names.values()):
            called.setdefault(words_key(words), set()).add(question.name)
    named = [called.get(words_key(header), set()) for header in headers]
    clear = [next(iter(names)) if len(names) == 1 else LEFT_OUT for names in named]
    return [name if clear.count(name) == 1 else LEFT_OUT for name in clear]


@dataclass(slots=True)
class CellReader:
    """Reads cells as answers. ``towns`` are the codes of towns by how they are called."""

    asked: Mapping[str, Asked]
    towns: Mapping[str, int]
    chosen: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, name: str, cell: Cell) -> Any:
        """What somebody would have typed into the form for this cell; None for nothing.

        Raises:
            NoAnswer: it can be no answer to this question.
        """
        question = self.asked[name]
        if cell is None or cell == "":
            return None
        if cell in EXCEL_ERRORS:
            words = _("Excel could not work this cell out: %(error)s. Write the answer itself.")
            raise NoAnswer(words % {"error": cell})
        reader = getattr(self, f"_{question.kind}", None)
        return reader(question, cell) if reader else _plain(cell)

    def _choice(self, question: Asked, cell: Cell) -> Any:
        word = _plain(cell)
        return word if word in question.choices else self._values(question).get(words_key(word), word)

    def _choices(self, question: Asked, cell: Cell) -> Any:
        whole = self._choice(question, cell)
        if whole in question.choices:
            return [whole]
        return [self._choice(question, part) for part in SEVERAL.split(_plain(cell)) if part]

    def _yes_no(self, question: Asked, cell: Cell) -> Any:
        word = words_key(_plain(cell))
        if cell in MARKS or word in YES:
            return True
        return False if word in NO else _plain(cell)

    def _consent(self, question: Asked, cell: Cell) -> Any:
        agreed = self._yes_no(question, cell)
        if isinstance(agreed, bool):
            return agreed or None
        raise NoAnswer(_("Write yes or no."))

    def _town(self, question: Asked, cell: Cell) -> Any:
        word = _plain(cell)
        return word if word.isdigit() else str(self.towns.get(words_key(word), word))

    def _phone(self, question: Asked, cell: Cell) -> Any:
        word = _plain(cell)
        if SHORTENED.fullmatch(word):
            raise NoAnswer(_("Excel shortened this number. Give the column the format of text, and write it anew."))
        digits = re.sub(r"[\s().־–-]", "", word)
        if ABROAD.fullmatch(digits):
            return f"+{digits}"
        return f"0{digits}" if ROBBED.fullmatch(digits) else word

    def _date(self, question: Asked, cell: Cell) -> Any:
        if isinstance(cell, int | float):
            words = _("%(number)s is a number and no date. Give the column the format of a date, or write 22.11.2026.")
            raise NoAnswer(words % {"number": _plain(cell)})
        return cell

    def _values(self, question: Asked) -> dict[str, str]:
        """The values of a question's choices by their words in any language; what two share stands for neither."""
        if question.name not in self.chosen:
            by_words: dict[str, set[str]] = {}
            for value, names in question.choices.items():
                for words in names.values():
                    by_words.setdefault(words_key(words), set()).add(value)
            self.chosen[question.name] = {words: values.pop() for words, values in by_words.items() if len(values) == 1}
        return self.chosen[question.name]


def _plain(cell: Cell) -> str:
    """A cell as somebody would type it: a whole number without a point, however the sheet keeps it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
