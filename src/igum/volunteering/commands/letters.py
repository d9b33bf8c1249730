"""Letters to volunteers. Written by the program, once each, in the volunteer's language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.messages import commands as messages
from igum.messages.commands import Letter, Recipient
from igum.places import queries as places
from igum.volunteering.catalogue import kind_name
from igum.volunteering.models import Initiative, SignUp, Vetting, Volunteer

SHIFT, VETTING, INITIATIVE = "volunteering.sign_up", "volunteering.vetting", "volunteering.initiative"
Facts = Mapping[str, str | date | datetime]


def write_about_shifts(sign_ups: Iterable[SignUp], template: str, *, key: str, at: datetime) -> None:
    """One letter to each of those who signed up: joined, reminder, changed, called off, a place became free.

    ``key`` tells letters of one kind about one sign-up apart, such as the moment a shift was moved to.
    """
    letters, listed = [], list(sign_ups)
    for sign_up in listed:
        to = sign_up.volunteer
        with override(to.language):
            facts: Facts = {
                "name": to.name,
                "task": str(sign_up.opportunity.titled),
                "body": sign_up.opportunity.body_name,
                "when": sign_up.starts_at,
                "link": own_page(to.region_id),
            }
        once = f"volunteering:{template}:{sign_up.pk}:{key}"
        about, key_of_words = (SHIFT, sign_up.pk), f"volunteering.{template}"
        letters.append(Letter(_recipient(to), about, once, sign_up.authority_id, key_of_words, facts=facts))
    if listed:
        _write(listed[0].region_id, letters, at)


def write_about_vetting(vettings: Iterable[Vetting], template: str, *, key: str, at: datetime) -> None:
    """One letter about each document: approved, refused, runs out soon."""
    letters, listed = [], list(vettings)
    for vetting in listed:
        to = vetting.volunteer
        with override(to.language):
            facts: Facts = {
                "name": to.name,
                "document": kind_name(vetting.kind),
                "until": vetting.expires_on or "",
                "why": vetting.refusal,
                "link": own_page(to.region_id),
            }
        once = f"volunteering:{template}:{vetting.pk}:{key}"
        about, key_of_words = (VETTING, vetting.pk), f"volunteering.{template}"
        letters.append(Letter(_recipient(to), about, once, to.authority_id, key_of_words, facts=facts))
    if listed:
        _write(listed[0].region_id, letters, at)


def write_about_initiative(initiative: Initiative, template: str, *, email: str, at: datetime) -> None:
    """One letter to whoever proposed an idea: somebody supports it, it is open, or the answer."""
    to = Recipient(initiative.proposer_name, initiative.language, initiative.phone, email)
    slug = places.regions().get(pk=initiative.region_id).slug
    link = settings.IGUM_ADDRESS + reverse("volunteering:initiatives", args=[slug])
    facts = {"name": initiative.proposer_name, "idea": initiative.title, "answer": initiative.answer, "link": link}
    once = f"volunteering:{template}:{initiative.pk}"
    about = (INITIATIVE, initiative.pk)
    letter = Letter(to, about, once, initiative.authority_id, f"volunteering.{template}", facts=facts)
    _write(initiative.region_id, [letter], at)


def own_page(region_id: int) -> str:
    """The address of a volunteer's own page."""
    return settings.IGUM_ADDRESS + reverse("volunteering:me", args=[places.regions().get(pk=region_id).slug])


def _recipient(volunteer: Volunteer) -> Recipient:
    return Recipient(volunteer.name, volunteer.language, volunteer.phone, volunteer.email)


def _write(region_id: int, letters: list[Letter], at: datetime) -> None:
    """As the program: whoever signs up has no leave to write letters."""
    program = system_actor(region_id)
    with tenant_scope(program):
        messages.write_messages(actor=program, letters=letters, at=at)
