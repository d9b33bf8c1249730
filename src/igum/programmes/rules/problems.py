"""A problem of a programme file: where, what, why, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of the file, both counted from 1, as editors count."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, in the words of whoever writes the file.

    ``what`` names it, ``why`` gives the cause, ``remedy`` says what to write. Each is a whole sentence.
    """

    line: int
    column: int
    path: str
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return " ".join(sentence for sentence in (self.what, self.why, self.remedy) if sentence)


def problem(place: Place, path: Path, what: str, why: str, remedy: str) -> Problem:
    """A problem at a place of the file."""
    return Problem(place.line, place.column, words_of(path), what, why, remedy)


def words_of(path: Path) -> str:
    """A path as it is written: ``selection.eligible[0].when``.

    >>> words_of(("selection", "eligible", 0, "when"))
    'selection.eligible[0].when'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant; '' when none is near.

    >>> nearest("eligable", ["eligible", "score"])
    'eligible'
    """
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def listed(words: Iterable[object]) -> str:
    """Words in a row, as a sentence shows them.

    >>> listed(["self", "staff"])
    'self, staff'
    """
    return ", ".join(str(word) for word in words)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for a word that is not known: the nearest one, or all there are."""
    known = list(known)
    meant = nearest(word, known)
    if meant:
        return _("Write “%(meant)s”.") % {"meant": meant}
    if not known:
        return _("Take the line out.")
    return _("Write one of these: %(known)s.") % {"known": listed(known)}
