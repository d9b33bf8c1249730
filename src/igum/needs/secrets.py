"""The secrets of links, drawn from the installation's key: a reminder can repeat them, and no table holds them."""

from base64 import urlsafe_b64encode
from uuid import UUID

from igum.core.links import SECRET_BYTES
from igum.core.sealed import fingerprint_within


def secret_of(region_id: int, kind: str, thing_id: UUID, turn: int = 0) -> str:
    """The secret of one thing's link. A keyed hash: nobody without the key can tell it from one drawn at random."""
    drawn = fingerprint_within(region_id, f"needs.{kind}", f"{thing_id}:{turn}")
    return urlsafe_b64encode(drawn[:SECRET_BYTES]).decode()
