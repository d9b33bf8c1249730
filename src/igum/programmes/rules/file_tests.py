"""The tests inside a file are run, and a difference is said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from igum.engines.rules.types import conform
from igum.programmes.rules.facts import OF_AN_APPLICATION
from igum.programmes.rules.intake import intake_definition
from igum.programmes.rules.problems import listed
from igum.programmes.rules.programme import FileTest, Programme
from igum.programmes.rules.selecting import Screened, screen
from igum.programmes.rules.subsidy import band_of
from igum.programmes.rules.surroundings import Forms


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test and its differences; none when it passed."""

    name: str
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def run_tests(programme: Programme, forms: Forms) -> tuple[TestResult, ...]:
    """Run all tests of a checked programme. Words are in the active language."""
    return tuple(TestResult(test.name, tuple(_differences(programme, test, forms))) for test in programme.tests)


def facts_of_test(programme: Programme, test: FileTest, forms: Forms) -> dict[str, Any]:
    """The facts of a test: its answers as the form reads them, what the form calculates, and what is known anyway."""
    given = {name: value for name, value in test.given.items() if name not in OF_AN_APPLICATION}
    facts = {name: conform(test.given[name], kind) for name, kind in OF_AN_APPLICATION.items() if name in test.given}
    if programme.intake is None:
        return facts
    form = programme.forms[programme.intake.form]
    consents = [{"key": each.key, "text": each.text, "required": each.required} for each in programme.consents]
    return {**forms.facts_of(intake_definition(form, consents), given), **facts}


def _differences(programme: Programme, test: FileTest, forms: Forms) -> Iterable[str]:
    facts = facts_of_test(programme, test, forms)
    screened = screen(programme, facts)
    found = {**_found(screened), "subsidy": band_of(programme, facts)}
    for name, wanted in test.expect.items():
        if name == "parts":
            for key, points in wanted.items():
                if not _same(points, screened.parts.get(key)):
                    yield _different(f"parts.{key}", points, screened.parts.get(key))
        elif not _same(wanted, found[name]):
            yield _different(name, wanted, found[name], _reason(name, screened))


def _found(screened: Screened) -> Mapping[str, Any]:
    return {
        "eligible": "unknown" if screened.eligible is None else screened.eligible,
        "failed": list(screened.failed),
        "missing": _missing(screened),
        "score": screened.score,
        "reserved": list(screened.holds),
        "takes": screened.takes,
    }


def _missing(screened: Screened) -> list[str]:
    """What would settle it: of nothing, when a rule is false anyway."""
    if screened.eligible is not None:
        return []
    return list(dict.fromkeys(name for names in screened.missing.values() for name in names))


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, list):
        return sorted(map(str, wanted)) == sorted(map(str, found))
    if isinstance(wanted, int | float) and isinstance(found, int | Fraction):
        return Fraction(str(wanted)) == found
    return bool(wanted == found)


def _different(name: str, wanted: Any, found: Any, reason: str = "") -> str:
    facts = {"name": name, "wanted": _shown(wanted), "found": _shown(found)}
    return " ".join(filter(None, (_("%(name)s: expected %(wanted)s, came out %(found)s.") % facts, reason)))


def _reason(name: str, screened: Screened) -> str:
    if name == "eligible" and screened.failed:
        return _("False: %(rules)s.") % {"rules": listed(screened.failed)}
    if name == "eligible" and screened.eligible is None:
        return _("Not known: %(facts)s.") % {"facts": listed(_missing(screened))}
    if name == "score":
        parts = (f"{key} {_shown(points)}" for key, points in screened.parts.items())
        return _("The parts: %(parts)s.") % {"parts": listed(parts)}
    return ""


def _shown(value: Any) -> str:
    if value is None:
        return _("unknown")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{listed(value)}]"
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    return str(value)
