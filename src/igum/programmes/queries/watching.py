"""How those who take part are doing: each by name, or counted by round, in one statement either way.

Written as SQL because each noun is summed for itself before they meet: joined first, a person's tasks would be counted
once for every meeting. The tables keep their row-level security; what an actor does not see is in no sum.

Each table is narrowed to the actor's authorities or to the people asked for besides: then no row is met for which
row-level security must find out whom the actor goes with or leads, which takes longer than the counting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from igum.core.actor import Actor
from igum.programmes.rules.attendance import Status
from igum.programmes.rules.measuring import MEASURES
from igum.programmes.rules.watching import LAST_MEETINGS, QUIET_DAYS, Figure, Signs

# Who takes part in the rounds, which of them stayed away from the last meetings noted since they came, and what is due.
_TAKING_PART = """
    WITH taking_part AS MATERIALIZED (
        SELECT id, cohort_id, units, came_at, heard_at, greatest(began_at, came_at, heard_at) AS seen_at
        FROM programmes_engagement
        WHERE region_id = %(region)s AND cohort_id = ANY(%(cohorts)s) AND ended_at IS NULL {narrowed}
    ), held AS MATERIALIZED (
        SELECT id, cohort_id, starts_at, ends_at, is_after, roster_number > 0 AS noted FROM programmes_session
        WHERE region_id = %(region)s AND cohort_id = ANY(%(cohorts)s) AND cancelled_at IS NULL
    ), last AS (
        SELECT id, starts_at FROM (
            SELECT id, starts_at, row_number() OVER (PARTITION BY cohort_id ORDER BY starts_at DESC) AS back
            FROM held WHERE noted AND NOT is_after AND starts_at <= %(now)s
        ) AS noted WHERE back <= %(last)s
    ), missed AS (
        SELECT p.id, p.cohort_id, count(*) AS in_a_row
        FROM last JOIN programmes_attendance a ON a.session_id = last.id JOIN taking_part p ON p.id = a.engagement_id
        WHERE a.region_id = %(region)s AND a.status = %(absent)s AND a.session_id = ANY (ARRAY(SELECT id FROM last))
          AND (p.came_at IS NULL OR last.starts_at > p.came_at) {of_these}
        GROUP BY 1, 2
    ), due AS (
        SELECT engagement_id AS id, count(*) FILTER (WHERE NOT starts_with(key, %(measures)s)) AS late,
               count(*) FILTER (WHERE starts_with(key, %(measures)s)) AS unmeasured
        FROM programmes_task
        WHERE region_id = %(region)s AND cohort_id = ANY(%(cohorts)s) AND done_at IS NULL
          AND waived_at IS NULL AND due_on < %(today)s {of_these}
        GROUP BY 1
    ), gone AS MATERIALIZED (
        SELECT id FROM programmes_teammember WHERE region_id = %(region)s AND until_at <= %(now)s
    ), standing AS NOT MATERIALIZED (
        SELECT engagement_id AS id, member_id FROM programmes_match
        WHERE region_id = %(region)s AND declined_at IS NULL AND (ended_at IS NULL OR ended_at > %(now)s) {of_these}
    )
"""
_OF_EACH = """
    , beside AS (
        SELECT id, count(*) AS beside, count(*) FILTER (WHERE member_id NOT IN (TABLE gone)) AS serving
        FROM standing GROUP BY 1
    )
    SELECT id, coalesce(in_a_row, 0), coalesce(late, 0), coalesce(unmeasured, 0), greatest(came_at, heard_at),
           coalesce(beside, 0), coalesce(serving, 0)
    FROM taking_part LEFT JOIN missed USING (id) LEFT JOIN due USING (id) LEFT JOIN beside USING (id)
