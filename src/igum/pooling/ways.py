"""The way to the pools."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.core.context import Group, Link
from igum.pooling import access


def ways(actor: Actor) -> Iterable[Link]:
    """The pools, for those who see any."""
    if access.may_see_pools(actor):
        yield Link(_("Shared services"), reverse("pooling:pools"), Group(_("The region"), 3))
