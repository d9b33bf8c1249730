"""The way to the outbox, for those who send letters."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.core.context import Group, Link
from igum.messages import access


def ways(actor: Actor) -> Iterable[Link]:
    """The outbox; nothing for whom it is closed."""
    if access.may_open_outbox(actor):
        yield Link(_("Outbox"), reverse("messages:outbox"), Group(_("More"), 9))
