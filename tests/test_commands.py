"""What the command line says when it cannot go on: one line, with the remedy."""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from igum.config import prepare
from igum.config.cli import demo, stop
from igum.config.cli.main import COMMANDS, Words, main
from igum.config.cli.main import _prepare_environment as prepare_environment
from igum.config.cli.test import chromium, missing_packages, side_by_side
from igum.config.databases import databases, url_of
from igum.config.errors import CannotStart
from igum.config.logs import LONGEST_LOG_BYTES, open_log
from igum.config.postgres import Cluster, embedded_binaries
from igum.config.private_data import secret, whole_key
from igum.config.settings import _address as address_of_the_site
from igum.core.errors import Refused
from tests.database import drop_database, url_for

REMEDY = "Use PostgreSQL 99 (IGUM_POSTGRES_BIN), or another --data folder."


def igum(*words: str | Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """The command line as its own process, with nothing of the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IGUM_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "igum", *map(str, words)],
        env={**kept, **surroundings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


def refusal(ran: subprocess.CompletedProcess[str]) -> str:
    """The one line that was said, without the program's name."""
    lines = ran.stderr.strip().splitlines()
    assert len(lines) == 1, ran.stderr
    assert lines[0].startswith("igum: ")
    return lines[0].removeprefix("igum: ")


class TestWords:
    def test_the_help_names_every_command_with_what_it_does(self):
        said = igum("--help").stdout

        assert [
            command.name
            for command in COMMANDS
            if not re.search(rf"^ +{command.name}\s+{re.escape(command.help)}$", said, re.MULTILINE)
        ] == []

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["nonsense"], "there is no command nonsense. ./igum --help tells what there is."),
            (["stop", "now"], "unknown: now. ./igum stop --help tells what there is."),
            (["stop", "--quick"], "unknown: --quick. ./igum stop --help tells what there is."),
            ([], "the following arguments are required: COMMAND. ./igum --help tells what there is."),
        ],
    )
    def test_unknown_words_are_refused_in_one_line(self, words: list[str], said: str, capsys):
        with pytest.raises(SystemExit) as ended:
            main(words)

        assert ended.value.code == 2
        assert capsys.readouterr().err == f"igum: {said}\n"

    @pytest.mark.parametrize("word", ["0", "65536", "eight", "-1", "²", ""])
    def test_a_port_is_a_number_that_ports_have(self, word: str):
        with pytest.raises(argparse.ArgumentTypeError, match="is not a port: choose a number from 1024 to 65535"):
            demo.port(word)

    def test_a_port_that_is_none_is_refused_in_one_line(self, capsys):
        words = Words(prog="./igum demo")
        demo.add_arguments(words)

        with pytest.raises(SystemExit) as ended:
            words.parse_args(["--port", "99999"])

        assert ended.value.code == 2
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith("igum: ")
        assert "99999 is not a port" in line

    def test_what_a_command_refuses_is_one_line_too(self, monkeypatch: pytest.MonkeyPatch, capsys):
        def refuse(options):
            raise Refused("These hours were shared before.")

        monkeypatch.setattr(stop, "run", refuse)

        assert main(["stop"]) == 1
        assert capsys.readouterr().err == "igum: These hours were shared before.\n"

    @pytest.mark.parametrize("words", [[], ["src/igum/places"], ["-k", "backup", "-x"]])
    def test_many_tests_are_run_by_two_processes(self, words: list[str], monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})

        assert side_by_side(words)[:2] == ["-n", "2"]

    @pytest.mark.parametrize("words", [["tests/test_ci.py"], ["tests/test_ci.py::test_x", "-x"], ["--lf"], ["-n4"]])
    def test_a_file_or_a_chosen_few_are_run_by_one(self, words: list[str], monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})

        assert side_by_side(words) == []

    def test_one_core_runs_one_process(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})

        assert side_by_side([]) == []

    def test_the_browser_without_a_window_is_taken_first_and_asked_for(self, monkeypatch: pytest.MonkeyPatch):
        here = {"chromium": "/bin/chromium", "chromium-headless-shell": "/bin/shell"}
        monkeypatch.setattr(shutil, "which", here.get)

        assert chromium() == "/bin/shell"
        del here["chromium-headless-shell"]
        assert chromium() == "/bin/chromium"
        assert "chromium-headless-shell" not in missing_packages()
        here.clear()
        assert missing_packages()[0] == "chromium-headless-shell"

    def test_other_words_of_the_tests_go_to_pytest(self):
        ran = igum("test", "--postgres", "embedded", "--version")

        assert ran.returncode == 0
        assert "pytest" in ran.stdout + ran.stderr


