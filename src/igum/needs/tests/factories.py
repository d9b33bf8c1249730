"""Needs and campaigns, and the people who recur: one who may, one from next door, one who may not."""

from datetime import timedelta

from igum.core.actor import Actor, system_actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.needs import commands
from igum.needs.commands import BodyAsked, NeedData, Person, Plan, Size
from igum.needs.models import Campaign, Invitation, Need, Respondent
from igum.needs.secrets import secret_of
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, BIRCH_TOWN, CEDAR, MONDAY, TODAY, make_actor
from igum.questionnaires import commands as fill
from igum.questionnaires import queries as questionnaires

FOOD, LEGAL = "human_services:food", "human_services:legal"
PROGRAM = system_actor(ALDER_VALLEY)
DANA = Person("Dana", email="dana@example.org", language="en")
NONE = {"need_1_level": "none", "need_2_level": "none"}


def coordinator(authority_id: int | None = None) -> Actor:
    """Of the valley, or of one of its towns."""
    return make_actor(Role.COORDINATOR, authority_id)


def neighbour() -> Actor:
    return coordinator(CEDAR)


def make_need(authority_id: int | None = BIRCH, *, actor: Actor | None = None, **details: object) -> Need:
    values = {
        "term": FOOD,
        "title": "Hot meals at home",
        "population": "older_citizens",
        "sizes": [Size(BIRCH_TOWN, 12)],
        **details,
    }
    actor = actor or coordinator()
    with tenant_scope(actor):
        data = NeedData(authority_id=authority_id, **values)
        return commands.add_need(actor=actor, region_id=ALDER_VALLEY, data=data, at=MONDAY)


def make_campaign(*terms: str, actor: Actor | None = None, **details: object) -> Campaign:
    actor = actor or coordinator()
    values = {
        "titles": {"he": "מיפוי", "en": "Mapping"},
        "population": "older_citizens",
        "regime": "both",
        "closes_on": TODAY + timedelta(days=10),
        **details,
    }
    with tenant_scope(actor):
        return commands.make_campaign(actor=actor, plan=Plan(terms=terms or (FOOD, LEGAL), **values), at=MONDAY)


def invite(
    campaign: Campaign,
    authority_id: int | None = BIRCH,
    *,
    body: str = "Welfare",
    people: tuple[Person, ...] = (DANA,),
    actor: Actor | None = None,
) -> Invitation:
    actor = actor or coordinator()
    with tenant_scope(actor):
        asked = BodyAsked(body, people, authority_id)
        return commands.invite(actor=actor, campaign_id=campaign.pk, body=asked, at=MONDAY)


def holder(invitation: Invitation, number: int = 0) -> Actor:
    """Somebody who came by the link of one of those who were asked."""
    with tenant_scope(PROGRAM):
        one = list(Respondent.objects.filter(invitation_id=invitation.pk).order_by("name"))[number]
    return Actor(region_id=ALDER_VALLEY, link=one.link_hash)


def secret_of_holder(invitation: Invitation) -> str:
    with tenant_scope(PROGRAM):
        [one] = Respondent.objects.filter(invitation_id=invitation.pk)
    return secret_of(ALDER_VALLEY, "respondent", one.pk)


def answer(invitation: Invitation, answers: dict[str, object]) -> None:
    """Fill in a body's answer and send it, as the holder of its link does."""
    visitor = holder(invitation)
    with tenant_scope(visitor):
        secret = commands.open_answer(actor=visitor, at=MONDAY)
    filler = Actor(region_id=ALDER_VALLEY, link=hash_of(secret))
    with tenant_scope(filler):
        response = questionnaires.response_by_link(filler)
        fill.save_answers(actor=filler, response_id=response.pk, answers=answers, at=MONDAY)
        fill.submit_response(actor=filler, response_id=response.pk, at=MONDAY)


def lacking(
    number: int, people: int, *, level: str = "large", basis: str = "high", **more: object
) -> dict[str, object]:
    """What is typed of one need that is lacking."""
    name = f"need_{number}"
    return {f"{name}_level": "large", f"{name}_people": people, f"{name}_basis": "high", **more}
