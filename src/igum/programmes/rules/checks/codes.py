"""Codes of towns and authorities that a file names: there is such a place, and a pool gives away no place twice."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from igum.engines.rules.errors import RuleError
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import Binary, Expression, Fact, ListOf, Literal, Node, walk
from igum.programmes.rules.checks.expressions import place_inside
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.facts import sites
from igum.programmes.rules.problems import Problem, problem
from igum.programmes.rules.surroundings import Codes

# Asked of everybody who applies, and known of everybody who may be matched.
ANYWAY = frozenset({"town", "subject.town", "candidate.town"})


def check_codes(draft: Draft, known: Codes) -> Iterator[Problem]:
    """Authorities of a pool, and towns that rules compare with."""
    for path, share in draft.items("pool", "shares"):
        code = share.get("authority")
        if code is not None and code not in known.authorities:
            what = _("There is no authority with the code %(code)s.") % {"code": code}
            yield draft.wrong((*path, "authority"), what, _why(), _nearest(code, known.authorities))
    towns = ANYWAY | _town_questions(draft)
    for site in sites(draft):
        try:
            found = list(_compared(parse(site.source), towns)) if site.source else []
        except RuleError:
            continue  # told by the check of expressions
        for literal in found:
            if literal.value not in known.towns:
                what = _("There is no town with the code %(code)s.") % {"code": literal.value}
                place = place_inside(draft, site.path, literal.start)
                yield problem(place, site.path, what, _why(), _nearest(literal.value, known.towns))


def _why() -> str:
    return _("Places are named by the codes of the Central Bureau of Statistics.")


def _nearest(code: Any, known: Mapping[int, str]) -> str:
    near = get_close_matches(str(code), [str(each) for each in known], n=1, cutoff=0.5)
    if not near:
        return _("Look the code up on the page of the place.")
    facts = {"code": near[0], "name": known[int(near[0])]}
    return _("Perhaps %(code)s (%(name)s) is meant. Look the code up on the page of the place.") % facts


def _town_questions(draft: Draft) -> frozenset[str]:
    found = set()
    for path in draft.visited.get("question", ()):
        question = draft.at(*path) or {}
        if question.get("type") == "town" and question.get("name"):
            found |= {question["name"], f"subject.{question['name']}", f"candidate.{question['name']}"}
    return frozenset(found)


def _compared(expression: Expression, towns: frozenset[str]) -> Iterator[Literal]:
    """The codes that towns are compared with, anywhere in an expression."""
    for node in walk(expression.root):
        if isinstance(node, Binary) and node.operator in ("==", "!=", "in"):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(one, Fact) and one.name in towns:
                    yield from (each for each in _literals(other) if type(each.value) is int)


def _literals(node: Node) -> Iterator[Literal]:
    if isinstance(node, Literal):
        yield node
    elif isinstance(node, ListOf):
        yield from (item for item in node.items if isinstance(item, Literal))
