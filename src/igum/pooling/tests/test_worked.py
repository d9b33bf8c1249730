"""Ties that a shared service shows between organisations of different towns."""

import pytest

from igum.core.tenancy import tenant_scope
from igum.directory.models import Location, Organization, Service, ServiceArea, Term
from igum.directory.tests.factories import make_terms
from igum.needs.tests.factories import FOOD, LEGAL
from igum.needs.tests.factories import make_need as written_down
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, BIRCH_TOWN, CEDAR, CEDAR_TOWN, make_actor
from igum.pooling import commands
from igum.pooling.commands import NewPool
from igum.pooling.tests.factories import NOW, SOURCE, coordinator, make_plans, propose, sign
from igum.pooling.worked import worked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def make_body(name, town, term):
    body = Organization.objects.create(name=name)
    Location.objects.create(organization=body, locality_id=town, address="1 Main Street")
    service = Service.objects.create(organization=body, name=name, description=name, modified_at=NOW)
    service.terms.set(Term.objects.filter(pk=term))
    ServiceArea.objects.create(service=service, region_id=ALDER_VALLEY)
    return body.pk


def test_organisations_of_two_towns_cooperate_once_both_have_signed():
    make_terms()
    kitchen, canteen = make_body("Kitchen", BIRCH_TOWN, FOOD), make_body("Canteen", CEDAR_TOWN, FOOD)
    make_body("Second kitchen", BIRCH_TOWN, LEGAL)
    need, actor = written_down(), coordinator()
    with tenant_scope(actor):
        new = NewPool(titles={"he": "ארוחות"}, source=SOURCE, need_ids=(need.pk,))
        pool = commands.make_pool(actor=actor, new=new, at=NOW)
    agreement = propose(make_plans(pool)[0])
    looks = make_actor(Role.SOCIAL_WORKER, BIRCH)
    sign(agreement, BIRCH)
    with tenant_scope(looks):
        assert worked(looks) == []

    sign(agreement, CEDAR)

    with tenant_scope(looks):
        [tie] = worked(looks)
    assert ({tie.one, tie.other}, tie.intensity, tie.year) == ({kitchen, canteen}, 2, 2027)
