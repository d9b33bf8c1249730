"""A chosen cohort gets its sessions and tasks from the file."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime

from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import Session, Task
from igum.programmes.tests.factories import AFTER, OPENS, PROGRAM, apply_several, first_come, publish

pytestmark = pytest.mark.usefixtures("region")

TEXTS = {"he": "טקסט", "ar": "نص"}
WORKSHOPS = {
    "key": "workshops",
    "names": TEXTS,
    "starts": "cohort",
    "sessions": {
        "at": "17:30",
        "lasts": "PT2H",
        "repeat": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3",
        "skip": ["jewish"],
        "on_skip": "shift",
        "who": ["subject", "mentor"],
        "then": {"names": TEXTS, "lasts": "PT1H", "who": ["mentor"]},
    },
    "attendance": {"statuses": ["present", "absent"]},
    "tasks": [{"key": "expenses", "names": TEXTS, "due": "P1M"}],
}
ROLES = {"mentor": {"names": TEXTS, "volunteer": True}}


def a_round():
    return publish(phases=[WORKSHOPS], roles=ROLES, selection=first_come())


def schedule(cohort, at=AFTER) -> int:
    with tenant_scope(PROGRAM):
        return commands.schedule_cohort(actor=PROGRAM, cohort_id=cohort.pk, at=at)


def sessions(**where) -> list[Session]:
    with tenant_scope(PROGRAM):
        return list(Session.objects.filter(**where).order_by("starts_at"))


def test_a_cohort_gets_the_meetings_of_its_file_and_what_follows_each():
    schedule(a_round())

    meetings = sessions(is_after=False)
    assert [localtime(one.starts_at).strftime("%d.%m %H:%M") for one in meetings] == [
        "13.10 17:30",
        "27.10 17:30",
        "10.11 17:30",
    ]
    assert [one.starts_at for one in sessions(is_after=True)] == [one.ends_at for one in meetings]
    assert sessions(is_after=True)[0].who == ["mentor"]


def test_scheduling_again_doubles_nothing_and_leaves_what_a_person_moved():
    cohort = a_round()
    schedule(cohort)
    with tenant_scope(PROGRAM):
        later = Session.objects.filter(number=2, is_after=False).get()
        later.starts_at += timedelta(days=1)
        later.ends_at += timedelta(days=1)
        later.moved_at = AFTER
        later.save()

    assert schedule(cohort) == 6
    assert len(sessions()) == 6
    assert localtime(sessions(number=2, is_after=False)[0].starts_at).date() == date(2026, 10, 28)


def test_those_who_take_part_get_the_tasks_of_the_file_by_their_day():
    cohort = a_round()
    apply_several(cohort, [1, 2])

    schedule(cohort)

    with tenant_scope(PROGRAM):
        given = list(Task.objects.values_list("key", "due_on"))
    assert given == [("expenses", date(2026, 11, 13))] * 2


def test_who_joins_a_running_cohort_gets_its_tasks_too():
    cohort = a_round()
    schedule(cohort, at=OPENS)

    apply_several(cohort, [1])

    with tenant_scope(PROGRAM):
        assert Task.objects.count() == 1