class TestDataFolder:
    def test_a_folder_that_cannot_be_made(self, tmp_path: Path):
        (tmp_path / "file").write_text("in the way")

        ran = igum("stop", "--data", tmp_path / "file" / "data")

        assert ran.returncode == 0  # nothing runs there
        ran = igum("import", "places", "--data", tmp_path / "file" / "data")
        assert ran.returncode == 1
        assert refusal(ran).endswith("Start as its owner, or choose another folder with --data.")

    def test_a_folder_of_another_account(self, tmp_path: Path):
        if os.getuid() == 0:
            os.chown(tmp_path, 1, 1)
        else:
            tmp_path.chmod(0o500)

        ran = igum("import", "places", "--data", tmp_path)

        assert ran.returncode == 1
        assert "another" in refusal(ran)
        assert str(tmp_path) in refusal(ran)

    @pytest.mark.skipif(os.getuid() != 0, reason="Only root may mount the small disk this needs.")
    def test_a_disk_that_is_nearly_full(self, small_disk: Path):
        ran = igum("import", "places", "--data", small_disk / "data")

        assert ran.returncode == 1
        assert "is nearly full" in refusal(ran)
        assert "Free some room, or choose another folder with --data." in refusal(ran)

    def test_a_folder_that_others_could_read_is_closed(self, tmp_path: Path):
        data = tmp_path / "data"
        data.mkdir(mode=0o755)
        (data / "postgres").mkdir()
        (data / "postgres" / "PG_VERSION").write_text("99\n")

        ran = igum("backup", tmp_path / "igum.backup", "--data", data)

        assert REMEDY in refusal(ran)
        assert data.stat().st_mode & 0o777 == 0o700
        assert (data / "secrets.json").stat().st_mode & 0o777 == 0o600

    def test_a_folder_with_other_things_in_it_is_left_as_it_is(self, tmp_path: Path):
        home = tmp_path / "home"
        home.mkdir(mode=0o755)
        (home / "letter.txt").write_text("of somebody")

        ran = igum("import", "places", "--data", home)

        assert refusal(ran).endswith("Choose an empty folder, or a new one, with --data.")
        assert home.stat().st_mode & 0o777 == 0o755
        assert [file.name for file in home.iterdir()] == ["letter.txt"]

    @pytest.mark.parametrize("name", ["שכנים טובים", "50% off", "a#b?c@d"])
    def test_a_folder_of_any_name_is_found_by_the_address_of_its_database(self, name: str):
        folder = Path("/srv") / name

        address = Cluster(folder, Path("/usr/bin"), "secret").url("igum_app", "secret", "igum")

        assert conninfo_to_dict(address)["host"] == str(folder / "run")

    @pytest.fixture
    def small_disk(self, tmp_path: Path) -> Iterator[Path]:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "igum", tmp_path], check=False).returncode:
            pytest.skip("This machine does not let root mount a disk.")
        yield tmp_path
        subprocess.run(["umount", tmp_path], check=True)


