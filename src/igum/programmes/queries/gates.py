"""Which gates somebody stands before, which they passed, and by whom."""

from dataclasses import dataclass

from igum.programmes.models import Attendance, Engagement, Passage, Task
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.attendance import record_of
from igum.programmes.rules.gates import Gate, gate_of


@dataclass(frozen=True, slots=True)
class Passing:
    """A gate with what became of it: once somebody let the subject on, that stays, whatever the gate says later."""

    gate: Gate
    passage: Passage | None


def passings_of(engagement: Engagement) -> tuple[Passing, ...]:
    """The gates of a subject's programme in their order. For an actor who was given the engagement. Three queries."""
    programme = programme_of(engagement.cohort.version)
    gated = [phase for phase in programme.phases if phase.gate]
    if not gated:
        return ()
    noted: dict[str, list[str]] = {}
    rows = Attendance.objects.filter(engagement=engagement).order_by("session__starts_at", "session_id")
    for phase, status in rows.values_list("session__phase", "status"):
        noted.setdefault(phase, []).append(status)
    finished = Task.objects.filter(engagement=engagement).exclude(key="").exclude(done_at=None, waived_at=None)
    done = set(finished.values_list("key", flat=True))
    passed = {one.phase: one for one in Passage.objects.filter(engagement=engagement).select_related("passed_by")}
    return tuple(
        Passing(gate_of(programme, phase, record_of(noted.get(phase.key, [])), done), passed.get(phase.key))
        for phase in gated
    )
