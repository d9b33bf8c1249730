"""Which expressions a file holds, and which facts each of them may lean on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from igum.engines.rules.types import ANY, BOOL, DATE, DOUBLE, INT, STRING, Type, list_of
from igum.programmes.rules.building import value_of_param
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.problems import Path

Facts = Mapping[str, Type]

# What is known of every application beside its answers.
OF_AN_APPLICATION: Facts = {"applied_on": DATE, "language": STRING}
# What is known of everybody who may be matched, beside the answers of their role's form.
OF_A_CANDIDATE: Facts = {"town": INT, "languages": list_of(STRING)}
# What is known of somebody's way through a phase.
OF_A_PHASE: Facts = {"attendance.rate": DOUBLE, "attendance.absences": INT}


class Wanted(StrEnum):
    """What an expression has to come to."""

    TRUTH = "truth"
    NUMBER = "number"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Site:
    """One expression of the file, and its facts; None when they cannot be known because a form has problems."""

    path: Path
    source: str
    wanted: Wanted
    facts: Facts | None


def sites(draft: Draft) -> Iterator[Site]:
    """Every expression of the file but those inside forms, which forms check themselves."""
    application = application_facts(draft)
    for path, source, wanted in _of_the_application(draft):
        yield Site(path, source, wanted, application)
    for path, match in draft.items("matching"):
        yield from _of_a_match(path, match, pair_facts(draft, application, str(match.get("role", ""))))
    yield from _of_phases(draft, application)
    for path, outcome in draft.items("outcomes"):
        if "value" in outcome:
            yield Site((*path, "value"), outcome["value"], Wanted.NUMBER, form_facts(draft, outcome.get("form")))


def _of_a_match(path: Path, match: Mapping[str, Any], pair: Facts | None) -> Iterator[Site]:
    for number, must in enumerate(match.get("must") or []):
        yield Site((*path, "must", number, "when"), (must or {}).get("when", ""), Wanted.TRUTH, pair)
    for number, prefer in enumerate(match.get("prefer") or []):
        yield Site((*path, "prefer", number, "value"), (prefer or {}).get("value", ""), Wanted.NUMBER, pair)
    # All who go with one subject are asked the same, whoever the subject is.
    of_candidates = None if pair is None else {name: kind for name, kind in pair.items() if name[:8] != "subject."}
    for number, among in enumerate(match.get("among") or []):
        yield Site((*path, "among", number, "when"), (among or {}).get("when", ""), Wanted.TRUTH, of_candidates)


def _of_phases(draft: Draft, application: Facts | None) -> Iterator[Site]:
    """Gates, each over the tasks of its phase and of those before it."""
    done: dict[str, Type] = {}
    for path, phase in draft.items("phases"):
        done |= {f"tasks.{task['key']}": BOOL for task in phase.get("tasks") or [] if task and "key" in task}
        if "gate" in phase:
            facts = None if application is None else {**application, **OF_A_PHASE, **done}
            yield Site((*path, "gate"), phase["gate"], Wanted.TRUTH, facts)


def _of_the_application(draft: Draft) -> Iterator[tuple[Path, str, Wanted]]:
    groups: tuple[tuple[tuple[str, ...], str, Wanted], ...] = (
        (("selection", "eligible"), "when", Wanted.TRUTH),
        (("selection", "score"), "value", Wanted.NUMBER),
        (("selection", "reserved"), "when", Wanted.TRUTH),
        (("cost", "subsidy", "bands"), "when", Wanted.TRUTH),
    )
    for where, name, wanted in groups:
        for path, each in draft.items(*where):
            if name in each:
                yield (*path, name), each[name], wanted
    if draft.at("selection", "takes"):
        yield ("selection", "takes"), draft.at("selection", "takes"), Wanted.COUNT


def application_facts(draft: Draft) -> Facts | None:
    """What rules about an application may lean on."""
    form = draft.at("intake", "form")
    if form is None and draft.written("intake") is None and draft.at("identity") is not None:
        return {**OF_AN_APPLICATION, **param_facts(draft)}
    answers = draft.types.get(form)
    return None if answers is None else {**answers, **OF_AN_APPLICATION, **param_facts(draft)}


def param_facts(draft: Draft) -> dict[str, Type]:
    """The types of the params, by the names that rules call them. One that is unsound may be anything."""
    sound = {path[-1]: each["value"] for path, each in draft.items("params") if "value" in each}
    return {f"params.{name}": _type_of(sound[name]) if name in sound else ANY for name in draft.keys("params")}


def pair_facts(draft: Draft, application: Facts | None, role: str) -> Facts | None:
    """What rules about a pair may lean on: the application, and the answers of those in a role."""
    form = draft.at("roles", role, "form")
    answers = draft.types.get(form) if form else {}
    if application is None or answers is None:
        return None
    subject = {f"subject.{name}": kind for name, kind in application.items() if not name.startswith("params.")}
    candidate = {f"candidate.{name}": kind for name, kind in {**OF_A_CANDIDATE, **answers}.items()}
    return {**subject, **candidate, **param_facts(draft)}


def form_facts(draft: Draft, form: Any) -> Facts | None:
    """What an expression over the answers of one form may lean on."""
    answers = draft.types.get(form)
    return None if answers is None else {**answers, **param_facts(draft)}


def _type_of(value: Any) -> Type:
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return INT
    if isinstance(value, float):
        return DOUBLE
    return DATE if isinstance(value_of_param(value), date) else STRING
