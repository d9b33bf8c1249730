"""When outcomes are measured, and what an answered form says of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.engines.rules.types import UNKNOWN
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.programme import Outcome, Programme, Task
from igum.programmes.rules.selecting import compiled_rule
from igum.programmes.rules.timetables import PhaseTimes

MEASURES = "measure"
BASELINE, END = "baseline", "end"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that every subject fills in at one moment, because outcomes are measured by it."""

    form: str
    moment: str

    @property
    def key(self) -> str:
        """The key of the task that asks for it."""
        return f"{MEASURES}.{self.form}.{self.moment}"


def asked_of(programme: Programme) -> tuple[Asked, ...]:
    """Every form and moment by which some outcome is measured, once each, as the file has them."""
    found = (Asked(one.form, moment) for one in programme.outcomes if one.form for moment in one.measured)
    return tuple(dict.fromkeys(found))


def day_of(moment: str, phases: Sequence[PhaseTimes], starts: date) -> date | None:
    """The day of a moment: the first day, the last, so long after it, or the last day of a phase. None: no such phase.

    >>> day_of("baseline", (), date(2026, 10, 13)), day_of("end+P9M", (), date(2026, 10, 13))
    (datetime.date(2026, 10, 13), datetime.date(2027, 7, 13))
    """
    if moment == BASELINE:
        return starts
    word, _, later = moment.partition("+")
    if word == END:
        end = max((times.last_day for times in phases), default=starts)
        return Duration.parse(later).after(end) if later else end
    return next((times.last_day for times in phases if times.phase.key == word), None)


def asked_by(key: str) -> Asked | None:
    """The form and moment behind a task's key; None for a task of another kind."""
    words = key.split(".")
    return Asked(words[1], words[2]) if len(words) == 3 and words[0] == MEASURES else None


def task_for(programme: Programme, asked: Asked) -> Task:
    """The task that asks for a form, in the words of the form's title and of the moment: it is asked several times."""
    title = programme.forms.get(asked.form, {}).get("title") or {programme.languages[0]: asked.form}
    names = {language: f"{text} – {_moment_in(programme, asked.moment, language)}" for language, text in title.items()}
    return Task(asked.key, names, Duration(), evidence="form", form=asked.form)


def _moment_in(programme: Programme, moment: str, language: str) -> str:
    phase = next((one for one in programme.phases if one.key == moment), None)
    with override(language):
        if phase is not None:
            return _("after %(phase)s") % {"phase": programme.text(phase.names, language)}
        if moment == BASELINE:
            return _("at the beginning")
        return _("at the end") if moment == END else _("after the end")


def values_of(programme: Programme, asked: Asked, facts: Mapping[str, Any]) -> Iterator[tuple[Outcome, Decimal | None]]:
    """What the answers of a form say of each outcome measured by it at that moment; None where they do not tell."""
    known = {**{f"params.{name}": param.value for name, param in programme.params.items()}, **facts}
    for outcome in programme.outcomes:
        if outcome.form == asked.form and asked.moment in outcome.measured and outcome.value:
            yield outcome, _number(compiled_rule(outcome.value)(known))


def _number(value: Any) -> Decimal | None:
    if value is UNKNOWN or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(round(value, 6)))
