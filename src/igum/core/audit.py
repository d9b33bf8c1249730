"""The trail: who did what, and who read whose data. Appended, sealed row by row, never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

from igum.core.actor import Actor
from igum.core.models import AuditRow


def record(actor: Actor, action: str, thing: models.Model, *, at: datetime, **facts: Any) -> None:
    """Leave one row for something done. ``facts`` hold codes and counts, never a person's data."""
    _append(actor, action, [thing], at, facts)


def record_each(actor: Actor, action: str, things: Iterable[models.Model], *, at: datetime, **facts: Any) -> None:
    """Leave one row for each of several things that one deed changed, in one statement."""
    _append(actor, action, list(things), at, facts)


def record_read(actor: Actor, action: str, things: Iterable[models.Model], *, at: datetime) -> None:
    """Leave one row for each person whose data was read."""
    _append(actor, action, list(things), at, {})


def first_broken_link(region_id: int | None) -> int | None:
    """The number of the first row of a chain that was changed, removed or put in; None when it is whole.

    A row cut off the end is found too, because the database keeps the chain's head apart.
    Runs inside a tenant scope of that region; the rows of no region are read by ``system_actor(None)``.

    Raises:
        django.db.ProgrammingError: the tenant stated is another, so the chain cannot be seen.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_BROKEN, [region_id, region_id])
        row = cursor.fetchone()
    return None if row is None or row[0] is None else int(row[0])


_FIRST_BROKEN = """
    WITH links AS (
        SELECT a.number, a.hash, a.previous_hash,
               igum.audit_digest(a.previous_hash, a.number, a.region_id, a.at, a.actor_id, a.roles,
                                 a.action, a.kind, a.object_id, a.facts) AS expected,
               lag(a.hash, 1, ''::bytea) OVER chain AS before,
               row_number() OVER chain AS position
        FROM core_auditrow a WHERE a.region_id IS NOT DISTINCT FROM %s
        WINDOW chain AS (ORDER BY a.number)
    ), broken AS (
        SELECT min(number) AS number FROM links
        WHERE hash <> expected OR previous_hash <> before OR number <> position
    ), last AS (
        SELECT coalesce(max(number), 0) AS number, coalesce((array_agg(hash ORDER BY number DESC))[1], '') AS hash
        FROM links
    )
    SELECT coalesce(broken.number, CASE
        WHEN last.number < head.number THEN last.number + 1
        WHEN last.number > head.number THEN head.number + 1
        WHEN last.hash <> head.hash THEN last.number
    END)
    FROM igum.audit_head(%s) head, broken, last
"""


def _append(actor: Actor, action: str, things: list[models.Model], at: datetime, facts: dict[str, Any]) -> None:
    if not things:
        return
    said = AuditRow._meta.get_field("facts").get_db_prep_save(facts, connection)
    roles = " ".join(sorted(actor.roles))
    rows = [
        (actor.region_id, at, actor.user_id, roles, action, thing._meta.label_lower, str(thing.pk), said)
        for thing in things
    ]
    # create() would ask for the rows back (RETURNING), which row-level security may not show to their writer.
    places = ", ".join([_ROW] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"{_INSERT} VALUES {places}", [value for row in rows for value in row])


_INSERT = (
    "INSERT INTO core_auditrow"
    " (region_id, at, actor_id, roles, action, kind, object_id, facts, number, previous_hash, hash)"
)
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s::jsonb, 0, '', '')"  # the database numbers and seals it
