"""Two regions with a resident each, and the two social workers who know one of them."""

from igum.core.actor import Actor
from igum.people.models import Resident
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    CEDAR,
    ELM,
    MAPLE_HILLS,
    make_actor,
    make_places,
    make_resident,
)

__all__ = ["ALDER_VALLEY", "BIRCH", "CEDAR", "ELM", "MAPLE_HILLS", "Actor", "Resident", "two_regions"]


def two_regions() -> tuple[Actor, Actor]:
    """Make them; returns the worker in Birch (valley) and the worker in Elm (hills)."""
    make_places()
    make_resident(BIRCH, family_name="birch-resident")
    make_resident(CEDAR, family_name="cedar-resident")
    make_resident(ELM, region_id=MAPLE_HILLS, family_name="elm-resident")
    return make_actor(Role.SOCIAL_WORKER, BIRCH), make_actor(Role.SOCIAL_WORKER, ELM, region_id=MAPLE_HILLS)
