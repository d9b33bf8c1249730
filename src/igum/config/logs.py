"""Logs that stay small: each start puts a long one aside, and the one put aside before is gone."""

from pathlib import Path
from typing import BinaryIO

LONGEST_LOG_BYTES = 5 * 1024 * 1024


def open_log(file: Path) -> BinaryIO:
    """The log to write on."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if file.exists() and file.stat().st_size > LONGEST_LOG_BYTES:
        file.replace(file.with_name(f"{file.name}.1"))
    return file.open("ab")
