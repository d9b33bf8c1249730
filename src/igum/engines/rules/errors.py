"""What an author is told: what is wrong, where, and what to write instead."""

import difflib
from collections.abc import Iterable
from typing import Any, Final

# Whoever puts refusals into another language finds here what there is to say.
CODES: Final = frozenset(
    {
        "bad_escape",
        "bad_number",
        "bad_pattern",
        "bytes_text",
        "compared_with_null",
        "ends_too_early",
        "has_of_value",
        "macro_needs_name",
        "macros_too_deep",
        "mixed_types",
        "never_equal",
        "no_fields",
        "no_index",
        "not_a_list",
        "not_in_sql",
        "number_too_large",
        "repeated_key",
        "strange_character",
        "too_deep",
        "too_long",
        "unclosed_text",
        "unexpected",
        "unknown_function",
        "unknown_name",
        "unsigned_number",
        "wrong_arguments",
        "wrong_index",
        "wrong_key",
        "wrong_operand",
        "wrong_type",
    }
)


class RuleError(Exception):
    """A rule cannot be read, does not fit its facts, or cannot become SQL.

    The words are English. A page in another language finds its own sentence by ``code`` and fills it from ``facts``.

    Attributes:
        code: the kind of error, one of ``CODES``; it never changes.
        start: where the wrong part begins, in characters of the source.
        end: where it ends.
        remedy: what to write instead; "" when there is nothing to advise.
        facts: what the sentence is about, such as ``{"name": "hose", "nearest": "house"}``.
    """

    def __init__(self, code: str, message: str, span: tuple[int, int], remedy: str = "", **facts: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.start, self.end = span
        self.remedy = remedy
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ""."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known word, or all of them when they are few.

    >>> did_you_mean("houshold_size", ["household_size", "income"])
    'Did you mean household_size?'
    """
    names = sorted(known)
    close = nearest(word, names)
    if close:
        return f"Did you mean {close}?"
    if not names:
        return ""
    return f"Known here: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}."
