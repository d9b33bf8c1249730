"""A handful of invented households in two towns, so that a social worker of the demo has somebody to look up."""

from datetime import datetime

from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.people.commands import Registration, register_household, register_resident
from igum.people.models import Resident, User
from igum.people.rules import Role
from igum.sample.reading import Node, read
from igum.sample.services import REGION, dead_number

# Turns of dead_number() from here on, by year of birth, belong to people: far behind those of the services.
FIRST_TURN = 7_000


def load_households(*, registrar: User, at: datetime) -> int:
    """Register the sample households, unless there are residents already. Returns how many people were registered.

    Args:
        registrar: the account in whose name the trail says they were registered; made a coordinator for this.
        at: the moment.
    """
    actor = Actor(user_id=registrar.pk, region_id=REGION, posts=(PostHeld(Role.COORDINATOR, REGION),))
    with tenant_scope(actor):
        if Resident.objects.filter(region_id=REGION).exists():
            return 0
        return sum(_register(actor, household, at) for household in read("households"))


def _register(actor: Actor, household: Node, at: datetime) -> int:
    home = register_household(
        actor=actor,
        authority_id=household["authority"],
        locality_id=household["locality"],
        address=household["address"],
        at=at,
    )
    for person in household["people"]:
        registration = Registration(
            authority_id=household["authority"],
            given_name=person["given"],
            family_name=person["family"],
            birth_year=person["born"],
            languages=tuple(person["languages"]),
            locality_id=household["locality"],
            household_id=home.pk,
            phone=dead_number(FIRST_TURN + person["born"]),
        )
        resident = register_resident(actor=actor, registration=registration, at=at)
        if email := person.get("account"):
            resident.user = User.objects.get(email=email)
            resident.save(update_fields=["user"])
    return len(household["people"])
