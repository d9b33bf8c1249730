from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from igum.core import jobs
from igum.core.actor import Actor
from igum.core.jobs import MOST_ATTEMPTS, defer, tenant_job

RETRIER = "core.retry_stalled_jobs"


@pytest.fixture
def job():
    """A job of the tests' own, which notes who ran it in which tenant."""
    seen: list[tuple[Actor, int, object]] = []

    @tenant_job(name="tests.note", queue="tests")
    def note(actor: Actor, *, thing_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT igum.region()")
            seen.append((actor, thing_id, cursor.fetchone()))

    yield note, seen
    del app.tasks["tests.note"]


@pytest.fixture
def worker_here(committed_db, monkeypatch):
    """A worker may run in this process: its thread gives its connection back after each job."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)


@pytest.mark.django_db
class TestDefer:
    def test_a_job_waits_in_its_queue_with_its_ids(self, job):
        defer("tests.note", region_id=212, thing_id=7)

        waiting = ProcrastinateJob.objects.get()
        assert (waiting.task_name, waiting.queue_name, waiting.status) == ("tests.note", "tests", "todo")
        assert waiting.args == {"region_id": 212, "thing_id": 7}

    def test_a_job_asked_for_in_a_transaction_that_goes_back_is_never_done(self, job):
        with transaction.atomic():
            defer("tests.note", region_id=212, thing_id=7)
            transaction.set_rollback(True)

        assert not ProcrastinateJob.objects.exists()

    def test_a_job_that_waits_already_is_not_asked_for_twice(self):
        defer(RETRIER)
        defer(RETRIER)

        assert ProcrastinateJob.objects.count() == 1

    @pytest.mark.parametrize(
        "ids",
        [{"name": "רות כהן"}, {"email": "r@example.org"}, {"note": "two words"}, {"all": {"a": 1}}, {"x": [1.5]}],
    )
    def test_what_is_no_id_is_refused(self, ids):
        with pytest.raises(TypeError, match="must be an id"):
            defer(RETRIER, **ids)

    def test_ids_of_all_kinds_travel(self, job):
        key = UUID(int=5)

        defer("tests.note", region_id=212, thing_id=[key, "directory.service", 4, None])

        assert ProcrastinateJob.objects.get().args["thing_id"] == [str(key), "directory.service", 4, None]

    def test_a_job_nobody_knows_is_refused(self):
        with pytest.raises(KeyError):
            defer("tests.unknown")


@pytest.mark.django_db
def test_a_tenant_job_runs_as_the_program_in_its_region(job):
    note, seen = job

    note(region_id=212, thing_id=7)

    ((actor, thing_id, stated),) = seen
    assert (actor.user_id, actor.region_id, thing_id, stated) == (None, 212, 7, (212,))


@pytest.mark.django_db
def test_the_kernels_own_jobs_are_known_and_come_by_the_clock():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert {RETRIER, "core.forget_finished_jobs", "core.forget_ended_sessions"} <= periodic


@pytest.mark.usefixtures("worker_here")
def test_a_worker_does_what_waits_and_ends(job):
    _, seen = job
    defer("tests.note", region_id=212, thing_id=7)
    defer("tests.note", region_id=199, thing_id=8)

    jobs.run_worker(queues=["tests"], wait=False)

    assert [(actor.region_id, thing_id) for actor, thing_id, _ in seen] == [(212, 7), (199, 8)]
    assert statuses("tests.note") == ["succeeded", "succeeded"]


@pytest.mark.usefixtures("worker_here")
def test_what_a_killed_worker_left_is_handed_on_and_given_up_when_it_keeps_killing(job):
    _, seen = job
    defer("tests.note", region_id=212, thing_id=7)
    defer("tests.note", region_id=212, thing_id=8)
    with connection.cursor() as cursor:
        # As the database shows a job whose worker is gone.
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 1, worker_id = NULL")
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s WHERE args->>'thing_id' = '8'", [MOST_ATTEMPTS])
    defer(RETRIER)

    jobs.run_worker(queues=["core", "tests"], wait=False)

    assert statuses("tests.note") == ["failed", "succeeded"]
    assert [thing_id for _, thing_id, _ in seen] == [7]


@pytest.mark.usefixtures("worker_here")
def test_sign_ins_that_ran_out_are_forgotten_and_the_others_stay():
    Session.objects.create(session_key="over", expire_date=timezone.now() - timedelta(seconds=1))
    Session.objects.create(session_key="valid", expire_date=timezone.now() + timedelta(hours=1))
    defer("core.forget_ended_sessions")

    jobs.run_worker(queues=["core"], wait=False)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["valid"]


def statuses(name: str) -> list[str]:
    return sorted(ProcrastinateJob.objects.filter(task_name=name).values_list("status", flat=True))


def test_a_job_that_waits_is_not_taken_before_what_asked_for_it_again_is_committed(committed_db):
    defer(RETRIER)

    with transaction.atomic():
        defer(RETRIER)
        # What a worker does to find a job, in another session: it skips rows that somebody locks.
        worker = connection.copy()
        with worker.cursor() as cursor:
            cursor.execute("SELECT id FROM procrastinate_jobs FOR UPDATE SKIP LOCKED")
            taken = cursor.fetchall()
        worker.close()

    assert taken == []
