"""``./igum reseal``: after a change of IGUM_FIELD_KEY, seal with the present key what the keys before it sealed."""

import argparse
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import override

from igum.config.cli.progress import step
from igum.config.cli.site import open_site
from igum.config.errors import CannotStart
from igum.core.actor import system_actor
from igum.core.errors import Refused
from igum.core.files import reseal_file_keys
from igum.core.sealed import CannotOpen
from igum.core.tenancy import tenant_scope
from igum.people.commands import reseal_numbers, reseal_second_factors
from igum.places import queries as places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Every region, a few records at a time, then the second factors. Can be interrupted and repeated.

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
    with step("Identity numbers") as shown:
        regions = places.regions().values_list("pk", flat=True)
        shown.note = f"{sum(map(_numbers_of, regions)):,} sealed anew"
    with step("Keys of files that people handed in") as shown:
        shown.note = f"{sum(map(_files_of, places.regions().values_list('pk', flat=True))):,} sealed anew"
    with step("Second factors") as shown, tenant_scope(system_actor(None)):
        shown.note = f"{reseal_second_factors(actor=system_actor(None), at=timezone.now()):,} sealed anew"


def _numbers_of(region: int) -> int:
    return _all_of(region, reseal_numbers)


def _files_of(region: int) -> int:
    return _all_of(region, reseal_file_keys)


def _all_of(region: int, reseal: Callable[..., int]) -> int:
    """A few at a time, until none is left."""
    actor, total = system_actor(region), 0
    while True:
        with tenant_scope(actor):
            done = reseal(actor=actor, at=timezone.now())
        if not done:
            return total
        total += done
