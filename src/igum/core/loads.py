"""Which content of the package a database holds, so that a start loads only what changed."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from igum.core.models import LoadedContent


def fingerprint_of(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents, in the order of the names."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_loaded(name: str, fingerprint: str) -> bool:
    """Whether the database holds exactly this content."""
    return LoadedContent.objects.filter(name=name, fingerprint=fingerprint).exists()


def mark_loaded(name: str, fingerprint: str, *, at: datetime) -> None:
    """Remember it; call in the transaction that loaded it, or after."""
    LoadedContent.objects.update_or_create(name=name, defaults={"fingerprint": fingerprint, "loaded_at": at})
