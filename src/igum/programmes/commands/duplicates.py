"""Applications that may be of the same people: found as they arrive, and kept for somebody to look at.

Done by the program for the region (``system_actor``): an applicant's own context sees one application and must learn of
no other. Looked for within one programme only, so that nobody learns of a programme they do not screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from igum.core.actor import system_actor
from igum.core.audit import record
from igum.core.sealed import fingerprint_within
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Application, Cohort, DuplicateKey
from igum.programmes.queries.duplicates import number_questions
from igum.programmes.rules.duplicates import likenesses

# What more applications share says nothing of who they are: the telephone of an office, a made-up address.
MOST_SHARING = 12


def notice_people(arrivals: Sequence[tuple[Application, Mapping[str, Any]]], *, at: datetime) -> int:
    """Keep what applications of one round may be recognised by, and queue the pairs that look alike. How many pairs.

    A pair that was asked about before is not asked about again, whatever else is found in common.
    """
    if not arrivals:
        return 0
    first = arrivals[0][0]
    program = system_actor(first.region_id)
    with tenant_scope(program):
        cohort = Cohort.objects.select_related("version__intake").get(pk=first.cohort_id)
        asked = number_questions(cohort.version)
        keys = [key for application, answers in arrivals for key in _keys(cohort, application, answers, asked)]
        DuplicateKey.objects.bulk_create(keys, batch_size=2000, ignore_conflicts=True)
        found = _queue_pairs([application.pk for application, _answers in arrivals], cohort, at)
        if found:
            record(program, "programmes.duplicates.found", cohort, at=at, pairs=found)
    return found


def _keys(
    cohort: Cohort, application: Application, answers: Mapping[str, Any], asked: Iterable[str]
) -> Iterable[DuplicateKey]:
    contact = {
        "name": application.name,
        "phone": application.phone,
        "email": application.email,
        "town": application.locality_id,
    }
    numbers = [str(answers[name]) for name in asked if answers.get(name)]
    for kind, text in likenesses(contact, numbers):
        yield DuplicateKey(
            region_id=application.region_id,
            authority_id=application.authority_id,
            programme_id=cohort.programme_id,
            application_id=application.pk,
            kind=kind,
            key=fingerprint_within(application.region_id, f"programmes.{kind}", text),
        )


def _queue_pairs(new: list[UUID], cohort: Cohort, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [cohort.programme_id, new, MOST_SHARING, new, new, at])
        return cursor.rowcount


# One statement under row-level security. Pairs of rounds that are over are not asked about: who took part last year
# may apply again.
_PAIRS = """
    WITH shared AS (
        SELECT k.kind, k.key, array_agg(k.application_id) AS applications
        FROM programmes_duplicatekey k
        JOIN programmes_application a ON a.id = k.application_id AND a.region_id = k.region_id
        JOIN programmes_cohort c ON c.id = a.cohort_id AND c.region_id = a.region_id
        WHERE k.region_id = (SELECT igum.region()) AND k.programme_id = %s
          AND a.applied_at IS NOT NULL AND a.withdrawn_at IS NULL AND c.closed_at IS NULL
          AND (k.kind, k.key) IN (SELECT n.kind, n.key FROM programmes_duplicatekey n WHERE n.application_id = ANY (%s))
        GROUP BY k.kind, k.key
        HAVING count(*) BETWEEN 2 AND %s
    ), alike AS (
        SELECT one.id AS older, other.id AS newer, jsonb_agg(DISTINCT shared.kind) AS kinds
        FROM shared
        CROSS JOIN LATERAL unnest(shared.applications) AS this (id)
        CROSS JOIN LATERAL unnest(shared.applications) AS that (id)
        JOIN programmes_application one ON one.id = this.id
        JOIN programmes_application other ON other.id = that.id
        WHERE (one.applied_at, one.id) < (other.applied_at, other.id)
          AND (one.id = ANY (%s) OR other.id = ANY (%s))
        GROUP BY one.id, other.id
    )
    INSERT INTO programmes_duplicatepair
        (id, region_id, authority_id, programme_id, older_id, newer_id, alike, found_at, decided_as)
    SELECT gen_random_uuid(), c.region_id, c.authority_id, c.programme_id, alike.older, alike.newer, alike.kinds, %s, ''
    FROM alike
    JOIN programmes_application a ON a.id = alike.newer
    JOIN programmes_cohort c ON c.id = a.cohort_id AND c.region_id = a.region_id
    ON CONFLICT DO NOTHING
"""
