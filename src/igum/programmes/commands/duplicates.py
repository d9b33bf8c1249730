"""Applications that may be of the same people: found as they arrive, and kept for somebody to look at.

Done by the program for the region (``system_actor``): an applicant's own context sees one application and must learn of
no other. Looked for within one programme only, so that nobody learns of a programme they do not screen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any
from uuid import UUID

from igum.core.actor import system_actor
from igum.core.audit import record
from igum.core.sealed import fingerprint_within
from igum.core.tenancy import tenant_scope
from igum.programmes.commands.inserting import insert_rows
from igum.programmes.models import Application, Cohort, DuplicateKey, DuplicatePair
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
        cohort = first.cohort
        asked = number_questions(cohort.version)
        keys = [key for application, answers in arrivals for key in _keys(cohort, application, answers, asked)]
        insert_rows(keys, ignore_conflicts=True)
        found = _queue_pairs(keys, cohort, at)
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


def _queue_pairs(keys: list[DuplicateKey], cohort: Cohort, at: datetime) -> int:
    """Keep the pairs in which two standing applications share one of these keys. How many there are now."""
    meeting: dict[frozenset[UUID], set[str]] = {}
    for kind, together in _sharing(keys, cohort):
        for two in combinations(together, 2):
            meeting.setdefault(frozenset(two), set()).add(kind)
    standing = {
        application.pk: application
        # Rounds that are over are not asked about: who took part last year may apply again.
        for application in Application.objects.filter(
            pk__in=set().union(*meeting), applied_at__isnull=False, withdrawn_at=None, cohort__closed_at=None
        ).only("applied_at")
    }
    pairs = []
    for pair, kinds in meeting.items():
        if pair <= standing.keys():
            older, newer = sorted((standing[pk] for pk in pair), key=lambda one: (one.applied_at or at, one.pk))
            pairs.append(
                DuplicatePair(
                    region_id=cohort.region_id,
                    authority_id=cohort.authority_id,
                    programme_id=cohort.programme_id,
                    older=older,
                    newer=newer,
                    alike=sorted(kinds),
                    found_at=at,
                )
            )
    DuplicatePair.objects.bulk_create(pairs, ignore_conflicts=True)
    return len(pairs)


def _sharing(keys: list[DuplicateKey], cohort: Cohort) -> Iterator[tuple[str, list[UUID]]]:
    """The applications of the programme that share one of these keys, few enough to mean something."""
    by_kind: dict[str, set[bytes]] = {}
    for key in keys:
        by_kind.setdefault(str(key.kind), set()).add(bytes(key.key))
    for kind, values in by_kind.items():
        alike: dict[bytes, list[UUID]] = {}
        for value, application_id in DuplicateKey.objects.filter(
            region_id=cohort.region_id, programme_id=cohort.programme_id, kind=kind, key__in=values
        ).values_list("key", "application_id"):
            alike.setdefault(bytes(value), []).append(application_id)
        yield from ((kind, together) for together in alike.values() if 2 <= len(together) <= MOST_SHARING)
