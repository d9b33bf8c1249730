from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from igum.core.tenancy import tenant_scope
from igum.needs import commands, queries
from igum.needs.commands import NeedData, NotANeed, NotOpen, Size
from igum.needs.models import Campaign, Need, NeedSize
from igum.needs.tests.factories import FOOD, LEGAL, PROGRAM, coordinator, make_campaign, make_need, neighbour
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR,
    CEDAR_TOWN,
    ELM,
    MAPLE_HILLS,
    MONDAY,
    make_actor,
    make_post,
    make_user,
)

pytestmark = pytest.mark.usefixtures("places")


def titles_seen_by(actor) -> list[str]:
    with tenant_scope(actor):
        return sorted(row.title for row in queries.needs_of(actor, actor.here))


def test_a_need_tells_its_sizes_by_town():
    make_need(None, sizes=[Size(BIRCH_TOWN, 12, age_from=65, language="ar"), Size(CEDAR_TOWN, 30)])
    actor = coordinator()

    with tenant_scope(actor):
        [row] = queries.needs_of(actor, ALDER_VALLEY)

    assert row.people == 42
    assert [(size.town, size.people, size.age_from, size.language) for size in row.sizes] == [
        ("Cedar", 30, None, None),
        ("Birch", 12, 65, "ar"),
    ]


def test_each_reads_the_needs_of_their_town_and_of_the_region():
    make_need(BIRCH, title="of Birch")
    make_need(None, title="of the valley")

    assert titles_seen_by(coordinator()) == ["of Birch", "of the valley"]
    assert titles_seen_by(coordinator(BIRCH)) == ["of Birch", "of the valley"]
    assert titles_seen_by(neighbour()) == ["of the valley"]
    assert titles_seen_by(make_actor(Role.COORDINATOR, ELM, region_id=MAPLE_HILLS)) == []


def test_the_database_hides_a_towns_needs_from_its_neighbour():
    make_need(BIRCH)
    make_need(None)

    with tenant_scope(neighbour()):
        assert Need.objects.count() == NeedSize.objects.count() == 1


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.STEERING_MEMBER, Role.PRIVACY_OFFICER])
def test_who_works_for_no_town_reads_no_need(role):
    actor = make_actor(role)

    with tenant_scope(actor), pytest.raises(PermissionDenied):
        queries.needs_of(actor, ALDER_VALLEY)


def test_a_neighbour_writes_down_no_need_of_another_town():
    with pytest.raises(PermissionDenied):
        make_need(BIRCH, actor=neighbour())


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "Say in a few words"),
        ({"term": "human_situations:age_group"}, "Choose what is lacking"),
        ({"population": "dragons"}, "Choose from the list"),
        ({"sizes": []}, "at least one town"),
        ({"sizes": [Size(BIRCH_TOWN, 0)]}, "at least one town"),
        ({"sizes": [Size(CEDAR_TOWN, 5)]}, "not of this authority"),
        ({"sizes": [Size(BIRCH_TOWN, 5, age_from=9, age_to=3)]}, "lowest age"),
    ],
)
def test_a_need_that_cannot_be_is_refused_in_words(wrong, why):
    with pytest.raises(NotANeed, match=why):
        make_need(BIRCH, **wrong)


def test_needs_in_a_pool_are_no_longer_open():
    one, other = make_need(BIRCH, term=FOOD), make_need(None, term=LEGAL)
    actor = coordinator()

    with tenant_scope(actor):
        many = commands.mark_pooled(actor=actor, need_ids=[one.pk, other.pk], at=MONDAY)
        again = commands.mark_pooled(actor=actor, need_ids=[one.pk, other.pk], at=MONDAY)

        assert (many, again) == (2, 0)
        assert queries.needs_of(actor, ALDER_VALLEY) == []
        assert len(queries.needs_of(actor, ALDER_VALLEY, state="pooled")) == 2


def test_a_closed_need_enters_no_pool():
    need = make_need(BIRCH)
    with tenant_scope(PROGRAM):
        commands.close_need(actor=PROGRAM, need_id=need.pk, at=MONDAY)

        with pytest.raises(NotOpen):
            commands.mark_pooled(actor=PROGRAM, need_ids=[need.pk], at=MONDAY)


def test_a_neighbour_pools_no_need_of_another_town():
    need, actor = make_need(BIRCH), neighbour()

    with tenant_scope(actor), pytest.raises(Need.DoesNotExist):
        commands.mark_pooled(actor=actor, need_ids=[need.pk], at=MONDAY)


def test_showing_needs_costs_the_same_however_many_there_are(django_assert_num_queries):
    for _ in range(3):
        make_need()
    actor = coordinator()

    with tenant_scope(actor), django_assert_num_queries(2):
        queries.needs_of(actor, ALDER_VALLEY)


def test_a_need_names_a_region_that_the_actor_acts_in():
    data = NeedData(term=FOOD, title="x", population="families", sizes=[Size(BIRCH_TOWN, 1)])

    with tenant_scope(PROGRAM), pytest.raises(NotANeed):
        commands.add_need(actor=PROGRAM, region_id=MAPLE_HILLS, data=data, at=MONDAY)


def test_a_gap_of_the_whole_region_makes_one_need_whoever_presses_at_once():
    campaign = make_campaign(FOOD)
    make_need(None, campaign_id=campaign.pk)

    with pytest.raises(IntegrityError):
        make_need(None, campaign_id=campaign.pk)


class TestWhoServesTwoTowns:
    """Nobody guesses for which of them something is made."""

    def browser(self):
        user = make_user()
        for town in (BIRCH, CEDAR):
            make_post(user, Role.COORDINATOR, town)
        browser = Client(HTTP_ACCEPT_LANGUAGE="en")
        browser.force_login(user)
        return browser

    @pytest.mark.parametrize(("town", "authority"), [(BIRCH_TOWN, BIRCH), (CEDAR_TOWN, CEDAR)])
    def test_a_need_is_of_the_authority_of_the_town_that_was_chosen(self, town, authority):
        said = {
            **{"term": FOOD, "title": "Meals", "population": "older_citizens", "regime": "routine"},
            **{"town": str(town), "people": "7", "confidence": "medium"},
        }

        answer = self.browser().post(reverse("needs:new-need"), said)

        assert answer.status_code == 302
        with tenant_scope(coordinator()):
            assert Need.objects.get().authority_id == authority

    def test_a_campaign_is_of_the_authority_that_was_chosen_and_of_none_before(self):
        browser = self.browser()
        said = {
            **{"title_he": "מיפוי", "population": "older_citizens", "regime": "routine", "terms": [FOOD]},
            "closes_on": str(timezone.localdate() + timedelta(days=9)),
        }

        unsaid = browser.post(reverse("needs:new-campaign"), said)
        elsewhere = browser.post(reverse("needs:new-campaign"), {**said, "authority": str(ELM)})
        made = browser.post(reverse("needs:new-campaign"), {**said, "authority": str(CEDAR)})

        assert [unsaid.status_code, elsewhere.status_code, made.status_code] == [200, 200, 302]
        with tenant_scope(coordinator()):
            campaign = Campaign.objects.select_related("questionnaire").get()
        assert campaign.authority_id == campaign.questionnaire.authority_id == CEDAR