class TestKeys:
    @pytest.mark.parametrize("digits", ["word", "ab", "0" * 63, "g" * 64])
    def test_a_key_that_is_short_or_mistyped_is_refused(self, digits: str):
        with pytest.raises(CannotStart, match="must be 64 hexadecimal digits"):
            whole_key("IGUM_FIELD_KEY", digits)

    @pytest.mark.parametrize(
        ("name", "digits"),
        [
            ("IGUM_CONTEXT_KEY", "word"),
            ("IGUM_FIELD_KEY", "ab"),
            ("IGUM_LOOKUP_KEY", "0" * 63),
            ("IGUM_FIELD_KEYS_BEFORE", "g" * 64),
        ],
    )
    def test_a_bad_key_is_refused_before_it_is_used_and_not_repeated(self, name: str, digits: str, tmp_path: Path):
        ran = igum("import", "places", IGUM_DATA=str(tmp_path), **{name: digits})

        assert ran.returncode == 1
        assert "must be 64 hexadecimal digits" in refusal(ran)
        assert digits not in refusal(ran).replace("hexadecimal digits", "")

    def test_a_file_of_keys_that_lacks_one_is_refused(self, tmp_path: Path):
        (tmp_path / "secrets.json").write_text("{}")

        ran = igum("import", "places", IGUM_DATA=str(tmp_path))

        assert ran.returncode == 1
        assert refusal(ran).endswith("has no IGUM_SECRET_KEY. Put your copy of the file back.")


