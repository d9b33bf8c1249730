"""Every expression can be read, leans on facts that there are, and comes to what is needed where it stands."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from igum.core.rule_words import words
from igum.engines.rules.checking import check
from igum.engines.rules.errors import RuleError
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import Binary, Call, Expression, Literal, Node, walk
from igum.engines.rules.types import ANY, BOOL, DOUBLE, INT, Type
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.facts import Site, Wanted, sites
from igum.programmes.rules.problems import Path, Place, Problem, problem

FITTING: dict[Wanted, tuple[Type, ...]] = {
    Wanted.TRUTH: (BOOL, ANY),
    Wanted.NUMBER: (INT, DOUBLE, ANY),
    Wanted.COUNT: (INT, ANY),
}


def check_expressions(draft: Draft) -> Iterator[Problem]:
    """Parse and check all of them."""
    for site in sites(draft):
        if site.source:
            yield from _one(draft, site)


def _one(draft: Draft, site: Site) -> Iterator[Problem]:
    try:
        expression = parse(site.source)
        found = None if site.facts is None else check(expression, site.facts)
    except RuleError as trouble:
        yield problem(place_inside(draft, site.path, trouble.start), site.path, *words(trouble))
        return
    yield from _impossible(draft, site, expression)
    if found is not None and found not in FITTING[site.wanted]:
        yield draft.wrong(site.path, *words_for(site.wanted))


def words_for(wanted: Wanted) -> tuple[str, str, str]:
    """What is said of an expression that comes to something else than is needed."""
    if wanted is Wanted.TRUTH:
        what = _("This expression must come to true or false.")
        return what, "", _("Compare something: %(line)s") % {"line": "members >= 3"}
    if wanted is Wanted.NUMBER:
        what = _("This expression must come to a number.")
        return what, "", _("Write for example: %(line)s") % {"line": "in_debt ? 20 : 0"}
    what = _("This expression must come to a whole number.")
    return what, "", _("Write for example: %(line)s") % {"line": "size(children)"}


def _impossible(draft: Draft, site: Site, expression: Expression) -> Iterator[Problem]:
    """What can be read, and fails whatever anybody answers: a day that is none, a division by nought."""
    for node in walk(expression.root):
        if isinstance(node, Call) and node.name == "date" and node.arguments and _no_day(node.arguments[0]):
            what = _("“%(value)s” is not a day of the calendar.") % {"value": expression.text(node.arguments[0])[:60]}
            remedy = _("Write for example: %(line)s") % {"line": 'date("2026-08-01")'}
            place = place_inside(draft, site.path, node.arguments[0].start)
            yield problem(place, site.path, what, _("A day is written year-month-day."), remedy)
        if isinstance(node, Binary) and node.operator in ("/", "%") and _is_nought(node.right):
            place = place_inside(draft, site.path, node.right.start)
            yield problem(place, site.path, _("Nothing can be divided by 0."), "", _("Divide by another number."))


def _no_day(node: Node) -> bool:
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        return False
    try:
        return not date.fromisoformat(node.value)
    except ValueError:
        return True


def _is_nought(node: Node) -> bool:
    return isinstance(node, Literal) and node.value == 0 and not isinstance(node.value, bool)


def place_inside(draft: Draft, path: Path, offset: int) -> Place:
    """Where a character of an expression stands, when it is written on one line as it is; else where it begins."""
    begin = draft.place(path)
    source = str(draft.written(*path) or "")
    lines = draft.document.source.splitlines()
    line = lines[begin.line - 1] if begin.line <= len(lines) else ""
    for quote in (0, 1):
        at = begin.column - 1 + quote
        if source and line[at : at + len(source)] == source:
            return Place(begin.line, at + 1 + min(offset, len(source)))
    return begin
