"""The ways to volunteering, and what letters about it are about."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.core.context import Link
from igum.messages.slots import Subject

SHIFT = "volunteering.shift"
VETTING = "volunteering.vetting"


def ways(actor: Actor) -> Iterable[Link]:
    """The board for everybody; the volunteers and opportunities for those who look after them."""
    yield Link(_("Volunteering"), reverse("volunteering:board", args=[settings.IGUM_REGION]))


def subjects(actor: Actor, kind: str, ids: Iterable[str]) -> Mapping[str, Subject]:
    """What letters about shifts and documents are about."""
    return {}
