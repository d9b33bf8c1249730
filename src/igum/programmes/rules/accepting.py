"""What a case would have to say to be as it came out: for whoever changed a rule on purpose."""

from fractions import Fraction
from typing import Any

from igum.programmes.rules.file_tests import facts_of_test
from igum.programmes.rules.programme import FileTest, Programme
from igum.programmes.rules.selecting import Screened, screen
from igum.programmes.rules.subsidy import band_of
from igum.programmes.rules.surroundings import Forms


def as_it_came_out(programme: Programme, test: FileTest, forms: Forms) -> dict[str, Any]:
    """The expectation that this case meets: of all it said before, and why it is eligible or not."""
    facts = facts_of_test(programme, test, forms)
    screened = screen(programme, facts)
    found = _eligible(screened) if {"eligible", "failed", "missing"} & set(test.expect) else {}
    others = {
        "score": _plain(screened.score),
        "reserved": list(screened.holds),
        "takes": screened.takes,
        "subsidy": band_of(programme, facts),
    }
    found |= {name: value for name, value in others.items() if name in test.expect}
    parts = {key: points for key, points in screened.parts.items() if key in test.expect.get("parts", {})}
    known = {key: _plain(points) for key, points in parts.items() if points is not None}
    return {**found, "parts": known} if known else found


def _eligible(screened: Screened) -> dict[str, Any]:
    if screened.eligible is None:
        names = list(dict.fromkeys(name for each in screened.missing.values() for name in each))
        return {"eligible": "unknown", "missing": names}
    return {"eligible": True} if screened.eligible else {"eligible": False, "failed": list(screened.failed)}


def _plain(points: Fraction) -> int | float:
    return int(points) if points.denominator == 1 else float(points)
