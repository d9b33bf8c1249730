"""Whose rows these are: a signed statement, local to one transaction, that row-level security believes.

The database checks the signature with a key the serving role cannot read, so neither
a forgotten filter nor injected SQL can speak for another tenant. Outside a transaction
there is no statement and therefore no tenant row at all.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction

from igum.core.actor import Actor

SETTING = "igum.context"
SECONDS_VALID = 3600
WHOLE_REGION = "*"


def signed_context(actor: Actor, *, key: bytes, now: float) -> str:
    """The statement ``v1|region|authorities|user|expires|signature`` for one actor.

    Who holds a secret link states ``v2|region|authorities|user|link|expires|signature``.

    Args:
        actor: who acts; an actor without a region sees only what is the actor's own.
        key: the installation's context key, as the database holds it.
        now: seconds since the epoch, by the clock the database goes by.
    """
    authorities = WHOLE_REGION if actor.sees_whole_region else ",".join(map(str, sorted(actor.authority_ids)))
    link = (actor.link,) if actor.link else ()
    words = ("v2" if link else "v1", actor.region_id or "", authorities, actor.user_id or "", *link)
    statement = "|".join(map(str, (*words, int(now) + SECONDS_VALID)))
    return f"{statement}|{hmac.new(key, statement.encode(), hashlib.sha256).hexdigest()}"


def enter(actor: Actor) -> None:
    """State in the current transaction who acts. It ends with the transaction.

    Raises:
        RuntimeError: there is no transaction, so the statement would be lost at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A tenant context needs a transaction: use tenant_scope(actor).")
    statement = signed_context(actor, key=context_key(), now=time.time())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, statement])


@contextmanager
def tenant_scope(actor: Actor) -> Iterator[None]:
    """One transaction in which rows are those of this actor: for jobs, commands at the terminal and tests."""
    if not connection.in_atomic_block:
        with transaction.atomic():
            enter(actor)  # the end of the transaction takes the statement back
            yield
        return
    with transaction.atomic():
        statement = signed_context(actor, key=context_key(), now=time.time())
        before = _exchange(statement)
        yield
        if before == statement or connection.needs_rollback:
            return  # going back takes the statement back too
        # A scope inside a scope must not leave its tenant behind.
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, before])


def _exchange(statement: str) -> str:
    """Make a statement in the current transaction; the one that stood before it, or nothing."""
    with connection.cursor() as cursor:
        # Read in the materialized part, so before it is written.
        cursor.execute(
            "WITH stood AS MATERIALIZED (SELECT coalesce(current_setting(%s, true), '') AS before) "
            "SELECT before, set_config(%s, %s, true) FROM stood",
            [SETTING, SETTING, statement],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def context_key() -> bytes:
    """The key that signs contexts."""
    return bytes.fromhex(settings.IGUM_CONTEXT_KEY)


def install_context_key(using: str) -> None:
    """Give the database the key it checks signatures with. Done by the owner after every migration."""
    key = context_key().ljust(64, b"\0")
    inner, outer = bytes(byte ^ 0x36 for byte in key), bytes(byte ^ 0x5C for byte in key)
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO igum_private.context_key (only_one, inner_pad, outer_pad) VALUES (true, %s, %s) "
            "ON CONFLICT (only_one) DO UPDATE SET inner_pad = EXCLUDED.inner_pad, outer_pad = EXCLUDED.outer_pad",
            [inner, outer],
        )


class OwnerOnlyMigrates:
    """Tables are made by the role that owns them; the role that serves requests cannot make any."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only through the ``owner`` connection."""
        return db == "owner"
