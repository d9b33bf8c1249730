"""A round's page: what it is called in the page's language, and what may be done with it at its stage."""

import pytest
from django.urls import reverse
from django.utils import translation

from igum.programmes.models import Cohort
from igum.programmes.queries.pages import Figures
from igum.programmes.rules.building import programme_of
from igum.programmes.rules.titles import round_title
from igum.programmes.rules.watching import Stage
from igum.programmes.tests.factories import a_definition
from igum.programmes.tests.test_views import NOW, a_round, apply, publish, sign_in
from igum.programmes.views.round_actions import MOST_NOW, actions_of, entering

pytestmark = pytest.mark.usefixtures("region")


def page_of(client, cohort: Cohort):
    return client.get(reverse("programmes:cohort", args=[cohort.pk]), headers={"Accept-Language": "en"})


def test_a_round_is_called_by_its_title_and_its_key_stands_in_addresses_alone(client):
    cohort = publish()
    sign_in(client)

    page = page_of(client, cohort)

    assert "· Round of 2026</p>" in page.text


def test_of_a_key_without_a_season_the_month_in_which_it_begins_is_told():
    begins = NOW.date().replace(year=2027, month=3)

    with translation.override("he"):
        assert "מרץ" in round_title("second-intake", begins)


@pytest.mark.parametrize("stage", Stage)
def test_at_each_stage_at_most_three_things_stand_first_and_every_other_is_behind_the_menu(stage):
    cohort, file = Cohort(), programme_of(a_definition())
    figures = Figures(places=2, taken=0, offered=0, applied=3, started=0, withdrawn=0, untold=2, by_outcome={})

    actions = actions_of(cohort, file, stage, figures, may_decide=True)

    assert actions.now[0].key == "tell"
    assert len(actions.now) == MOST_NOW
    keys = [one.key for one in (*actions.now, *actions.more)]
    assert len(keys) == len(set(keys)) == 12


def test_whoever_decides_nothing_is_offered_no_button_that_decides(client):
    cohort = publish()
    apply(cohort, "secret")
    sign_in(client, "social_worker")

    actions = page_of(client, cohort).context["actions"]

    assert not {"choose", "offer", "tell", "gates"} & {one.key for one in (*actions.now, *actions.more)}


@pytest.mark.parametrize(("subject", "words"), [("group", "Enter a team"), ("settlement", "Enter a settlement")])
def test_who_is_entered_is_called_what_the_programme_is_about(in_english, subject, words):
    assert entering(programme_of(a_definition(subject=subject))) == words


def test_a_round_whose_applications_are_closed_is_first_chosen(client):
    cohort = publish(cohorts=a_round(opened=20, closes_in=-5))
    sign_in(client)

    page = page_of(client, cohort)

    assert [one.key for one in page.context["actions"].now] == ["offer", "choose", "screen"]
