"""A coordinator puts a room on the list, moves a session into it, and finds it in the month, the week and the list."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, press, sign_in
from tests.journeys.living_rounds import rounds_at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_coordinator_lists_a_room_and_moves_a_session_into_it(arrive: Arrive, site: str, language: str):
    rounds = rounds_at(site)
    cohort, session = rounds.made["homework"], rounds.made[f"meeting-{language}"]
    room = f"{rounds.key}-{language}"
    desk = arrive(language=language)
    sign_in(desk, "coordinator")

    page = desk.open("/rooms/")
    page.locator("details:has(form[action$='/rooms/add']) > summary").click()
    assert desk.problems(390) == []
    page.locator("form[action$='/rooms/add'] [name=name]").fill(room)
    press(page.locator("form[action$='/rooms/add'] button"))
    expect(page.get_by_role("heading", name=room, exact=True)).to_be_visible()

    page = desk.open(f"/sessions/{session}/arrange")
    assert desk.problems(390) == []
    one = page.locator("form:has([name=on])")  # beside it stands the form that moves all later ones too
    day = one.locator("[name=on]").input_value()
    one.locator("[name=at]").fill("18:15")
    one.locator("[name=room]").select_option(label=room)
    press(one.locator("button"))
    assert page.url.endswith(f"/sessions/{session}/")

    for view in ("month", "week", "list"):
        page = desk.open(f"/calendar/?view={view}&on={day}&cohort={cohort}")
        moved = page.locator("ol.calendar li", has=page.locator(f"a[href='/sessions/{session}/']")).last
        expect(moved).to_contain_text(room)
        assert (view, desk.problems(390)) == (view, [])


@pytest.mark.parametrize("language", ["he", "ar"])
def test_what_a_coordinator_sees_at_a_glance_is_accessible_and_fits(arrive: Arrive, site: str, language: str):
    cohort = rounds_at(site).made["homework"]
    desk = arrive(language=language)
    sign_in(desk, "coordinator")
    problems: list[str] = []

    for path in ("/board/", "/caseload/?whose=all", f"/cohorts/{cohort}/gates/"):
        page = desk.open(path)
        expect(page.locator("main ul.board > li").first).to_be_visible()
        problems += [f"{path} {problem}" for problem in desk.problems(390)]

    assert problems == []
