"""Files that people hand in: kept outside the web root, known by their content, sealed, never executed.

How a module keeps a document::

    content = files.content_of(typed, files.DOCUMENTS)       # in the view: refused before it is read whole
    file = files.keep_file(actor=actor, content=content, name=typed.name, rules=files.DOCUMENTS, at=now)
    row.file = file                         # a ForeignKey("core.StoredFile", PROTECT, db_constraint=False)
    kept = files.open_file(actor=actor, file_id=row.file_id, action="programmes.document.read", at=now)
    return views.attachment(kept)           # igum.core.views: attachment, nosniff, the type we found ourselves
    files.erase_file(actor=actor, file_id=row.file_id, at=now)

These functions keep, open and erase; *whether* somebody may is asked by the module before it calls them. Row-level
security stands behind that: a file is a row of the region, of an authority where it has one, and of its owner
(``owner_id``, an account) or of whoever came by a secret link (``link_hash``). In the migration give the reference its
tenant: ``AddCompositeForeignKey("YourModel", "file", "core.StoredFile")``.

On the disk lies ``IGUM_DATA/files/<region>/<2 letters>/<random name>``: a nonce and the AES-256-GCM ciphertext. Each
file has a key of its own, which the row holds sealed by the installation's key (``core.sealed``). So a new
installation's key reseals rows and not files, and erasing the row's key makes every copy of the file that lies about
unreadable. A backup made before holds the row too: whoever has it and the installation's key of that day still opens
the file, until the backup itself is thrown away.
"""

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_read
from igum.core.errors import Refused
from igum.core.file_types import BEGINNING_BYTES, DOCUMENT_TYPES, PICTURE_TYPES, MediaType, begins_like, type_of
from igum.core.models import StoredFile
from igum.core.sealed import seal, unseal
from igum.core.tenancy import tenant_scope

MEGABYTE = 1024 * 1024
NONCE_BYTES = 12
LONGEST_NAME = 120
DAY_SECONDS = 24 * 60 * 60
HEX = re.compile(r"[0-9a-f]{32}")


class NotAccepted(Refused):
    """The file is empty, too large, or of a kind that is not taken; the text says which and what to do."""


class FileIsGone(Refused):
    """The file was erased, or its content is missing or damaged."""


@dataclass(frozen=True, slots=True)
class FileRules:
    """What may be handed in. The kind is read from the content; a name or a browser's word for it decides nothing."""

    types: frozenset[MediaType]
    most_bytes: int


