"""A worker with one slow job more: run as ``python -m tests.faults.slow_jobs``. The first run of the job never ends."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

import django
from django.utils import timezone

django.setup()

from igum.core import audit  # noqa: E402
from igum.core.actor import Actor  # noqa: E402
from igum.core.jobs import run_worker, tenant_job  # noqa: E402
from igum.core.models import Translation  # noqa: E402

NAME = "tests.write_slowly"


@tenant_job(name=NAME, queue="tests")
def write_slowly(actor: Actor, *, thing_id: int) -> None:
    audit.record(actor, "tests.written", Translation(pk=thing_id), at=timezone.now())
    started = Path(os.environ["IGUM_TESTS_STARTED"])
    if not started.exists():
        started.touch()
        time.sleep(600)


if __name__ == "__main__":
    run_worker(wait="--until-done" not in sys.argv)
