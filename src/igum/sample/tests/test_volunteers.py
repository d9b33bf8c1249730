"""The volunteers of the demo: the same ones every time, with what bodies ask and who comes."""

import pytest
from django.utils import timezone

from igum.core.actor import ANYONE, system_actor
from igum.core.tenancy import tenant_scope
from igum.places.commands import load_places
from igum.sample.accounts import load_accounts
from igum.sample.commands import load_demo_region
from igum.sample.services import REGION
from igum.sample.volunteers import load_demo_volunteer, load_volunteers, profiles
from igum.volunteering.models import HoursEntry, Opportunity, Shift, SignUp, Vetting, Volunteer


def test_the_volunteers_are_forty_of_four_languages_and_always_the_same():
    first, second = list(profiles()), list(profiles())

    assert first == second
    assert len({one.name for one in first}) == len(first) == 40
    assert {one.language for one in first} == {"he", "ar", "ru", "am"}


@pytest.mark.django_db
def test_loading_twice_is_the_same_as_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    load_places()
    load_demo_region(actor=ANYONE, at=now)
    load_accounts(at=now)

    for _ in range(2):
        load_volunteers(at=now)
        load_demo_volunteer(at=now)

    with tenant_scope(system_actor(REGION)):
        assert Opportunity.objects.filter(is_sample=True).published().count() == 15
        assert Volunteer.objects.filter(is_sample=True).count() == 40
        assert SignUp.objects.placed().count() == sum(Shift.objects.values_list("taken", flat=True)) > 30
        assert Vetting.objects.waiting().exists()
        demo = Volunteer.objects.get(email="volunteer@demo.example")
        assert HoursEntry.objects.filter(volunteer=demo, approved_at__isnull=False).count() == 1
        assert SignUp.objects.upcoming(now).filter(volunteer=demo).count() == 1
