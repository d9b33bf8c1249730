"""Sealed values: what the database stores of a secret such as an identity number, and how to find it again.

A sealed value is ``key id (4) + nonce (12) + AES-256-GCM ciphertext and tag``. Table, column and
primary key are authenticated with it, so a value copied to another row does not open there.
A fingerprint is a keyed hash: equal numbers of one tenant are found, and nothing is learnt without the key.
"""

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_ID_BYTES = 4
NONCE_BYTES = 12


class CannotOpen(Exception):
    """A sealed value does not open: another key, another row, or it was changed. The text names which."""


def seal(text: str, *, table: str, column: str, pk: UUID | int) -> bytes:
    """Encrypt for one cell of one row, with the installation's present key."""
    key = bytes.fromhex(settings.IGUM_FIELD_KEY)
    nonce = os.urandom(NONCE_BYTES)
    return _key_id(key) + nonce + AESGCM(key).encrypt(nonce, text.encode(), _place(table, column, pk))


def unseal(sealed: bytes, *, table: str, column: str, pk: UUID | int) -> str:
    """Decrypt what was sealed for this very cell, with the key it was sealed by.

    Raises:
        CannotOpen: the key is not at hand, or the value was changed or moved here from another cell.
    """
    sealed = bytes(sealed)
    key_id, nonce = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES : KEY_ID_BYTES + NONCE_BYTES]
    key = _known_keys().get(key_id)
    if key is None:
        raise CannotOpen(
            f"{table}.{column} was sealed with key {key_id.hex()}, which is not here. Add it to IGUM_FIELD_KEYS_BEFORE."
        )
    try:
        return AESGCM(key).decrypt(nonce, sealed[KEY_ID_BYTES + NONCE_BYTES :], _place(table, column, pk)).decode()
    except (InvalidTag, ValueError):  # a value cut short has no nonce left
        raise CannotOpen(f"{table}.{column} was changed, or moved here from another row. Restore it.") from None


def reseal(sealed: bytes, *, table: str, column: str, pk: UUID | int) -> bytes:
    """The same secret for the same cell, sealed with the present key.

    Raises:
        CannotOpen: as ``unseal``.
    """
    return seal(unseal(sealed, table=table, column=column, pk=pk), table=table, column=column, pk=pk)


def present_key_id() -> bytes:
    """How values sealed with the present key begin; a rotation of keys may leave those as they are."""
    return _key_id(bytes.fromhex(settings.IGUM_FIELD_KEY))


def has_key_of(sealed: bytes) -> bool:
    """Whether the key that sealed this is here: the present one, or one of those before."""
    return bytes(sealed)[:KEY_ID_BYTES] in _known_keys()


def fingerprint_within(tenant: int, kind: str, text: str) -> bytes:
    """What equal secrets of one tenant share and nothing else does. HMAC-SHA-256, 32 bytes.

    The tenant is part of it, so two regions' tables cannot be laid side by side.
    """
    key = bytes.fromhex(settings.IGUM_LOOKUP_KEY)
    return hmac.new(key, f"{tenant}|{kind}|{text}".encode(), hashlib.sha256).digest()


def _known_keys() -> dict[bytes, bytes]:
    keys = [settings.IGUM_FIELD_KEY, *getattr(settings, "IGUM_FIELD_KEYS_BEFORE", ())]
    return {_key_id(key): key for key in map(bytes.fromhex, keys)}


def _key_id(key: bytes) -> bytes:
    """A key's name, drawn from the key: no numbering to keep, and two keys never share one by mistake."""
    return hashlib.sha256(b"igum key id" + key).digest()[:KEY_ID_BYTES]


def _place(table: str, column: str, pk: UUID | int) -> bytes:
    return f"{table}|{column}|{pk}".encode()
