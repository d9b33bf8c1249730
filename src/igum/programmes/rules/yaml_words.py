"""What the YAML parser could not read, in words: which sign did it, and what to write."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from igum.programmes.rules.problems import START, Place, Problem, problem

Words = tuple[str, str, str]


def problem_of_yaml(trouble: YAMLError, source: str) -> Problem:
    """The problem that stopped the parser, at the line where its cause stands."""
    said = f"{getattr(trouble, 'context', '') or ''} {getattr(trouble, 'problem', '') or ''}"
    mark = getattr(trouble, "problem_mark", None) if isinstance(trouble, MarkedYAMLError) else None
    place = Place(mark.line + 1, mark.column + 1) if mark else START
    lines = source.splitlines() or [""]
    place = Place(min(place.line, len(lines)), place.column)
    if any(sign in said for sign in _CAUSE_IS_WHERE_IT_OPENED):
        opened = getattr(trouble, "context_mark", None)
        place = Place(opened.line + 1, opened.column + 1) if opened and opened.line + 1 < place.line else place
    line = lines[place.line - 1]
    # Directly after a closing quotation mark, a letter: the mark was meant as a part of the text.
    if line[place.column - 2 : place.column - 1] in ("'", '"') and _LETTER.match(line[place.column - 1 :]):
        return problem(place, (), *_quote_inside())
    tag = _TAG.search(line)
    if tag and "flow" in said:
        return problem(Place(place.line, tag.start(1) + 1), (), *_exclamation(tag[1]))
    if "got ':'" in said and mark and mark.line + 1 == place.line:
        return problem(place, (), *_colon_inside())
    for sign, words in _KNOWN:
        if sign in said:
            return problem(place, (), *words())
    if "\t" in lines[place.line - 1][: place.column]:
        return problem(place, (), *_tab())
    return problem(place, (), *_unclear())


def _tab() -> Words:
    return (
        _("There is a tab here."),
        _("YAML takes only spaces at the beginning of a line."),
        _("Write two spaces for every level instead of the tab."),
    )


def _quote_left_open() -> Words:
    return (
        _("A quotation mark opens here and never closes."),
        _("Perhaps a mark stands inside the text, as in an abbreviation."),
        _("Close it; inside the text write ״ (gershayim) or put the whole in ' '."),
    )


def _quote_inside() -> Words:
    return (
        _("A text in quotation marks ends here, and more of it follows."),
        _("A quotation mark inside a text, as in an abbreviation, ends it."),
        _("Inside the text write ״ (gershayim), or put the whole in ' '."),
    )


def _exclamation(tag: str) -> Words:
    return (
        _("A sign ! stands before a value, and YAML takes “%(tag)s” for the name of a type.") % {"tag": tag[:40]},
        _("An expression that begins with ! needs quotes."),
        _('Write it in quotes: "!in_insolvency".'),
    )


def _colon_inside() -> Words:
    return (
        _("There is one colon too many in this line."),
        _("A colon followed by a space separates a name from its value; inside a text it needs quotes."),
        _('Put the whole text in quotes: "debts > 0 ? 20 : 0".'),
    )


def _bracket_left_open() -> Words:
    return (
        _("A bracket { or [ is not closed before this, or a text inside it ended too early."),
        _("Inside { } and [ ] a comma or a quotation mark ends a text."),
        _("Close the bracket, or put the whole text in quotes."),
    )


def _indentation() -> Words:
    return (
        _("This line does not stand under the lines above it."),
        _("Lines of one level begin at the same column."),
        _("Give it as many spaces as the line above that it belongs with."),
    )


def _odd_sign() -> Words:
    return (
        _("A value cannot begin with this sign."),
        _("YAML uses % @ ` & * ! | > for itself."),
        _("Put the whole text in quotes."),
    )


def _simple_key() -> Words:
    return (
        _("This line has no colon, and a name with a value is expected."),
        _("Perhaps a text goes over several lines, or a hyphen is missing."),
        _("Write “name: value”, or put a longer text in quotes."),
    )


def _escape() -> Words:
    return (
        _("A backslash stands in a text in double quotes, and the sign after it has no meaning."),
        _('Inside " " a backslash begins a special sign.'),
        _("Write the text in single quotes: ' '."),
    )


def _unclear() -> Words:
    return (
        _("This line cannot be read as YAML."),
        _("Something in it or just above it is not finished: a bracket, a quotation mark or a colon."),
        _("Compare it with the lines around it, and put texts in quotes."),
    )


_LETTER = re.compile(r"\w")
# A value that begins with !, which YAML takes for a type together with the comma after it.
_TAG = re.compile(r"[:,{\[]\s+(![^\s,}\]]+)")
_CAUSE_IS_WHERE_IT_OPENED = ("scanning a quoted scalar", "scanning a simple key", "flow mapping", "flow sequence")
# By the parser's own words, most telling first.
_KNOWN: tuple[tuple[str, Callable[[], Words]], ...] = (
    ("'\\t'", _tab),
    ("unknown escape", _escape),
    ("expected escape", _escape),
    ("scanning a quoted scalar", _quote_left_open),
    ("mapping values are not allowed", _colon_inside),
    ("flow mapping", _bracket_left_open),
    ("flow sequence", _bracket_left_open),
    ("flow node", _bracket_left_open),
    ("expected ',' or", _bracket_left_open),
    ("could not find expected ':'", _simple_key),
    ("that cannot start any token", _odd_sign),
    ("expected alphabetic or numeric", _odd_sign),
    ("block sequence entries are not allowed", _indentation),
    ("block mapping", _indentation),
    ("block collection", _indentation),
    ("expected <document start>", _indentation),
)
