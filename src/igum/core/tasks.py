"""The kernel's own jobs: those that keep the other jobs going."""

from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from igum.core.files import sweep_files
from igum.core.jobs import MOST_ATTEMPTS, STALLED_AFTER_SECONDS

HOURS_KEPT = 7 * 24


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled_jobs", queue="core", queueing_lock="core.retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int = 0) -> None:
    """Hand the jobs of a killed worker to the next one; without this they would stay "doing" for ever.

    A job that was handed on too often is given up: it may be what kills the workers.
    """
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        if job.attempts >= MOST_ATTEMPTS:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="core.forget_finished_jobs", queue="core", queueing_lock="core.forget_finished_jobs")
async def forget_finished_jobs(timestamp: int = 0) -> None:
    """Forget jobs done a week ago."""
    await app.job_manager.delete_old_jobs(nb_hours=HOURS_KEPT)


@app.periodic(cron="27 3 * * *")
@app.task(name="core.forget_ended_sessions", queue="core", queueing_lock="core.forget_ended_sessions")
async def forget_ended_sessions(timestamp: int = 0) -> None:
    """Forget sign-ins that have run out; nothing else takes their rows away."""
    await sync_to_async(Session.objects.filter(expire_date__lt=timezone.now()).delete)()


@app.periodic(cron="37 3 * * *")
@app.task(name="core.sweep_files", queue="core", queueing_lock="core.sweep_files")
def sweep_lost_files(timestamp: int = 0) -> None:
    """Take from the disk the files that no row stands for."""
    sweep_files(at=timezone.now())
