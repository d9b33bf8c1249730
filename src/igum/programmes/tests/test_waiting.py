"""Who waits for a place, told to those who plan services: by town, never below the programme's smallest number."""

import pytest

from igum.core.tenancy import tenant_scope
from igum.programmes import waiting
from igum.programmes.tests.factories import AKKO, apply_several, coordinator, make_places, publish
from igum.programmes.tests.test_thread import choose_and_offer
from igum.programmes.waiting import demand

pytestmark = pytest.mark.django_db


def waits(**confidentiality):
    """Three families ask for two places."""
    make_places()
    cohort = publish(confidentiality={"level": "protected", "keep": "P7Y", "small_cells_below": 1, **confidentiality})
    apply_several(cohort, [1, 3, 2])
    choose_and_offer(cohort)
    with tenant_scope(coordinator()):
        return list(demand(coordinator()))


def test_who_waits_is_counted_by_town_and_who_was_offered_a_place_is_not(monkeypatch):
    monkeypatch.setattr(waiting, "FEWEST", 1)
    [told] = waits()

    assert (told.source, [town for town, _people in told.localities]) == ("waiting_list", [AKKO])
    assert sum(people for _town, people in told.localities) == 1


def test_nothing_is_told_of_too_few_whatever_the_programme_shows_to_its_own():
    assert waits(small_cells_below=1) == []
