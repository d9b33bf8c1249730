"""Counting what is asked for and not got.

No audit row is left: it would say at which moment somebody searched or was turned away, which the counts do not.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.errors import Refused
from igum.directory import queries as directory
from igum.directory.slots import Searched
from igum.needs import access
from igum.needs.models import RefusalCount, SearchCount
from igum.needs.rules.counts import DAYS_KEPT
from igum.places import queries as places


class NotCounted(Refused):
    """What was told cannot be counted; the text says why."""


@transaction.atomic
def count_searches(*, actor: Actor, counts: Mapping[Searched, int]) -> None:
    """Add searches of the directory to those of their day. Several processes may do so at once.

    Raises:
        PermissionDenied: only the program counts.
    """
    require(access.may_run_the_clock(actor))
    authorities = _authorities({searched.town for searched in counts if searched.town})
    added = dict[tuple[Any, ...], int]()
    for searched, many in counts.items():
        for term in searched.terms or (None,):
            town = searched.town
            key = (searched.day, term, authorities.get(town or 0), town, searched.language, searched.outcome)
            added[key] = added.get(key, 0) + many
    columns = ("day", "term_id", "authority_id", "locality_id", "language", "outcome", "searches")
    _add(SearchCount, actor.here, columns, ((*key, many) for key, many in added.items()))


@transaction.atomic
def count_refusal(*, actor: Actor, service_id: UUID, reason: str, town: int | None, at: datetime) -> None:
    """Count that somebody says a service turned them away today. A town of another region is left out.

    Raises:
        PermissionDenied: only the program counts.
        NotCounted: the service is not one of the region, or the reason is none of the list.
    """
    require(access.may_run_the_clock(actor))
    if reason not in RefusalCount.Reason.values:
        raise NotCounted(_("Choose one of the reasons on the page of the service."))
    if not directory.serves_region(service_id, actor.here):
        raise NotCounted(_("This service is not in the directory of this region any more, so nothing was counted."))
    authorities = _authorities({town} if town else set(), region_id=actor.here)
    known = town if town in authorities else None
    columns = ("day", "service_id", "reason", "authority_id", "locality_id", "reports")
    row = (timezone.localdate(at), service_id, reason, authorities.get(known or 0), known, 1)
    _add(RefusalCount, actor.here, columns, [row])


@transaction.atomic
def forget_old_counts(*, actor: Actor, at: datetime) -> int:
    """Delete counts older than they are kept for; how many rows that were.

    Raises:
        PermissionDenied: only the program forgets by the clock.
    """
    require(access.may_run_the_clock(actor))
    last = timezone.localdate(at) - timedelta(days=DAYS_KEPT)
    counted: list[models.QuerySet[Any]] = [
        SearchCount.objects.filter(region_id=actor.here, day__lt=last),
        RefusalCount.objects.filter(region_id=actor.here, day__lt=last),
    ]
    return sum(rows.delete()[0] for rows in counted)


def _authorities(towns: set[int], region_id: int | None = None) -> dict[int, int | None]:
    found = places.localities_of(region_id=region_id).filter(pk__in=towns) if towns else ()
    return {town.pk: town.authority_id for town in found}


def _add(
    model: type[SearchCount | RefusalCount],
    region_id: int,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    """Add each row's number, its last column, to the row that says the same, or make that row.

    In one order, so that two processes that add at once never wait for each other in a ring.
    """
    number = columns[-1]
    same = [column for column in columns if column not in {number, "authority_id"}]
    names = ", ".join(f'"{column}"' for column in ("id", "region_id", *columns))
    holes = ", ".join(["%s"] * (len(columns) + 2))
    target = ", ".join(f'"{column}"' for column in ("region_id", *same))
    table = model._meta.db_table
    # Names of columns and tables come from the models; every value is a parameter.
    statement = (
        f'INSERT INTO "{table}" AS held ({names}) VALUES ({holes}) '  # noqa: S608
        f'ON CONFLICT ({target}) DO UPDATE SET "{number}" = held."{number}" + EXCLUDED."{number}"'
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(uuid4(), region_id, *row) for row in sorted(rows, key=str)])