class TestAddress:
    @pytest.mark.parametrize(
        ("surroundings", "address", "hosts"),
        [
            ({}, "http://127.0.0.1:8000", ["localhost", "127.0.0.1", "[::1]", "127.0.0.1"]),
            ({"IGUM_ADDRESS": "https://igum.example.org/"}, "https://igum.example.org", ["igum.example.org"]),
            ({"IGUM_ORIGINS": "https://*.a.org,https://b.org"}, "https://b.org", ["b.org"]),
        ],
    )
    def test_the_site_is_found_where_the_settings_say(self, surroundings, address, hosts, tmp_path: Path):
        code = "from igum.config import settings as s; print(s.IGUM_ADDRESS, *s.ALLOWED_HOSTS)"

        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={"PATH": os.environ["PATH"], "IGUM_DATA": str(tmp_path), **surroundings},
            capture_output=True,
            text=True,
            check=True,
        )

        found, *names = ran.stdout.split()
        assert found == address
        assert names[-len(hosts) :] == hosts

    @pytest.mark.parametrize("address", ["igum.example.org", "ftp://a.org", "https://a.org/igum", "https://"])
    def test_an_address_that_is_none_is_refused(self, address: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("IGUM_ADDRESS", address)

        with pytest.raises(CannotStart, match=r"IGUM_ADDRESS must look like https://igum\.example\.org"):
            address_of_the_site([])

    def test_with_an_address_that_is_none_nothing_starts(self, tmp_path: Path):
        ran = igum("import", "places", IGUM_DATA=str(tmp_path), IGUM_ADDRESS="igum.example.org")

        assert ran.returncode == 1
        assert refusal(ran).startswith("IGUM_ADDRESS must look like https://igum.example.org")

    @pytest.mark.parametrize(
        ("words", "address"), [((), "http://127.0.0.1:8000"), (("--port", "8123"), "http://127.0.0.1:8123")]
    )
    def test_the_demo_is_found_on_its_port(self, words, address, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(os, "environ", {})

        prepare_environment(next(one for one in COMMANDS if one.name == "serve"), words)

        assert os.environ["IGUM_ADDRESS"] == address


class TestLogs:
    def test_a_long_log_is_put_aside_once(self, tmp_path: Path):
        log = tmp_path / "log" / "web.log"
        for _ in range(3):
            with open_log(log) as writing:
                writing.write(b"x" * (LONGEST_LOG_BYTES + 1))

        assert sorted(file.name for file in log.parent.iterdir()) == ["web.log", "web.log.1"]


class TestServer:
    def test_data_of_a_newer_postgresql_is_left_alone(self, tmp_path: Path):
        (tmp_path / "postgres").mkdir()
        (tmp_path / "postgres" / "PG_VERSION").write_text("99\n")
        cluster = Cluster(tmp_path, embedded_binaries(), "unused")

        with pytest.raises(CannotStart, match="was written by PostgreSQL 99") as refused:
            cluster.start()

        assert str(refused.value).endswith(REMEDY)

    @pytest.mark.parametrize(
        "url",
        [
            "nonsense",
            "mysql://a:b@host/name",
            "postgresql://host/name",
            "postgresql://a:b@host",
            "postgresql://a@h:x/n",
        ],
    )
    def test_an_address_that_is_none_is_not_repeated_but_explained(self, monkeypatch: pytest.MonkeyPatch, url: str):
        monkeypatch.setenv("DATABASE_URL", url)

        with pytest.raises(CannotStart, match="must look like postgresql://user:password@host:5432/name"):
            databases(Path(settings.IGUM_DATA))

    def test_a_server_that_is_not_there(self, tmp_path: Path):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers, nobody else can
            url = f"postgresql://igum_app:x@127.0.0.1:{taken.getsockname()[1]}/igum"

            ran = igum("import", "places", DATABASE_URL=url, IGUM_DATA=str(tmp_path))

        assert ran.returncode == 1
        assert refusal(ran).startswith("The database does not answer: ")
        assert "Check the address and the password in DATABASE_URL" in refusal(ran)

    def test_a_worker_without_a_server(self, tmp_path: Path):
        url = "postgresql://igum_app:x@%2Fnowhere/igum"

        ran = igum("worker", DATABASE_URL=url, IGUM_DATA=str(tmp_path))

        assert ran.returncode == 1
        assert refusal(ran).startswith("The database does not answer: ")

    def test_a_wrong_password(self, admin_url: str):
        with pytest.raises(CannotStart, match="password authentication failed") as refused:
            prepare.prepare_server(admin_url.replace(":", ":not-", 2).replace("not-//", "//", 1), "igum")

        assert "\n" not in str(refused.value)


class TestDatabase:
    @pytest.fixture
    def deaf(self, admin_url: str) -> Iterator[str]:
        """A database made with the locale C, in which Hebrew letters are no letters."""
        name = f"igum_test_{os.getpid()}_deaf"
        drop_database(admin_url, name)
        with psycopg.connect(admin_url, autocommit=True) as server:
            provider = sql.SQL("LOCALE_PROVIDER libc" if server.info.server_version >= 150000 else "")
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' {}").format(
                    sql.Identifier(name), provider
                )
            )
        yield name
        drop_database(admin_url, name)

    def test_a_locale_that_is_deaf_to_hebrew_is_refused(self, admin_url: str, deaf: str):
        with pytest.raises(CannotStart, match=r"does not know Hebrew letters\. Create it with LOCALE 'C\.UTF-8'"):
            prepare.prepare_server(admin_url, deaf)

    def test_a_database_is_made_with_a_locale_that_knows_hebrew(self, admin_url: str):
        name = f"igum_test_{os.getpid()}_new"
        try:
            prepare.prepare_server(admin_url, name)
            prepare.prepare_server(admin_url, name)
            with psycopg.connect(url_for(admin_url, name)) as database:
                heard = database.execute("SELECT similarity('שלום', 'שלומי') > 0.3, lower('ПРИВЕТ')").fetchone()
        finally:
            drop_database(admin_url, name)

        assert heard == (True, "привет")

    def test_a_database_of_a_newer_igum_is_refused(self, committed_db: str):
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0999_from_tomorrow', now())"
            )

        with pytest.raises(CannotStart, match=r"by a newer Igum \(people\.0999_from_tomorrow\)\. Update the code"):
            prepare.migrate()

    def test_a_role_keeps_the_password_that_others_may_use(self, admin_url: str, monkeypatch: pytest.MonkeyPatch):
        name = f"igum_test_{os.getpid()}_second"
        before = url_of("app", Path(settings.IGUM_DATA))
        monkeypatch.setenv("IGUM_APP_PASSWORD", "another installation's")
        try:
            prepare.prepare_server(admin_url, name)
            with psycopg.connect(url_for(before, name)) as database:
                answered = database.execute("SELECT 1").fetchone()
        finally:
            drop_database(admin_url, name)

        assert secret("IGUM_APP_PASSWORD") == "another installation's"
        assert answered == (1,)
