"""The embedded database is killed, raced, fooled and outdated; nothing that was answered is lost."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from igum.config.errors import CannotStart
from igum.config.postgres import ADMIN, Cluster, embedded_binaries

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "only-for-this-test"
WRITERS = 3
LEAST_WRITES = 100
START = """
import sys
from pathlib import Path
from igum.config.postgres import Cluster, embedded_binaries
Cluster(Path(sys.argv[1]), embedded_binaries(), sys.argv[2]).start()
"""

pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the server is not ours to kill")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A server of this test's own, not yet started."""
    own = Cluster(tmp_path, embedded_binaries(), PASSWORD)
    yield own
    own.stop()


def connect(cluster: Cluster) -> psycopg.Connection:
    return psycopg.connect(cluster.url(ADMIN, PASSWORD, "postgres"), autocommit=True)


def server_number(cluster: Cluster) -> int:
    """The server's process, as this system counts: inside a user namespace numbers are the same."""
    return int((cluster.files / "postmaster.pid").read_text().splitlines()[0])


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(cluster):
    cluster.start()
    with connect(cluster) as server:
        server.execute("CREATE TABLE written (writer integer, number integer, half integer)")
    acknowledged: list[tuple[int, int]] = []

    def keep_writing(writer: int) -> None:
        try:
            with connect(cluster) as server:
                for number in range(1_000_000):
                    with server.transaction():
                        server.execute("INSERT INTO written VALUES (%s, %s, 1), (%s, %s, 2)", [writer, number] * 2)
                    acknowledged.append((writer, number))
        except psycopg.OperationalError:
            return  # the server is gone

    writers = [threading.Thread(target=keep_writing, args=[writer]) for writer in range(WRITERS)]
    for thread in writers:
        thread.start()
    while len(acknowledged) <= LEAST_WRITES:
        time.sleep(0.02)
    os.kill(server_number(cluster), signal.SIGKILL)
    for thread in writers:
        thread.join(timeout=400)
    cluster.start()

    with connect(cluster) as server:
        found = server.execute("SELECT writer, number, count(*) FROM written GROUP BY 1, 2").fetchall()
    kept = {(writer, number) for writer, number, _ in found}
    assert set(acknowledged) <= kept
    assert {halves for _, _, halves in found} == {2}, "a transaction is whole or not there"
    # At most the one each writer had not heard about.
    assert len(kept - set(acknowledged)) <= WRITERS


def test_three_starts_at_once_end_with_one_server(cluster):
    starts = [
        subprocess.Popen([sys.executable, "-c", START, str(cluster.home), PASSWORD], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(3)
    ]

    results = [(start.wait(timeout=400), start.stderr.read()) for start in starts]
    for start in starts:
        start.stderr.close()

    assert results == [(0, b"")] * 3
    with connect(cluster) as server:
        assert server.execute("SELECT 1").fetchone() == (1,)
    log = (cluster.home / "log" / "postgres.log").read_text()
    assert len(re.findall("database system is ready to accept connections", log)) == 1


def test_a_number_that_now_belongs_to_another_program_is_not_taken_for_the_server(cluster):
    cluster.start()
    with connect(cluster) as server:
        server.execute("CREATE TABLE kept ()")
    mark = (cluster.files / "postmaster.pid").read_text()
    os.kill(server_number(cluster), signal.SIGKILL)
    wait_until(lambda: not cluster.is_ready())
    other = subprocess.Popen(["sleep", "600"])
    try:
        lines = mark.splitlines(keepends=True)
        (cluster.files / "postmaster.pid").write_text("".join([f"{other.pid}\n", *lines[1:]]))

        cluster.start()

        assert other.poll() is None, "the other program was not harmed"
        assert server_number(cluster) != other.pid
        with connect(cluster) as server:
            assert server.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("mark", ["", "not a number\n", "999999999\n"])
def test_a_mark_that_was_cut_short_or_names_nobody_does_not_stop_a_start(cluster, mark):
    cluster.start()
    cluster.stop()
    (cluster.files / "postmaster.pid").write_text(mark)

    cluster.start()

    assert cluster.is_ready()


@pytest.mark.parametrize(
    ("version", "remedy"), [("99", "Use PostgreSQL 99"), ("14", "Make a backup with the older one")]
)
def test_files_of_another_version_are_refused_in_one_line_with_the_remedy(tmp_path, version, remedy):
    cluster = Cluster(tmp_path, embedded_binaries(), PASSWORD)
    cluster.files.mkdir(parents=True)
    (cluster.files / "PG_VERSION").write_text(f"{version}\n")

    with pytest.raises(CannotStart) as refusal:
        cluster.start()

    words = str(refusal.value)
    assert remedy in words
    assert f"written by PostgreSQL {version}" in words
    assert "\n" not in words
    assert not cluster.is_ready()


def test_an_interrupted_making_of_the_files_is_begun_anew(cluster):
    half_made = cluster.home / "postgres.new"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")

    cluster.start()

    assert cluster.is_ready()
    assert not half_made.exists()


def test_only_who_has_the_password_comes_in_and_only_by_the_socket(cluster):
    cluster.start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(cluster.url(ADMIN, "guessed", "postgres"))
    with connect(cluster) as server:
        assert server.execute("SHOW listen_addresses").fetchone() == ("",)
    assert cluster.socket_folder.stat().st_mode & 0o077 == 0
    assert cluster.files.stat().st_mode & 0o077 == 0


def wait_until(holds) -> None:
    deadline = time.monotonic() + 400
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
