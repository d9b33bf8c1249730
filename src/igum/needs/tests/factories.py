"""Needs and campaigns, and the people who recur: one who may, one from next door, one who may not."""

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.needs import commands
from igum.needs.commands import NeedData, Size
from igum.needs.models import Need
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, BIRCH_TOWN, CEDAR, MONDAY, make_actor

FOOD, LEGAL = "human_services:food", "human_services:legal"
PROGRAM = system_actor(ALDER_VALLEY)


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
