"""The tasks that a file gives to those who take part."""

from collections.abc import Sequence
from uuid import uuid4

from igum.programmes.models import Cohort, Engagement, Task
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.timetables import PhaseTimes, times_from


def give_to_newcomers(cohort: Cohort, engagements: Sequence[Engagement]) -> None:
    """Give those who join a cohort that has its calendar the tasks of its file."""
    if engagements and cohort.starts_on is not None and cohort.sessions.exists():
        give_tasks(cohort, times_from(programme_of(cohort.version), cohort.starts_on), engagements)


def give_tasks(cohort: Cohort, phases: Sequence[PhaseTimes], engagements: Sequence[Engagement]) -> None:
    """Give each the tasks of these phases, by their days. Whoever has one already keeps it."""
    Task.objects.bulk_create(
        (
            Task(
                id=uuid4(),
                region_id=cohort.region_id,
                authority_id=cohort.authority_id,
                cohort=cohort,
                engagement=engagement,
                phase=times.phase.key,
                key=task.key,
                due_on=task.due.after(times.begins),
            )
            for engagement in engagements
            for times in phases
            for task in times.phase.tasks
        ),
        ignore_conflicts=True,
    )
