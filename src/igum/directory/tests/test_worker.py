"""The index follows the tables: by a worker of its own process, which is started once for these tests."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from igum.core.actor import Actor, PostHeld
from igum.core.jobs import defer
from igum.core.tenancy import tenant_scope
from igum.directory import commands
from igum.directory.models import Service
from igum.directory.search.answers import NotBuilt
from igum.directory.search.search import SearchIndex
from igum.directory.tests import factories
from igum.directory.tests.factories import AT, WESTERN_GALILEE
from igum.directory.tests.test_tasks import found

COORDINATOR = Actor(user_id=7, region_id=WESTERN_GALILEE, posts=(PostHeld("coordinator", WESTERN_GALILEE),))
WORKER = """
import sys, django
django.setup()
from django.conf import settings
settings.IGUM_SEARCH_INDEX = sys.argv[1]
from igum.core.jobs import run_worker
run_worker(queues=["search"])
"""


@pytest.fixture(scope="module")
def index_of_worker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worker") / "index"


@pytest.fixture
def index_path(index_of_worker: Path, settings) -> Path:
    """Where the worker keeps the index, for this process too."""
    settings.IGUM_SEARCH_INDEX = index_of_worker
    return index_of_worker


@pytest.fixture(scope="module")
def worker(lasting_db: str, index_of_worker: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own, waiting for the search's jobs."""
    factories.make_places()
    factories.make_terms()
    factories.make_service()
    factories.build_index(index_of_worker)
    running = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(index_of_worker)], env={**os.environ, "IGUM_DATABASE": lasting_db}
    )
    try:
        defer("directory.index_services", ids=[str(Service.objects.get().pk)])
        own = ProcrastinateJob.objects.filter(task_name="directory.index_services")
        wait_until(lambda: own.get().status == "succeeded")
        yield running
    finally:
        running.kill()
        running.wait()


@pytest.fixture(autouse=True)
def _worker_is_idle(worker: subprocess.Popen[bytes]) -> None:
    """What another test gave it to do is done: nothing of that is written into this one."""
    undone = ProcrastinateJob.objects.filter(queue_name="search", status__in=["todo", "doing"])
    wait_until(lambda: not undone.exists())


def wait_until(holds) -> None:
    """Look again and again; what never comes, the time limit of every test ends."""
    while not holds():
        time.sleep(0.02)


def change(service: Service, **changes: object) -> None:
    with tenant_scope(COORDINATOR):
        commands.change_service(actor=COORDINATOR, service_id=service.pk, changes=changes, at=AT)


def test_a_change_is_found_without_anybody_asking_for_it(index_path):
    assert not found("בלומרנט")

    change(Service.objects.get(), name="בלומרנט לכל תושב")

    wait_until(lambda: found("בלומרנט"))


def test_a_deleted_index_comes_back_with_the_next_change(index_path):
    shutil.rmtree(index_path)
    with pytest.raises(NotBuilt):
        SearchIndex.open(index_path).snapshot()

    change(Service.objects.get(), name="מצברים לכל תושב")

    wait_until(lambda: index_path.exists() and SearchIndex.open(index_path).ready)
    assert found("מצברים") == ["מצברים לכל תושב"]
