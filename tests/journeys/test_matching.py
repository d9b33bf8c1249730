"""A coordinator matches and opens the calendar; both sides agree."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.living_rounds import FAMILIES, press, rounds_at
from tests.journeys.test_attendance import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_coordinator_matches_both_sides_agree_and_the_calendar_is_opened(arrive: Arrive, site: str, language: str):
    rounds = rounds_at(site)
    cohort, name = rounds.made[f"matching-{language}"], FAMILIES[language]
    desk = arrive(language=language)
    sign_in(desk.page, desk.base, "coordinator")
    page = desk.open(f"/cohorts/{cohort}/team/")
    press(page, "mentors")
    expect(page.locator("ul.applications > li")).to_contain_text(name)
    assert desk.problems(390, 1280) == []
    press(page, "1")
    assert desk.problems(390) == []

    family = arrive(language=language)
    family.open(rounds.way(f"matching-{language}", language))
    assert family.problems(390) == []
    press(family.page, "agree:")

    mentor = arrive(language=language)
    sign_in(mentor.page, mentor.base, "volunteer")
    mentor.open("/mine/")
    assert mentor.problems(390) == []
    mentor.page.locator("section.card", has_text=name).locator("button[value=agree]").click()
    mentor.page.get_by_role("link", name=name).last.click()
    expect(mentor.page.locator("h1")).to_have_text(name)

    desk.open(f"/cohorts/{cohort}/team/")
    expect(desk.page.locator("ul.applications .badge.good")).to_have_count(1)
    desk.open(f"/cohorts/{cohort}/calendar/")
    desk.page.locator("form[action$=draw] button").click()
    expect(desk.page.locator("a[href^='/sessions/']")).to_have_count(6)
    assert desk.problems(390) == []
