"""How those who take part are doing: each by name, or counted by round, in one statement either way.

Written as SQL because each noun is summed for itself before they meet: joined first, a person's tasks would be counted
once for every meeting. The tables keep their row-level security; what an actor does not see is in no sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from igum.programmes.rules.attendance import Status
from igum.programmes.rules.measuring import MEASURES
from igum.programmes.rules.watching import LAST_MEETINGS, QUIET_DAYS, Figure, Signs

# Of each watched round: who takes part, and what the last weeks tell of each.
_SIGNS = """
    WITH watched AS (
        SELECT * FROM unnest(%(cohorts)s::uuid[], %(absences)s::int[], %(matches)s::bool[], %(runs)s::bool[],
                             %(since)s::timestamptz[]) AS t (cohort_id, absences, matches, runs, since)
    ), taking_part AS (
        SELECT id, cohort_id, units, began_at, came_at, heard_at FROM programmes_engagement
        WHERE region_id = %(region)s AND cohort_id = ANY(%(cohorts)s) AND ended_at IS NULL {narrowed}
    ), meetings AS (
        SELECT id, cohort_id, starts_at, counted, came FROM (
            SELECT id, cohort_id, starts_at, counted, came,
                   row_number() OVER (PARTITION BY cohort_id ORDER BY starts_at DESC) AS back
            FROM programmes_session
            WHERE region_id = %(region)s AND cohort_id = ANY(%(cohorts)s) AND starts_at <= %(now)s
              AND roster_number > 0 AND cancelled_at IS NULL AND NOT is_after
        ) AS held WHERE back <= %(last)s
    ), missed AS (
        SELECT a.engagement_id AS id, count(*) AS in_a_row
        FROM meetings m JOIN programmes_attendance a ON a.session_id = m.id
        JOIN taking_part p ON p.id = a.engagement_id
        WHERE a.region_id = %(region)s AND a.status = %(absent)s AND (p.came_at IS NULL OR m.starts_at > p.came_at)
        GROUP BY 1
    ), due AS (
        SELECT engagement_id AS id, count(*) FILTER (WHERE NOT starts_with(key, %(measures)s)) AS late,
               count(*) FILTER (WHERE starts_with(key, %(measures)s)) AS unmeasured
        FROM programmes_task
        WHERE region_id = %(region)s AND done_at IS NULL AND waived_at IS NULL AND due_on < %(today)s
          AND cohort_id = ANY(%(cohorts)s) {of_these}
        GROUP BY 1
    ), beside AS (
        SELECT t.engagement_id AS id, count(*) AS beside,
               count(*) FILTER (WHERE m.until_at IS NULL OR m.until_at > %(now)s) AS serving
        FROM programmes_match t JOIN programmes_teammember m ON m.id = t.member_id AND m.region_id = t.region_id
        WHERE t.region_id = %(region)s AND t.declined_at IS NULL AND m.cohort_id = ANY(%(cohorts)s)
          AND (t.ended_at IS NULL OR t.ended_at > %(now)s) {of_these}
        GROUP BY 1
    ), signs AS (
        SELECT p.id, p.cohort_id, p.units, w.absences, w.matches, w.runs,
               greatest(w.since, p.began_at) AS since, coalesce(missed.in_a_row, 0) AS in_a_row,
               coalesce(due.late, 0) AS late, coalesce(due.unmeasured, 0) AS unmeasured,
               greatest(p.came_at, p.heard_at) AS seen_at,
               coalesce(beside.beside, 0) AS beside, coalesce(beside.serving, 0) AS serving
        FROM taking_part p JOIN watched w USING (cohort_id)
        LEFT JOIN missed USING (id) LEFT JOIN due USING (id) LEFT JOIN beside USING (id)
    )
"""
_OF_EACH = "SELECT id, in_a_row, late, unmeasured, seen_at, beside, serving FROM signs"
_COUNTED = """
    SELECT cohort_id, sum(units), count(*),
           count(*) FILTER (WHERE beside > 0 AND serving = 0),
           count(*) FILTER (WHERE runs AND in_a_row >= absences),
           count(*) FILTER (WHERE runs AND greatest(since, seen_at) <= %(quiet)s),
           count(*) FILTER (WHERE matches AND beside = 0),
           sum(late), sum(unmeasured)
    FROM signs GROUP BY cohort_id
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """A round that is watched, as the statement needs it. ``runs``: only then does somebody slip away from it."""

    cohort_id: UUID
    absences: int
    matches: bool
    runs: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """Those who take part in a round, counted: the places they take, people, and what is to be mended."""

    units: int
    people: int
    figures: Mapping[Figure, int]


def counted(region_id: int, watched: Sequence[Watched], *, at: datetime) -> dict[UUID, Counted]:
    """By round, those of whom the actor in whose scope this runs sees rows. One query."""
    rows = _asked(_SIGNS.format(narrowed="", of_these="") + _COUNTED, _named(region_id, watched, at))
    return {row[0]: Counted(int(row[1]), row[2], _figures(row[3:])) for row in rows}


def signs_of(
    region_id: int, watched: Sequence[Watched], engagement_ids: Iterable[UUID], *, at: datetime
) -> dict[UUID, Signs]:
    """How each of these is doing. One query."""
    text = _SIGNS.format(narrowed="AND id = ANY(%(these)s)", of_these="AND engagement_id = ANY(%(these)s)") + _OF_EACH
    rows = _asked(text, _named(region_id, watched, at) | {"these": list(engagement_ids)})
    return {row[0]: Signs(*row[1:]) for row in rows}


def _figures(numbers: Sequence[Any]) -> dict[Figure, int]:
    order = (Figure.ALONE, Figure.ABSENT, Figure.QUIET, Figure.UNMATCHED, Figure.LATE, Figure.UNMEASURED)
    return {figure: int(number) for figure, number in zip(order, numbers, strict=True) if number}


def _named(region_id: int, watched: Sequence[Watched], at: datetime) -> dict[str, Any]:
    return {
        "region": region_id,
        "cohorts": [one.cohort_id for one in watched],
        "absences": [one.absences for one in watched],
        "matches": [one.matches for one in watched],
        "runs": [one.runs for one in watched],
        "since": [one.since for one in watched],
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
