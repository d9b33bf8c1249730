"""./igum demo, ended at any moment and in any way, goes on from there; and nothing of it stays behind."""

import json
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from igum.sample.accounts import ACCOUNTS
from igum.sample.services import sample
from tests.faults.first_start import (
    SECONDS_TO_END,
    SECONDS_TO_START,
    SERVES,
    Demo,
    command_lines,
    copy_of_the_demo,
    free_port,
)


@pytest.fixture(scope="module")
def unlucky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose first starts were all ended in the middle of something, and which runs now."""
    data = tmp_path_factory.mktemp("demo") / "data"
    copy_of_the_demo(data)
    demo = Demo(data)
    demo.said = demo.until(SERVES)
    yield demo
    if demo.process.poll() is None:
        demo.end(signal.SIGTERM)


@pytest.fixture
def running(unlucky: Demo) -> Demo:
    """The same demo, started again when the test before ended it."""
    if unlucky.process.poll() is not None:
        unlucky.process = unlucky.start()
        unlucky.said = unlucky.until(SERVES)
    return unlucky


def test_after_all_interruptions_the_content_is_whole(running: Demo):
    drawn = json.loads((running.data / "secrets.json").read_text())
    folder = str(running.data / "run")
    if not Path(folder, ".s.PGSQL.5432").exists():
        pytest.skip("The path is too long for a socket.")

    with psycopg.connect(
        host=folder, user="igum_owner", password=drawn["IGUM_OWNER_PASSWORD"], dbname="igum"
    ) as database:
        loaded = database.execute("SELECT name FROM core_loadedcontent ORDER BY name").fetchall()
        services = database.execute("SELECT count(*) FROM directory_service").fetchone()
        accounts = database.execute("SELECT count(*) FROM people_user").fetchone()

    assert {"demo accounts", "demo region", "places", "search index", "taxonomy"} <= {name for (name,) in loaded}
    assert services == (len(sample().services),)
    assert accounts == (len(ACCOUNTS),)


def test_a_second_start_shows_where_the_first_is_and_ends_well(running: Demo):
    second = running.start("demo", "--port", str(free_port()))

    said, _ = second.communicate(timeout=SECONDS_TO_START)

    assert second.returncode == 0
    assert said == f"Igum already runs here: http://127.0.0.1:{running.port}/  (./igum stop ends it)\n"


def test_a_taken_port_is_refused_in_one_line(running: Demo, tmp_path: Path):
    other = Demo(tmp_path / "data", port=running.port)

    said, _ = other.process.communicate(timeout=SECONDS_TO_START)

    assert other.process.returncode == 1
    assert said == (
        f"igum: Port {running.port} is taken by another program. "
        f"Choose another: ./igum demo --port {running.port + 1}\n"
    )


def test_only_this_machine_can_reach_it(running: Demo):
    listening = [
        (table, line.split()[1])
        for table in ("tcp", "tcp6")
        for line in Path("/proc/net", table).read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{running.port:04X}")
    ]

    assert listening == [("tcp", f"0100007F:{running.port:04X}")]
    assert "listen_addresses=" in next(words for words in command_lines() if f"{running.data}/postgres" in words)


def test_what_it_keeps_is_closed_to_others_and_nothing_lies_in_the_home_folder(running: Demo):
    assert (running.data / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert {
        folder.name: oct(folder.stat().st_mode & 0o777)
        for folder in (running.data, *map(running.data.joinpath, ("postgres", "log", "run")))
    } == {"data": "0o700", "postgres": "0o700", "log": "0o700", "run": "0o700"}
    assert list(running.home.iterdir()) == []


def test_stop_ends_all_of_it(running: Demo):
    stop = running.start("stop")

    said, _ = stop.communicate(timeout=SECONDS_TO_END)

    assert (stop.returncode, said) == (0, "Igum is stopped.\n")
    running.process.communicate(timeout=SECONDS_TO_END)
    assert running.process.returncode == 0
    assert running.leftovers() == []


def test_a_warm_start_does_nothing_twice(running: Demo):
    assert re.findall(r"✓ (.+?)(?: \(.*\))?, ", running.said) == [
        "PostgreSQL",
        "Tables",
        "Texts in five languages",
        "Files for the browser",
        "Web server and worker",
    ]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_however_it_is_ended_nothing_stays_behind(running: Demo, how: signal.Signals):
    status = running.end(how)

    assert status == (-signal.SIGKILL if how == signal.SIGKILL else 0)
    assert running.leftovers() == []


def test_two_first_starts_at_once_end_with_one_site(tmp_path: Path):
    first = Demo(tmp_path / "data")
    second = Demo(tmp_path / "data")
    deadline = time.monotonic() + SECONDS_TO_END
    while not (tmp_path / "data" / "users.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1)  # the other has found the folder taken by now, or is about to

    for demo in (first, second):
        demo.process.send_signal(signal.SIGTERM)
    ended = [demo.process.communicate(timeout=SECONDS_TO_END)[0] for demo in (first, second)]

    assert sum("Igum, the demo region" in said for said in ended) == 1
    assert first.leftovers() == []
