"""A worker is killed in the middle of a job: the next one does the job, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from igum.config.cli.worker import SLOW, chosen_queues
from igum.config.errors import CannotStart
from igum.core.actor import system_actor
from igum.core.jobs import defer, queues_of_tasks, run_worker
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope

ROOT = Path(__file__).resolve().parents[2]
REGION = 212
SLOW_JOB = "tests.write_slowly"
RETRIER = "core.retry_stalled_jobs"


@pytest.fixture
def environment(committed_db: str, tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "IGUM_DATABASE": committed_db, "IGUM_TESTS_STARTED": str(tmp_path / "started")}


@pytest.fixture
def killed_worker(environment: dict[str, str]) -> None:
    """A worker that was killed while it was doing the slow job, longer ago than a heartbeat may be missed."""
    worker = start_slow_worker(environment)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")


@pytest.fixture
def busy_worker(environment: dict[str, str]) -> Iterator[None]:
    """A worker that is doing the slow job all the while."""
    worker = start_slow_worker(environment)
    yield
    worker.kill()
    worker.wait()


def start_slow_worker(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """A worker that has begun the slow job. One that never begins is ended by the time limit of every test."""
    ask_for(SLOW_JOB, region_id=REGION, thing_id=7)
    worker = subprocess.Popen([sys.executable, "-m", "tests.faults.slow_jobs"], cwd=ROOT, env=environment)
    while not Path(environment["IGUM_TESTS_STARTED"]).exists():
        assert worker.poll() is None, "the worker gave up"
        time.sleep(0.05)
    return worker


def ask_for(name: str, **ids: int) -> None:
    """As ``defer``; the slow job is known to the worker's process alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(%s, %s, 0, NULL, NULL, %s::jsonb, NULL)"
            "::procrastinate_job_to_defer_v1])",
            ["tests", name, str(ids).replace("'", '"')],
        )


def run_next_worker(environment: dict[str, str]) -> None:
    defer(RETRIER)
    command = [sys.executable, "-m", "tests.faults.slow_jobs", "--until-done"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=400)


def rows_written() -> int:
    with tenant_scope(system_actor(REGION)):
        return AuditRow.objects.filter(action="tests.written").count()


def test_the_job_of_a_killed_worker_is_done_by_the_next_and_leaves_one_row(killed_worker, environment):
    job = ProcrastinateJob.objects.get(task_name=SLOW_JOB)
    assert (job.status, rows_written()) == ("doing", 0)

    run_next_worker(environment)

    job.refresh_from_db()
    assert (job.status, job.attempts, rows_written()) == ("succeeded", 2, 1)


@pytest.mark.usefixtures("busy_worker")
def test_the_index_is_kept_by_a_worker_of_its_queue_while_another_does_something_long(settings, monkeypatch, tmp_path):
    settings.IGUM_SEARCH_INDEX = tmp_path / "index"
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    defer("directory.index_services", ids=[])

    run_worker(queues=["search"], wait=False)

    states = dict(ProcrastinateJob.objects.values_list("task_name", "status"))
    assert (states["directory.index_services"], states[SLOW_JOB]) == ("succeeded", "doing")


def test_two_workers_share_all_queues_and_plans_of_shared_services_have_their_own():
    others = chosen_queues("", ",".join(SLOW))

    assert sorted([*others, *SLOW]) == queues_of_tasks()
    assert {"search", "messages", "core", "builtin"} <= set(others)
    assert chosen_queues("pooling", "") == ["pooling"]
    with pytest.raises(CannotStart, match="There is no queue pool"):
        chosen_queues("pool", "")
