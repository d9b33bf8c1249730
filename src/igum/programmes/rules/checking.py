"""A file is checked: every problem at once, each with its line, its cause and its remedy."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from igum.engines.rules.types import Type
from igum.programmes.rules.building import programme_of
from igum.programmes.rules.checks import amounts, cases, codes, expressions, letters, references, subjects, times
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.inheriting import inherited
from igum.programmes.rules.intake import intake_definition
from igum.programmes.rules.problems import Path, Problem
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.reading import read
from igum.programmes.rules.schema import hold
from igum.programmes.rules.surroundings import CannotRead, FormProblem, Surroundings

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    references.check_keys,
    references.check_languages,
    references.check_forms_named,
    references.check_people,
    references.check_questions_of_the_platform,
    references.check_identity,
    references.check_way_in,
    amounts.check_percents,
    amounts.check_places,
    amounts.check_panel,
    amounts.check_cost,
    amounts.check_questions,
    times.check_cohorts,
    times.check_phases,
    times.check_sessions,
    times.check_measured,
    times.check_lengths,
    subjects.check_community,
    subjects.check_league,
    subjects.check_use_log,
    expressions.check_expressions,
    letters.check_letters,
    cases.check_tests,
)
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file and what is wrong with it. ``programme`` is there when nothing is, ``draft`` as soon as it can be read."""

    programme: Programme | None
    problems: tuple[Problem, ...]
    draft: Draft | None = None


def check(source: str | bytes, around: Surroundings) -> Checked:
    """Check a whole file. Words are in the active language."""
    reading = read(source)
    problems = list(reading.problems)
    document = reading.document
    if document is None:
        return Checked(None, tuple(problems))
    held = hold(document)
    problems += held.problems
    if isinstance(document.data, dict) and "extends" in document.data:
        document, found = inherited(document, held.sound, around)
        problems += found
        if document is None:
            return _checked(None, problems)
        held = hold(document)
        problems += held.problems
    told = {problem.path for problem in problems}
    draft, found = _with_forms(Draft(document, held.sound, held.visited), told, around)
    problems += found
    for check_one in CHECKS:
        problems += check_one(draft)
    if around.codes is not None:
        problems += codes.check_codes(draft, around.codes())
    return _checked(draft, problems)


def _checked(draft: Draft | None, problems: list[Problem]) -> Checked:
    once = {(each.line, each.column, each.path, each.what): each for each in problems}
    in_order = tuple(sorted(once.values()))
    if draft is None or in_order:
        return Checked(None, in_order, draft)
    programme = programme_of(_complete(draft))
    in_order = tuple(times.check_calendar(draft, programme))
    return Checked(None if in_order else programme, in_order, draft)


def _complete(draft: Draft) -> dict[str, Any]:
    """The definition with XLSForms in place of their paths, so that a version holds all it needs."""
    definition = dict(draft.data)
    if draft.definitions:
        definition["forms"] = {name: dict(form) for name, form in draft.definitions.items()}
    return definition


def _with_forms(draft: Draft, told: set[str], around: Surroundings) -> tuple[Draft, list[Problem]]:
    """The draft with the types of its forms' answers, and what is wrong with the forms."""
    definitions: dict[str, Mapping[str, Any]] = {}
    types: dict[str, Mapping[str, Type]] = {}
    problems: list[Problem] = []
    for path, form in draft.items("forms"):
        name = str(path[-1])
        if "xlsform" in (draft.written(*path) or ()) and "xlsform" not in form:
            continue  # its path was told of
        try:
            definition = around.xlsform(form["xlsform"]) if "xlsform" in form else form
        except CannotRead as reason:
            remedy = _("Put the sheet beside this file, or write the questions here.")
            problems.append(draft.wrong((*path, "xlsform"), str(reason), "", remedy))
            continue
        asked = _as_asked(draft, name, definition)
        shift = len(asked.get("questions") or ()) and asked is not definition
        wrong = [_placed(draft, path, each, int(shift)) for each in around.forms.problems_of(asked)]
        problems += [each for each in wrong if not _told(each.path, told)]
        if not wrong and not any(where.startswith(f"forms.{name}") for where in told):
            definitions[name] = definition
            types[name] = around.forms.fact_types(asked)
    return Draft(draft.document, draft.data, draft.visited, definitions, types), problems


def _as_asked(draft: Draft, name: str, definition: Mapping[str, Any]) -> Mapping[str, Any]:
    """A form that people apply with begins with how to reach them, and ends with what they agree to."""
    if not isinstance(definition.get("questions"), list):
        return definition
    if name == draft.at("intake", "form"):
        consents = [each for _path, each in draft.items("consents") if {"key", "text"} <= set(each)]
        return intake_definition(definition, consents)
    if name in [role.get("form") for _path, role in draft.items("roles")]:
        return intake_definition(definition, [])
    return definition


def _placed(draft: Draft, form: Path, found: FormProblem, shift: int) -> Problem:
    """A form's problem at its line. ``shift`` questions were put before the file's own."""
    path: Path = form
    for place, (name, number) in enumerate(_STEP.findall(found.path)):
        path = (*path, int(number) - (shift if place == 1 else 0) if number else name)
    return draft.wrong(path, found.what, "", found.remedy)


def _told(path: str, told: set[str]) -> bool:
    """Whether the schema has said something about this place, about what is in it, or about what it is in."""
    return any(path == one or path.startswith((f"{one}.", f"{one}[")) or one.startswith(f"{path}.") for one in told)
