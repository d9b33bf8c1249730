"""Background jobs: kept in PostgreSQL, deferred in the same transaction as what they follow from.

A job's arguments are ids, never a person's data: they lie in a table outside row-level
security. A job that touches tenant rows says for which region (``tenant_job``) and runs as the
program acting for that region. A job may run twice, after its worker was killed: let the
second run change nothing.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import Task, configure_task

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope

__all__ = ["app", "defer", "queues_of_tasks", "run_worker", "tenant_job"]

HEARTBEAT_SECONDS = 10.0
STALLED_AFTER_SECONDS = 30.0
MOST_ATTEMPTS = 5
# An id, or a code as programs write them; no space, no letter of a name's alphabet, no at sign.
CODE = re.compile(r"[A-Za-z0-9_.:\-]{1,80}")


def defer(name: str, /, **ids: Any) -> None:
    """Ask for a job by its name. It is done after this transaction commits, and never when it does not.

    A job with a queueing lock that is waiting already is not asked for twice.

    Raises:
        KeyError: no task has this name.
        TypeError: an argument is not an id; names which.
    """
    for argument, value in ids.items():
        if not _is_id(value):
            raise TypeError(f"{argument} of job {name} must be an id or a list of ids: load the rest inside the job.")
    app.perform_import_paths()  # type: ignore[no-untyped-call]  # procrastinate left it without types
    task = app.tasks[name]
    # Django's own connection, also inside a worker: the job is part of the transaction it is asked for in.
    deferrer = configure_task(
        name=name,
        job_manager=JobManager(DjangoConnector(alias="default")),
        queue=task.queue,
        priority=task.priority,
        lock=task.lock,
        queueing_lock=task.queueing_lock,
    )
    while True:
        try:
            with transaction.atomic():
                deferrer.defer(**{argument: _as_json(value) for argument, value in ids.items()})
        except AlreadyEnqueued:
            if not _held_back(task.queueing_lock):
                continue  # a worker took it in this moment, perhaps too early to see what we do here
        return


def tenant_job(*, name: str, queue: str = "default") -> Callable[[Callable[..., None]], "Task[Any, Any, Any]"]:
    """Make a task of a function ``(actor, **ids)`` that runs in one transaction with its region stated.

    The task takes ``region_id`` beside the function's own ids.
    """

    def register(work: Callable[..., None]) -> "Task[Any, Any, Any]":
        @app.task(name=name, queue=queue)
        @wraps(work)
        def run(*, region_id: int, **ids: Any) -> None:
            actor: Actor = system_actor(region_id)
            with tenant_scope(actor):
                work(actor, **ids)

        return run

    return register


def queues_of_tasks() -> list[str]:
    """Every queue that some task of ours is put into."""
    app.perform_import_paths()  # type: ignore[no-untyped-call]  # procrastinate left it without types
    return sorted({task.queue for task in app.tasks.values()})


def run_worker(*, queues: list[str] | None = None, wait: bool = True, concurrency: int = 1) -> None:
    """Do jobs until told to stop (SIGINT, SIGTERM); with ``wait=False`` until none is left."""
    # LISTEN does not survive a pooler in transaction mode; asking every few seconds does.
    pooled = bool(connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"))
    worker: App
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # only Django's connector has it
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            queues=queues,
            wait=wait,
            concurrency=concurrency,
            listen_notify=not pooled,
            fetch_job_polling_interval=2.0,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_AFTER_SECONDS,
        )


def _held_back(queueing_lock: str | None) -> bool:
    """Keep the job that waits from being taken before this transaction commits: so it sees what this one would.

    Workers skip a row that somebody locks. Shared, so that those who ask for the same job do not wait for each other.
    """
    waiting = "SELECT id FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo' FOR SHARE"
    with connection.cursor() as cursor:
        cursor.execute(waiting, [queueing_lock])
        return cursor.fetchone() is not None


def _is_id(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_is_id(item) for item in value)
    if isinstance(value, str):
        return CODE.fullmatch(value) is not None
    return value is None or isinstance(value, int | UUID)


def _as_json(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    return str(value) if isinstance(value, UUID) else value
