"""A coordinator matches and opens the calendar; both sides agree."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, press, sign_in
from tests.journeys.living_rounds import FAMILIES, rounds_at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_coordinator_matches_both_sides_agree_and_the_calendar_is_opened(arrive: Arrive, site: str, language: str):
    rounds = rounds_at(site)
    cohort, name = rounds.made[f"matching-{language}"], FAMILIES[language]
    desk = arrive(language=language)
    sign_in(desk, "coordinator")
    page = desk.open(f"/cohorts/{cohort}/team/")
    press(page.locator("main button[value^=mentors]").first)
    expect(page.locator("ul.applications > li")).to_contain_text(name)
    assert desk.problems(390, 1280) == []
    press(page.locator("main button[value^='1']").first)
    assert desk.problems(390) == []

    family = arrive(language=language)
    family.open(rounds.way(f"matching-{language}", language))
    assert family.problems(390) == []
    press(family.page.locator("main button[value^='agree:']").first)

    mentor = arrive(language=language)
    sign_in(mentor, "volunteer")
    mentor.open("/mine/")
    assert mentor.problems(390) == []
    press(mentor.page.locator("section.card", has_text=name).locator("button[value=agree]"))
    press(mentor.page.get_by_role("link", name=name).last)
    expect(mentor.page.locator("h1")).to_have_text(name)

    desk.open(f"/cohorts/{cohort}/team/")
    expect(desk.page.locator("ul.applications .badge.good")).to_have_count(1)
    desk.open(f"/cohorts/{cohort}/calendar/")
    press(desk.page.locator("form[action$=draw] button"))
    expect(desk.page.locator("a[href^='/sessions/']")).to_have_count(6)
    assert desk.problems(390) == []
