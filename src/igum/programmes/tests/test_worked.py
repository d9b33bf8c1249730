"""Work in a programme shows a tie between organisations, and nobody's name."""

from uuid import UUID

import pytest

from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.needs.slots import Work
from igum.people.models import Post
from igum.programmes.models import TeamMember
from igum.programmes.tests.factories import DURING, PROGRAM, WESTERN_GALILEE, make_user, publish
from igum.programmes.tests.test_referrals import REFERRED, refer
from igum.programmes.worked import worked

pytestmark = pytest.mark.usefixtures("region")
CENTRE, SCHOOL, CLINIC = (UUID(int=number) for number in (1, 2, 3))
# Sees the network, and no team.
COMMITTEE = Actor(7, WESTERN_GALILEE, (PostHeld("steering_member", WESTERN_GALILEE),))


def somebody_of(organization):
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(
            user=user, role="provider", region_id=WESTERN_GALILEE, organization_id=organization, starts_on=DURING
        )
    return user


def test_people_of_two_organisations_in_one_team_act_together_and_who_refers_to_it_passes_on():
    cohort = publish(intake=REFERRED)
    with tenant_scope(PROGRAM):
        for organization in (CENTRE, SCHOOL, CENTRE):
            TeamMember.objects.create(
                region_id=WESTERN_GALILEE,
                cohort=cohort,
                role="mentor",
                user=somebody_of(organization),
                name="Dana",
                since_at=DURING,
            )
    refer(cohort, somebody_of(CLINIC))

    with tenant_scope(COMMITTEE):
        found = worked(COMMITTEE)

    assert found == [
        Work(CENTRE, SCHOOL, 3, DURING.year),
        Work(CENTRE, CLINIC, 2, DURING.year),
        Work(SCHOOL, CLINIC, 2, DURING.year),
    ]
