"""Gates between phases: whether somebody who takes part may go on, and what is lacking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from igum.engines.rules.parsing import parse
from igum.programmes.rules.attendance import Record
from igum.programmes.rules.programme import Phase, Programme
from igum.programmes.rules.selecting import compiled_rule

RATE, ABSENCES, TASKS = "attendance.rate", "attendance.absences", "tasks."


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of a phase for one subject.

    Attributes:
        phase: the phase it stands at the end of.
        is_open: None while something that it asks is not known.
        tasks: keys of the tasks that it asks for and that are not done.
        came, noted: the sessions of the phase that the subject came to, of those that count.
        asks_attendance: whether it asks how often somebody came.
    """

    phase: Phase
    is_open: bool | None
    tasks: tuple[str, ...]
    came: int
    noted: int
    asks_attendance: bool


def gate_of(programme: Programme, phase: Phase, attended: Record, done: Iterable[str]) -> Gate:
    """Where one subject stands before the gate of a phase.

    Answers of the application are not asked here: whoever goes with a subject does not read them. A gate that leans on
    them is not known, and a person decides.
    """
    keys = frozenset(done)
    names = parse(phase.gate).facts()
    tasks = {name: name.removeprefix(TASKS) in keys for name in names if name.startswith(TASKS)}
    facts: dict[str, Any] = {f"params.{name}": param.value for name, param in programme.params.items()} | tasks
    facts[ABSENCES] = attended.noted - attended.came
    if attended.rate is not None:
        facts[RATE] = attended.rate
    answer = compiled_rule(phase.gate)(facts)
    return Gate(
        phase=phase,
        is_open=answer if isinstance(answer, bool) else None,
        tasks=tuple(name.removeprefix(TASKS) for name, is_done in tasks.items() if not is_done),
        came=attended.came,
        noted=attended.noted,
        asks_attendance=RATE in names or ABSENCES in names,
    )


def task_names(programme: Programme, keys: Iterable[str]) -> list[Mapping[str, str]]:
    """What tasks are called, by their keys."""
    names = {task.key: task.names for phase in programme.phases for task in phase.tasks}
    return [names[key] for key in keys if key in names]