"""
# One pass over those who take part. Who is with them is asked by three sets, of which the two that only tell who is
# left alone are not even made while everybody's term holds.
_OF_ROUNDS = """
    , calendar AS (
        SELECT cohort_id, max(ends_at) AS ends_at,
               min(starts_at) FILTER (WHERE NOT is_after AND ends_at > %(now)s) AS next_at,
               count(*) FILTER (WHERE NOT is_after AND NOT noted AND ends_at <= %(now)s) AS unnoted
        FROM held GROUP BY 1
    ), away AS (
        SELECT id, in_a_row >= absences AS away
        FROM missed JOIN unnest(%(cohorts)s, %(absences)s) AS asked (cohort_id, absences) USING (cohort_id)
    ), people AS (
        SELECT cohort_id, sum(units) AS units, count(*) AS people,
               count(*) FILTER (WHERE id IN (SELECT id FROM standing WHERE member_id IN (TABLE gone))
                   AND id NOT IN (SELECT id FROM standing WHERE member_id NOT IN (TABLE gone))) AS alone,
               count(*) FILTER (WHERE away) AS absent, count(*) FILTER (WHERE seen_at <= %(quiet)s) AS quiet,
               count(*) FILTER (WHERE id NOT IN (SELECT id FROM standing)) AS unmatched,
               coalesce(sum(late), 0) AS late, coalesce(sum(unmeasured), 0) AS unmeasured
        FROM taking_part LEFT JOIN away USING (id) LEFT JOIN due USING (id) GROUP BY 1
    )
    SELECT cohort_id, ends_at, next_at, coalesce(units, 0), coalesce(people, 0), coalesce(alone, 0),
           coalesce(absent, 0), coalesce(quiet, 0), coalesce(unmatched, 0), coalesce(unnoted, 0), coalesce(late, 0),
           coalesce(unmeasured, 0)
    FROM calendar FULL JOIN people USING (cohort_id)
"""
_ORDER = (
    Figure.ALONE,
    Figure.ABSENT,
    Figure.QUIET,
    Figure.UNMATCHED,
    Figure.UNNOTED,
    Figure.LATE,
    Figure.UNMEASURED,
)


@dataclass(frozen=True, slots=True)
class Watched:
    """A round that is watched, as the statements need it, and after how many absences somebody calls."""

    cohort_id: UUID
    absences: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A round counted: when its last meeting ends and its next begins, the places taken, people, what is to be mended.

    ``figures`` hold all that the rows say; which of it counts for a round is for its file and its stage to say.
    """

    ends_at: datetime | None = None
    next_at: datetime | None = None
    units: int = 0
    people: int = 0
    figures: Mapping[Figure, int] = field(default_factory=dict)


def counted(actor: Actor, watched: Sequence[Watched], *, at: datetime) -> dict[UUID, Counted]:
    """By round of those an actor runs, what the rows say that the actor, in whose scope this runs, sees. One query."""
    if not watched:
        return {}
    theirs = "" if actor.sees_whole_region else "AND authority_id = ANY(%(authorities)s)"
    text = _TAKING_PART.format(narrowed="", of_these=theirs) + _OF_ROUNDS
    rows = _asked(text, _named(actor.here, watched, at) | {"authorities": sorted(actor.authority_ids)})
    return {row[0]: _counted(row) for row in rows}


def _counted(row: tuple[Any, ...]) -> Counted:
    _cohort_id, ends_at, next_at, units, people, *counts = row
    figures = {figure: int(count) for figure, count in zip(_ORDER, counts, strict=True) if count}
    return Counted(ends_at, next_at, int(units), people, figures)


def signs_of(
    region_id: int, watched: Sequence[Watched], engagement_ids: Iterable[UUID], *, at: datetime
) -> dict[UUID, Signs]:
    """How each of these is doing. One query."""
    text = _TAKING_PART.format(narrowed="AND id = ANY(%(these)s)", of_these="AND engagement_id = ANY(%(these)s)")
    rows = _asked(text + _OF_EACH, _named(region_id, watched, at) | {"these": list(engagement_ids)})
    return {row[0]: Signs(*row[1:]) for row in rows}


def _named(region_id: int, watched: Sequence[Watched], at: datetime) -> dict[str, Any]:
    return {
        "region": region_id,
        "cohorts": [one.cohort_id for one in watched],
        "absences": [one.absences for one in watched],
        "now": at,
        "today": localdate(at),
        "quiet": at - timedelta(days=QUIET_DAYS),
        "last": LAST_MEETINGS,
        "measures": f"{MEASURES}.",
        "absent": Status.ABSENT.value,
    }


def _asked(text: str, named: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, named)
        return list(cursor.fetchall())
