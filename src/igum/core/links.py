"""Secret links: an address that opens one person's own rows without an account.

The secret stands in the link alone. Tables keep its hash, and the database shows the rows of that
hash to whoever states it (``EnableRLS(link=…)``): a list of hashes opens nothing.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from igum.core import tenancy
from igum.core.actor import Actor
from igum.core.requests import Request

SECRET_BYTES = 18  # 144 bits in 24 characters: short enough for a text message, too many to try


def new_secret() -> str:
    """A secret that nobody can guess, of letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret. SHA-256, hexadecimal; nothing slower is needed for what is drawn at random."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


@contextmanager
def visiting(request: Request, *, region_id: int, secret: str = "") -> Iterator[Actor]:
    """Act in a region that the address names, perhaps with a secret link: what public pages of a region do.

    One transaction with the tenant stated. Posts count in the region where they are held: in
    another one, somebody signed in is a visitor like everybody else.
    """
    before = request.actor
    request.actor = replace(before, region_id=region_id, link=hash_of(secret) if secret else "")
    try:
        with tenancy.tenant_scope(request.actor):
            yield request.actor
    finally:
        request.actor = before