DOCUMENTS = FileRules(DOCUMENT_TYPES, 10 * MEGABYTE)
PICTURES = FileRules(PICTURE_TYPES, 10 * MEGABYTE)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file as it was handed in, to be sent to one reader."""

    name: str
    media_type: str
    content: bytes


class Uploaded(Protocol):
    """A file that came in with a form: its size is known before it is read."""

    @property
    def size(self) -> int | None: ...

    def seek(self, offset: int, /) -> object: ...

    def read(self, most: int, /) -> bytes: ...


def content_of(typed: Uploaded, rules: FileRules) -> bytes:
    """The content of a file that came in, read only when its size and its beginning are fit.

    Raises:
        NotAccepted: the file is empty, too large, or begins like no kind that the rules take.
    """
    if not typed.size:
        raise NotAccepted(_("This file is empty. Choose another."))
    if typed.size > rules.most_bytes:
        raise _too_large(rules)
    typed.seek(0)
    if not begins_like(typed.read(BEGINNING_BYTES), rules.types):
        raise _of_no_kind(rules)
    typed.seek(0)
    return typed.read(rules.most_bytes + 1)  # a size that was told wrongly reads no further


@transaction.atomic
def keep_file(
    *,
    actor: Actor,
    content: bytes,
    name: str,
    rules: FileRules,
    at: datetime,
    authority_id: int | None = None,
) -> StoredFile:
    """Keep what somebody hands in, as a file of the actor's region; the owner is the actor's account or secret link.

    Call it as the person who hands it in: the row is theirs. Undone with the transaction it is called in; what then
    lies on the disk without a row is swept away at night.

    Raises:
        NotAccepted: the file is empty, too large, or of a kind the rules do not take.
    """
    media_type = _refuse_unfit(content, rules)
    file_key = secrets.token_bytes(32)
    stored = StoredFile(
        id=uuid4(),
        region_id=actor.here,
        authority_id=authority_id,
        owner_id=actor.user_id,
        link_hash=actor.link,
        name=clean_name(name, media_type),
        media_type=media_type.value,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        kept_at=at,
    )
    stored.key_sealed = seal(file_key.hex(), table=StoredFile._meta.db_table, column="key_sealed", pk=stored.pk)
    nonce = os.urandom(NONCE_BYTES)
    _write(path_of(stored), nonce + AESGCM(file_key).encrypt(nonce, content, stored.pk.bytes))
    stored.save(force_insert=True)
    record(actor, "core.file.kept", stored, at=at, bytes=stored.size_bytes, type=stored.media_type)
    return stored


@transaction.atomic
def open_file(*, actor: Actor, file_id: UUID, action: str, at: datetime) -> OpenFile:
    """The content of a file, for somebody whom the calling module has given leave. Reading is on the trail.

    Args:
        actor: who reads.
        file_id: the row.
        action: what the trail calls this reading, such as ``volunteering.vetting.read``.
        at: the moment.

    Raises:
        StoredFile.DoesNotExist: there is none whose row the actor may see.
        FileIsGone: it was erased, or what lies on the disk is not what was kept.
        CannotOpen: the key it was sealed with is not at hand.
    """
    stored = StoredFile.objects.get(pk=file_id)
    if stored.key_sealed is None:
        raise FileIsGone(_("This file was erased. Ask whoever handed it in for another copy."))
    key = bytes.fromhex(unseal(bytes(stored.key_sealed), table=stored._meta.db_table, column="key_sealed", pk=file_id))
    try:
        sealed = path_of(stored).read_bytes()
        content = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], stored.pk.bytes)
    except (OSError, InvalidTag, ValueError):  # a file cut short has no nonce left
        raise FileIsGone(
            _("This file is damaged or missing on the server. Ask whoever handed it in for another copy.")
        ) from None
    record_read(actor, action, [stored], at=at)
    return OpenFile(stored.name, stored.media_type, content)


@transaction.atomic
def erase_file(*, actor: Actor, file_id: UUID, at: datetime) -> None:
    """Make a file unreadable for ever; the row stays and says when. Erasing twice is the same as once.

    Raises:
        StoredFile.DoesNotExist: there is none whose row the actor may change.
    """
    stored = StoredFile.objects.select_for_update().get(pk=file_id)
    if stored.erased_at is not None:
        return
    stored.erased_at, stored.key_sealed, stored.name, stored.sha256 = at, None, "", ""
    stored.save(update_fields=["erased_at", "key_sealed", "name", "sha256"])
    record(actor, "core.file.erased", stored, at=at)
    transaction.on_commit(_unlinking(path_of(stored)))


def sweep_files(*, at: datetime) -> int:
    """Take from the disk what no row stands for: of transactions that were undone, and of files erased. How many.

    What is younger than a day is left alone: its transaction may still be open.
    """
    root, swept = Path(settings.MEDIA_ROOT), 0
    for folder in root.glob("*") if root.is_dir() else ():
        if not folder.name.isdigit():
            continue
        lying = {file.name: file for file in folder.glob("??/*") if file.stat().st_mtime < at.timestamp() - DAY_SECONDS}
        known = [name for name in lying if HEX.fullmatch(name)]
        with tenant_scope(system_actor(int(folder.name))):
            kept = StoredFile.objects.filter(pk__in=known, erased_at=None).values_list("pk", flat=True)
            for name in lying.keys() - {pk.hex for pk in kept}:
                lying[name].unlink(missing_ok=True)
                swept += 1
    return swept


def path_of(stored: StoredFile) -> Path:
    """Where the sealed content lies: below the data folder, which no web server sends anything from."""
    name = stored.pk.hex
    return Path(settings.MEDIA_ROOT) / str(stored.region_id) / name[:2] / name


def clean_name(name: str, media_type: MediaType) -> str:
    """A name without a path or signs that a system stumbles over, with the ending of what the content is.

    >>> clean_name("../../אישור משטרה.exe", MediaType.PDF)
    'אישור_משטרה.pdf'
    """
    bare = name.replace("\\", "/").rpartition("/")[2]
    stem = re.sub(r"[^-\w.]", "", re.sub(r"\s+", "_", Path(bare).stem.strip())).strip("._")
    return (stem[:LONGEST_NAME] or "file") + media_type.ending


def _refuse_unfit(content: bytes, rules: FileRules) -> MediaType:
    if not content:
        raise NotAccepted(_("This file is empty. Choose another."))
    if len(content) > rules.most_bytes:
        raise _too_large(rules)
    found = type_of(content)
    if found is None or found not in rules.types:
        raise _of_no_kind(rules)
    return found


def _too_large(rules: FileRules) -> NotAccepted:
    return NotAccepted(
        _("This file is larger than %(most)s megabytes. Choose a smaller one, or take the picture again.")
        % {"most": rules.most_bytes // MEGABYTE}
    )


def _of_no_kind(rules: FileRules) -> NotAccepted:
    taken = ", ".join(sorted(kind.short for kind in rules.types))
    return NotAccepted(_("This kind of file is not taken. Choose one of these: %(kinds)s.") % {"kinds": taken})


def _write(path: Path, sealed: bytes) -> None:
    """There whole or not at all, readable by the site's own account only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as writing:
        writing.write(sealed)
        writing.flush()
        os.fsync(writing.fileno())
    unfinished.replace(path)


def _unlinking(path: Path) -> Callable[[], None]:
    def unlink() -> None:
        with contextlib.suppress(OSError):  # without its key it is noise already; the nightly sweep tries again
            path.unlink(missing_ok=True)

    return unlink
