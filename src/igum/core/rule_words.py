"""What is wrong with an expression, in the page's language.

The engine of rules knows no language: it gives a code and the facts. In English its own words are the most exact; in
other languages each code has its sentence here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.engines.rules.errors import RuleError

Words = tuple[str, str, str]
Sentences = Callable[[Mapping[str, Any]], tuple[str, str]]


def words(trouble: RuleError) -> Words:
    """What, why, remedy."""
    if (get_language() or "en").startswith("en"):
        text = str(trouble.facts.get("text", ""))
        what = trouble.message if not text or text in trouble.message else f"“{text}”: {trouble.message}"
        return what, "", trouble.remedy or _("Compare it with the other expressions of the file.")
    what, remedy = _SENTENCES.get(trouble.code, _unclear)(_filled(trouble))
    return what, "", remedy


def _filled(trouble: RuleError) -> dict[str, Any]:
    return {**dict.fromkeys(("name", "text", "nearest", "character"), ""), **trouble.facts}


def _unclear(facts: Mapping[str, Any]) -> tuple[str, str]:
    return _("This expression cannot be read."), _("Compare it with the other expressions of the file.")


def _unknown_name(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("No question and no param is called “%(name)s”.") % facts
    if facts["nearest"]:
        return what, _("Write “%(nearest)s”.") % facts
    return what, _("Add the question to the form, or take another name.")


def _unknown_function(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("There is no function “%(name)s”.") % facts
    if facts["nearest"]:
        return what, _("Write “%(nearest)s”.") % facts
    return what, _("Known here: %(known)s.") % {"known": "size, sum, min, max, years_between, date, int, double"}


def _unexpected(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("“%(text)s” cannot stand here.") % facts
    return what, _("Write && for “and”, || for “or”, ! for “not”, == for “is”.")


def _ends_too_early(facts: Mapping[str, Any]) -> tuple[str, str]:
    return _("The expression ends too early."), _("Write what is missing.")


def _wrong_kind(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("“%(text)s” is of another kind than is needed here.") % facts
    return what, _("Compare numbers with numbers, texts with texts, and dates with dates.")


def _never_equal(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("The two sides of “%(text)s” are of different kinds.") % facts
    return what, _('A number stands without quotes, a text in quotes, a date as date("2026-08-01").')


def _with_null(facts: Mapping[str, Any]) -> tuple[str, str]:
    return _("An answer is never null: what is missing is unknown."), _("Write has(name) to ask whether it is known.")


def _unclosed_text(facts: Mapping[str, Any]) -> tuple[str, str]:
    return _("A text begins here and never ends."), _("Write the closing quotation mark.")


def _too_much(facts: Mapping[str, Any]) -> tuple[str, str]:
    return _("The expression is too long or nested too deep."), _("Divide it into several rules.")


def _number(facts: Mapping[str, Any]) -> tuple[str, str]:
    return _("This number cannot be used."), _("Write a smaller number, in digits only.")


def _arguments(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("“%(text)s” is not given what it needs.") % {**facts, "text": facts["text"] or facts["name"]}
    return what, _("Look up how it is written in the reference of the programme file.")


def _character(facts: Mapping[str, Any]) -> tuple[str, str]:
    what = _("The sign “%(character)s” means nothing here.") % facts
    return what, _("Names are written in Latin letters; texts stand in quotes.")


_SENTENCES: Mapping[str, Sentences] = {
    "unknown_name": _unknown_name,
    "unknown_function": _unknown_function,
    "unexpected": _unexpected,
    "ends_too_early": _ends_too_early,
    "never_equal": _never_equal,
    "compared_with_null": _with_null,
    "unclosed_text": _unclosed_text,
    "strange_character": _character,
    "wrong_arguments": _arguments,
    "macro_needs_name": _arguments,
    "has_of_value": _arguments,
    **dict.fromkeys(("wrong_type", "wrong_operand", "mixed_types", "not_a_list", "no_fields"), _wrong_kind),
    **dict.fromkeys(("no_index", "wrong_index", "wrong_key"), _wrong_kind),
    **dict.fromkeys(("too_long", "too_deep", "macros_too_deep"), _too_much),
    **dict.fromkeys(("number_too_large", "bad_number", "unsigned_number"), _number),
}
