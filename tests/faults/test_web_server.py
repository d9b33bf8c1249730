"""The web server is killed in the middle of writes: what was answered is there, whole."""

import os
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.db import connection

from igum.core import audit
from igum.core.models import LoadedContent
from igum.core.tenancy import tenant_scope
from tests.faults.actors import WRITER
from tests.faults.first_start import free_port

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 4
LEAST_WRITES = 40
SECONDS_OF_WRITING = 0.7
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def server(committed_db: str):
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "tests.faults.writing_site:application", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "2", "--worker-class", "gthread", "--threads", "4", "--no-control-socket"),
        ],
        cwd=ROOT,
        env={**os.environ, "IGUM_DATABASE": committed_db},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None:
        try:
            if _post(port, f"first-{time.monotonic_ns()}"):
                break
        except OSError:
            time.sleep(0.1)
    yield process, port
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_every_acknowledged_write_outlives_a_killed_web_server(server) -> None:
    process, port = server
    acknowledged: list[str] = []

    def keep_writing(writer: int) -> None:
        for number in range(100_000):
            name = f"writer {writer}, row {number}"
            try:
                if _post(port, name):
                    acknowledged.append(name)
            except (OSError, HTTPException):
                return

    writers = [threading.Thread(target=keep_writing, args=(writer,)) for writer in range(WRITERS)]
    for writer in writers:
        writer.start()
    while len(acknowledged) <= LEAST_WRITES:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    for writer in writers:
        writer.join()

    kept = set(LoadedContent.objects.values_list("name", flat=True))
    assert set(acknowledged) - kept == set()


def test_no_half_of_a_write_stays_after_the_kill(server) -> None:
    process, port = server
    writers = [threading.Thread(target=_write_until_refused, args=(port, writer)) for writer in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(SECONDS_OF_WRITING)
    os.killpg(process.pid, signal.SIGKILL)
    for writer in writers:
        writer.join()
    _wait_for_quiet()

    with tenant_scope(WRITER):
        traced = set(audit.AuditRow.objects.values_list("object_id", flat=True))
        broken = audit.first_broken_link(212)

    assert traced == set(LoadedContent.objects.values_list("name", flat=True))
    assert broken is None


def _write_until_refused(port: int, writer: int) -> None:
    for number in range(100_000):
        try:
            _post(port, f"half {writer}-{number}")
        except (OSError, HTTPException):
            return


def _wait_for_quiet() -> None:
    """The killed server's sessions end by themselves once PostgreSQL notices the closed sockets."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            row = cursor.fetchone()
        if row and row[0] == 0:
            return
        time.sleep(0.05)


def _post(port: int, name: str) -> bool:
    wire = HTTPConnection("127.0.0.1", port, timeout=400)
    try:
        wire.request(
            "POST", "/write", body=f"name={name}", headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        answer = wire.getresponse()
        return answer.status == 200 and answer.read() == b"written"
    finally:
        wire.close()
