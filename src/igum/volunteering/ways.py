"""The ways to volunteering, and what letters about it are about."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.core.context import Group, Link
from igum.messages.slots import Subject
from igum.volunteering import access, queries
from igum.volunteering.catalogue import kind_name
from igum.volunteering.commands.letters import INITIATIVE, SHIFT, VETTING
from igum.volunteering.models import SignUp


def ways(actor: Actor) -> Iterable[Link]:
    """The board for everybody; the volunteers and the opportunities for those who look after them."""
    yield Link(_("Volunteering"), reverse("volunteering:board", args=[settings.IGUM_REGION]))
    if access.may_see_volunteers(actor):
        yield Link(_("Volunteers"), reverse("volunteering:volunteers"), Group(_("Volunteers"), 2))
    if access.recruits_somewhere(actor):
        yield Link(_("Help wanted"), reverse("volunteering:opportunities"), Group(_("Volunteers"), 2))


def subjects(actor: Actor, kind: str, ids: Iterable[str]) -> Mapping[str, Subject]:
    """What letters are about: the task, the kind of document, the initiative."""
    if kind == SHIFT:
        found = SignUp.objects.filter(region_id=actor.here, pk__in=list(ids)).select_related("opportunity")
        return {
            str(one.pk): Subject(str(one.opportunity.titled), reverse("volunteering:manage", args=[one.opportunity_id]))
            for one in found
        }
    if kind == VETTING:
        papers = queries.vettings_for(actor).filter(pk__in=list(ids))
        return {str(one.pk): Subject(kind_name(one.kind), reverse("volunteering:vettings")) for one in papers}
    if kind == INITIATIVE:
        ideas = queries.initiatives_for(actor).filter(pk__in=list(ids))
        return {str(one.pk): Subject(one.title, reverse("volunteering:initiatives-to-support")) for one in ideas}
    return {}
