"""``./igum reseal``: after a change of IGUM_FIELD_KEY, seal with the present key what the keys before it sealed."""

import argparse

from django.utils import timezone
from django.utils.translation import override

from igum.config.cli.progress import step
from igum.config.cli.site import open_site
from igum.config.errors import CannotStart
from igum.core.actor import system_actor
from igum.core.errors import Refused
from igum.core.sealed import CannotOpen
from igum.core.tenancy import tenant_scope
from igum.people.commands import SealedColumn, reseal_column, reseal_second_factors, sealed_columns
from igum.places import queries as places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Every sealed column in every region, a few records at a time, then the second factors. It can be repeated.

    Raises:
        CannotStart: something was sealed with a key that is not here.
    """
    open_site()
    try:
        with override("en"):
            _reseal()
    except (Refused, CannotOpen) as refusal:
        raise CannotStart(str(refusal)) from None
    print("IGUM_FIELD_KEYS_BEFORE may be emptied. Keep those keys with the backups made until today.")
    return 0


def _reseal() -> None:
    regions = list(places.regions().values_list("pk", flat=True))
    for column in sealed_columns():
        with step(str(column)) as shown:
            shown.note = f"{sum(_all_of(region, column) for region in regions):,} sealed anew"
    with step("Second factors") as shown, tenant_scope(system_actor(None)):
        shown.note = f"{reseal_second_factors(actor=system_actor(None), at=timezone.now()):,} sealed anew"


def _all_of(region: int, column: SealedColumn) -> int:
    """A few at a time, until none is left."""
    actor, total = system_actor(region), 0
    while True:
        with tenant_scope(actor):
            done = reseal_column(actor=actor, column=column, at=timezone.now())
        if not done:
            return total
        total += done
