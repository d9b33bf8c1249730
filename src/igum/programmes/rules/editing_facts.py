"""What an expression that somebody writes in a form may lean on, and what is wrong with it, at its own signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from igum.core.rule_words import words
from igum.engines.rules.checking import check
from igum.engines.rules.errors import RuleError
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import BOOL
from igum.programmes.rules.checks.expressions import FITTING, words_for
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.edits import inside
from igum.programmes.rules.facts import OF_A_PHASE, Facts, Wanted, application_facts, form_facts, pair_facts
from igum.programmes.rules.problems import Path


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with an expression, from one of its signs to another."""

    what: str
    start: int
    end: int


def wrong_in(source: str, facts: Facts | None, wanted: Wanted) -> Wrong | None:
    """What is wrong with an expression; None when nothing is. Without facts only its form is looked at.

    >>> from igum.engines.rules.types import INT
    >>> found = wrong_in("membres >= 3", {"members": INT}, Wanted.TRUTH)
    >>> (found.start, found.end)
    (0, 7)
    """
    try:
        expression = parse(source)
        comes_to = None if facts is None else check(expression, facts)
    except RuleError as trouble:
        return Wrong(" ".join(each for each in words(trouble) if each), trouble.start, trouble.end)
    if comes_to is not None and comes_to not in FITTING[wanted]:
        return Wrong(" ".join(each for each in words_for(wanted) if each), 0, len(source))
    return None


def facts_at(draft: Draft | None, path: Path) -> Facts | None:
    """What an expression at a path of the file may lean on; None when it cannot be known."""
    if draft is None:
        return None
    application = application_facts(draft)
    match path:
        case ("matching", int(number), *_):
            return pair_facts(draft, application, str(draft.at("matching", number, "role") or ""))
        case ("outcomes", int(number), *_):
            return form_facts(draft, draft.at("outcomes", number, "form"))
        case ("phases", int(number), *_) if application is not None:
            return {**application, **OF_A_PHASE, **dict.fromkeys(tasks_before(draft.document.data, number), BOOL)}
    return application


def tasks_before(data: Mapping[str, Any], number: int) -> Sequence[str]:
    """The tasks that a gate may ask for, as rules call them: those of its phase and of the phases before it."""
    phases = inside(data, ("phases",))
    found = [one for one in (phases if isinstance(phases, list) else [])[: number + 1] if isinstance(one, dict)]
    tasks = [task for phase in found for task in (phase.get("tasks") or []) if isinstance(task, dict)]
    return [f"tasks.{task['key']}" for task in tasks if task.get("key")]
