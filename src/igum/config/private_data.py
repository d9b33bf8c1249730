"""Where an installation keeps its data, and the secrets it made for itself.

An installation without settings is complete: the first start draws its keys and
writes them to ``secrets.json`` (0600) in the data directory. A production site
passes the same names through the environment and needs no such file.
"""

import json
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from igum.config.errors import CannotStart

ROOT = Path(__file__).resolve().parents[3]

# What an installation leaves in its folder. Names that other folders have too (log, run) prove nothing.
LEFT_BY_US = frozenset(
    {
        "secrets.json",
        "postgres",
        "postgres.lock",
        "users.lock",
        "demo.lock",
        "template.lock",
        "index",
        "files",
        "static",
    }
)

KEY_BYTES: Mapping[str, int] = {
    "IGUM_SECRET_KEY": 48,  # Django's own signing: sessions, tokens, receipts
    "IGUM_CONTEXT_KEY": 32,  # signs who acts where for row-level security (HMAC-SHA-256)
    "IGUM_FIELD_KEY": 32,  # AES-256-GCM of single fields, such as identity numbers
    "IGUM_LOOKUP_KEY": 32,  # keyed hash that finds an identity number without storing it
    "IGUM_ADMIN_PASSWORD": 24,  # the embedded server's superuser, used at installation only
    "IGUM_OWNER_PASSWORD": 24,  # the role that owns the tables and runs migrations
    "IGUM_APP_PASSWORD": 24,  # the role that serves requests and owns nothing
    "IGUM_BACKUP_PASSWORD": 24,  # the role that reads everything for a backup
}


def data_directory() -> Path:
    """The folder that holds everything this installation must not lose."""
    return Path(os.environ.get("IGUM_DATA") or ROOT / ".igum").resolve()


def refuse_foreign(directory: Path) -> None:
    """Take no folder for ours that holds other things: it would be closed to others, and a database put into it.

    Raises:
        CannotStart: it holds something, and nothing that an installation leaves there.
    """
    if directory == ROOT / ".igum" or not directory.is_dir():
        return
    there = {file.name for file in directory.iterdir() if file.name != "lost+found" and not file.name.startswith(".")}
    if there and not there & LEFT_BY_US:
        raise CannotStart(
            f"The folder {directory} holds other things than Igum's data. "
            "Choose an empty folder, or a new one, with --data."
        )


def secret(name: str) -> str:
    """One secret by its name: from the environment, else from this installation's own file.

    Raises:
        KeyError: no secret of that name exists.
        CannotStart: the file cannot be read or made.
    """
    if name in os.environ:
        return os.environ[name]
    own = _own_secrets(data_directory())
    if name in KEY_BYTES and name not in own:
        raise CannotStart(f"{data_directory() / 'secrets.json'} has no {name}. Put your copy of the file back.")
    return own[name]


def key(name: str) -> str:
    """A key by its name, in hexadecimal digits. A short one protects nothing, a mistyped one fails at its first use.

    Raises:
        CannotStart: it has not the digits that a key of this name has.
    """
    return whole_key(name, secret(name))


def whole_key(name: str, digits: str) -> str:
    """The digits of a key, when they are all there.

    Raises:
        CannotStart: they are too few, too many, or not hexadecimal.
    """
    size = KEY_BYTES[name]
    if not re.fullmatch(rf"[0-9a-fA-F]{{{2 * size}}}", digits):
        raise CannotStart(
            f"{name} must be {2 * size} hexadecimal digits. Correct it in the environment; a new installation "
            f"makes one by: openssl rand -hex {size}"
        )
    return digits


def _own_secrets(directory: Path) -> dict[str, str]:
    file = directory / "secrets.json"
    try:
        if not file.exists():
            refuse_foreign(directory)
            _draw_secrets(file)
        drawn: dict[str, str] = json.loads(file.read_text())
    except OSError as problem:
        raise CannotStart(
            f"The data folder {directory} cannot be used ({problem.strerror}). "
            "Start as its owner, or choose another folder with --data."
        ) from None
    except ValueError:
        raise CannotStart(f"{file} is damaged. Put your copy of it back: no other keys open this data.") from None
    return drawn


def _draw_secrets(file: Path) -> None:
    """Write fresh secrets once, even when two starts race: the first link wins."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    drawn = {name: secrets.token_hex(size) for name, size in KEY_BYTES.items()}
    own = file.with_name(f".secrets-{os.getpid()}-{secrets.token_hex(4)}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as writing:
        json.dump(drawn, writing, indent=1)
        writing.flush()
        os.fsync(writing.fileno())
    try:
        os.link(own, file)
    except FileExistsError:
        pass  # another start was first: its secrets are the installation's
    finally:
        own.unlink()
