"""The tasks that a file gives to those who take part."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import uuid4

from igum.programmes.models import Cohort, Engagement, Task
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.measuring import asked_of, day_of
from igum.programmes.rules.timetables import PhaseTimes, times_from


def give_to_newcomers(cohort: Cohort, engagements: Sequence[Engagement]) -> None:
    """Give those who join a cohort that has its calendar the tasks of its file."""
    if engagements and cohort.starts_on is not None and cohort.sessions.exists():
        give_tasks(cohort, times_from(programme_of(cohort.version), cohort.starts_on), engagements)


def give_tasks(cohort: Cohort, phases: Sequence[PhaseTimes], engagements: Sequence[Engagement]) -> None:
    """Give each the tasks of these phases and the forms that measure outcomes, by their days. None is given twice."""
    planned = [
        (times.phase.key, task.key, task.due.after(times.begins)) for times in phases for task in times.phase.tasks
    ]
    planned += _measurements(cohort, phases)
    Task.objects.bulk_create(
        (
            Task(
                id=uuid4(),
                region_id=cohort.region_id,
                authority_id=cohort.authority_id,
                cohort=cohort,
                engagement=engagement,
                phase=phase,
                key=key,
                due_on=due_on,
            )
            for engagement in engagements
            for phase, key, due_on in planned
        ),
        ignore_conflicts=True,
    )


def _measurements(cohort: Cohort, phases: Sequence[PhaseTimes]) -> Iterator[tuple[str, str, date]]:
    """The forms by which outcomes are measured. They belong to no phase: the same one is asked at several moments."""
    if cohort.starts_on is None:
        return
    for asked in asked_of(programme_of(cohort.version)):
        day = day_of(asked.moment, phases, cohort.starts_on)
        if day is not None:
            yield "", asked.key, day
