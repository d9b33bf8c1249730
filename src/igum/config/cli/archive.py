"""What backup and restore share: PostgreSQL's own programs, and the seal on a backup's last line."""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from igum.config.errors import CannotStart
from igum.config.postgres import embedded_binaries

DEBIAN = Path("/usr/lib/postgresql")
SEAL = b"\nIgum backup, sha256 of what is above: "
SEAL_BYTES = len(SEAL) + 64 + 1
FILES = b"\nIgum files, bytes of the archive above: "
FILES_BYTES = len(FILES) + 20
# Where core.files lays what people hand in: the region, two letters, a name drawn at random.
LYING = re.compile(r"[0-9]+/[0-9a-f]{2}/[0-9a-f]{32}")
CHUNK = 1024 * 1024


def run_program(name: str, *words: str | Path, url: str = "") -> str:
    """Run pg_dump or pg_restore, as new as the server behind ``url``. Returns what it printed.

    The password goes through the environment: every account of a machine can read the words of a command line.

    Raises:
        CannotStart: with the program's last words.
    """
    login = conninfo_to_dict(url)
    surroundings = {**os.environ, "PGPASSWORD": str(login.pop("password", ""))} if url else None
    where = ["--dbname", make_conninfo("", **login)] if url else []
    ran = subprocess.run(
        [_program(name, _major_version(url) if url else None), *words, *where],
        capture_output=True,
        text=True,
        check=False,
        env=surroundings,
    )
    if ran.returncode != 0:
        raise CannotStart(f"{name}: {ran.stderr.strip()[-600:]}")
    return ran.stdout


def append_files(file: Path, folder: Path) -> int:
    """Put what people handed in behind the rows, as it lies: sealed, each with a key that its row holds. How many."""
    with file.open("ab") as writing:
        begins = writing.tell()
        with tarfile.open(fileobj=writing, mode="w") as archive:
            lying = sorted(path for path in folder.glob("*/??/*") if path.suffix != ".unfinished")
            for path in lying:
                with contextlib.suppress(FileNotFoundError):  # erased meanwhile
                    archive.add(path, arcname=str(path.relative_to(folder)), recursive=False)
        writing.write(FILES + b"%020d" % (writing.tell() - begins))
    return len(lying)


def extract_files(file: Path, folder: Path) -> int:
    """Lay the files of a backup where they lay. How many; none for a backup of before there were any."""
    ends = file.stat().st_size - SEAL_BYTES - FILES_BYTES
    with file.open("rb") as reading:
        reading.seek(max(ends, 0))
        said = reading.read(FILES_BYTES)
        if ends < 0 or not said.startswith(FILES):
            return 0
        reading.seek(ends - int(said[len(FILES) :]))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tarfile.open(fileobj=reading, mode="r:") as archive:
            members = archive.getmembers()
            for member in members:
                _lay(archive, member, folder)
    return len(members)


def _lay(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Lay one file, readable by the site's own account only. Debian 12's Python has no filters that would see to it.

    Raises:
        CannotStart: it is no file, or would lie anywhere else than files lie.
    """
    content = archive.extractfile(member) if member.isfile() and LYING.fullmatch(member.name) else None
    if content is None:
        raise CannotStart(f"The backup holds something that is no file of ours: {member.name!r}. Use another backup.")
    path = folder / member.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as writing:
        shutil.copyfileobj(content, writing)


def seal(file: Path) -> None:
    """Write a last line that tells whether the rest is whole. PostgreSQL's programs do not read that far."""
    digest = _digest(file, file.stat().st_size)
    with file.open("ab") as writing:
        writing.write(SEAL + digest.encode() + b"\n")
        writing.flush()
        os.fsync(writing.fileno())


def refuse_broken(file: Path) -> None:
    """Read a backup once and compare it with its last line.

    Raises:
        CannotStart: it is no backup of Igum, or not every byte is as it was written.
    """
    length = file.stat().st_size - SEAL_BYTES
    with file.open("rb") as reading:
        reading.seek(max(length, 0))
        said = reading.read()
    if length < 0 or not said.startswith(SEAL):
        raise CannotStart(f"{file} is not a backup of Igum, or its end is missing. Nothing was changed.")
    if said[len(SEAL) :].strip() != _digest(file, length).encode():
        raise CannotStart(f"{file} is damaged: it is not what was written. Nothing was changed; use another backup.")


def _digest(file: Path, length: int) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as reading:
        while length > 0 and (chunk := reading.read(min(CHUNK, length))):
            digest.update(chunk)
            length -= len(chunk)
    return digest.hexdigest()


def _major_version(url: str) -> int:
    try:
        with psycopg.connect(url) as server:
            return server.info.server_version // 10000
    except psycopg.OperationalError as problem:
        raise CannotStart(f"The database does not answer: {str(problem).strip()}") from None


def _program(name: str, server: int | None) -> str:
    """The program of the server's own version, else the next newer one; without a server the newest of all."""
    found = {_version_of(path): path for path in _candidates(name)}
    fitting = [version for version in found if server is None or version >= server]
    if not fitting:
        raise CannotStart(
            f"{name} of PostgreSQL {server} is not here. On Debian: apt install postgresql-client-{server}"
        )
    return found[max(fitting) if server is None else min(fitting)]


def _candidates(name: str) -> Iterator[str]:
    debian = sorted(DEBIAN.glob(f"*/bin/{name}"))
    for path in [shutil.which(name), *debian, embedded_binaries() / name]:
        if path and Path(path).exists():
            yield str(path)


def _version_of(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0
