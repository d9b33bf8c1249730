"""``./igum appoint EMAIL``: give a region its first administrator. All other posts are given on the site."""

import argparse

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import override

from igum.config.cli.site import open_site
from igum.config.errors import CannotStart
from igum.core.actor import system_actor
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.people.commands import appoint_first_administrator
from igum.places import queries as places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and where."""
    parser.add_argument("email", help="the e-mail address of the first administrator")
    parser.add_argument("--region", required=True, help="the region by its word in addresses, such as western-galilee")


def run(options: argparse.Namespace) -> int:
    """Appoint. The new account has no password: its owner sets one by "forgotten password".

    Raises:
        CannotStart: there is no such region, or it has an administrator already.
    """
    open_site()
    try:
        region = places.region(options.region)
    except ObjectDoesNotExist:
        known = ", ".join(places.regions().values_list("slug", flat=True)) or "none yet: run ./igum import places"
        raise CannotStart(f"There is no region {options.region!r}. Known: {known}.") from None
    actor = system_actor(region.pk)
    try:
        with override("en"), tenant_scope(actor):  # the terminal speaks English, as the rest of it
            appoint_first_administrator(actor=actor, email=options.email, at=timezone.now())
    except Refused as refusal:
        raise CannotStart(refusal.reason) from None
    print(f"{options.email} is now the administrator of {options.region}. They set a password by “forgotten password”.")
    return 0
