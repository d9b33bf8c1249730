"""A resident types everyday words on a phone and finds the service."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, first_service


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("he", "אוכל לסבתא שלי"),
        ("ar", "مساعدة غذائية لكبار السن"),
        ("ru", "помощь с продуктами для пожилых"),
        ("en", "food for my grandmother"),
        ("am", "ምግብ"),
    ],
)
def test_everyday_words_lead_to_a_service_page(arrive: Arrive, language: str, words: str) -> None:
    visitor = arrive(language=language)
    page = visitor.open("/")

    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?**")
    visitor.open(first_service(page))

    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("main").inner_text().strip()


def test_the_search_works_without_javascript(arrive: Arrive) -> None:
    visitor = arrive(scripts=False)
    page = visitor.open("/")

    page.locator("#q").fill("חלוקת מזון")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?**")

    assert page.locator("ol.cards > li").count() > 0


def test_the_whole_state_is_in_the_address(arrive: Arrive) -> None:
    address = "/search?q=%D7%9E%D7%96%D7%95%D7%9F&language=ar&free=1"
    first, second = arrive(), arrive()

    cards = [visitor.open(address).locator("ol.cards").inner_text() for visitor in (first, second)]

    assert cards[0] == cards[1]


def test_a_wrong_keyboard_layout_is_repaired_and_said(arrive: Arrive) -> None:
    visitor = arrive()

    page = visitor.open("/search?q=nzui+keahaho")  # "מזון לקשישים" typed on the English layout

    assert "מזון לקשישים" in page.locator("main").inner_text()
    assert page.locator("ol.cards > li").count() > 0


def test_a_place_in_the_words_narrows_to_its_residents(arrive: Arrive) -> None:
    page = arrive().open("/search?q=מזון לקשישים בכרמיאל")

    assert "כרמיאל" in page.locator("main").inner_text()
    assert page.locator("ol.cards > li").count() > 0


def test_nothing_found_is_never_an_empty_page(arrive: Arrive) -> None:
    page = arrive().open("/search?q=קסדלפגחכ&town=1139&free=1&open=1")

    assert page.locator("ol.cards > li").count() > 0
    assert page.locator("[role=status], .relaxed, .understood").count() > 0


def test_suggestions_are_chosen_with_the_keyboard(arrive: Arrive) -> None:
    page = arrive(width=1280).open("/")

    page.locator("#q").fill("מזו")  # at once: the list that comes is the last
    options = page.locator("[role=listbox] [role=option]")
    expect(options.first).to_be_visible()
    page.locator("#q").press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]").inner_text()
    page.locator("#q").press("Enter")
    page.wait_for_load_state()

    assert chosen.split("\n")[0].strip()
    assert page.url.rstrip("/") != page.url.split("/")[0]


def test_every_control_is_reached_by_tab_and_shows_its_focus(arrive: Arrive) -> None:
    page = arrive(width=1280).open("/search?q=מזון")
    wanted = page.locator("ol.cards h3 a, ol.cards h2 a").first
    invisible = []

    for _ in range(80):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                return [e.outerHTML.slice(0, 80), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0
                        || s.boxShadow !== 'none']; }"""
        )
        if not seen[1]:
            invisible.append(seen[0])
        if wanted.evaluate("e => e === document.activeElement"):
            break
    else:
        pytest.fail("The first result was not reached with 80 tabs.")

    assert invisible == []


def test_numbers_keep_their_order_in_right_to_left_text(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.open("/search?q=מזון")
    page = visitor.open(first_service(visitor.page))

    loose = page.evaluate(
        r"""() => { const found = [];
            const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) { const node = walk.currentNode;
                if (/\d\s*[-–]\s*\d/.test(node.data) && !node.parentElement.closest('bdi,[dir=ltr],script'))
                    found.push(node.data.trim()); }
            return found; }"""
    )

    assert loose == []


def test_a_sample_number_cannot_be_dialled(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.open("/search?q=מזון")

    page = visitor.open(first_service(visitor.page))

    assert page.locator("a[href^='tel:'], a[href*='wa.me']").count() == 0


def test_a_choice_of_filters_draws_the_map_anew(arrive: Arrive):
    visitor = arrive(width=1280)
    page = visitor.open("/search?q=אוכל&view=map")
    expect(page.locator("[data-map] .map-place").first).to_be_visible()
    before = page.locator("[data-map] .map-place").evaluate_all(
        "places => places.map(place => place.setAttribute('data-before', '')).length"
    )

    page.locator("input[name=free]").check()

    expect(page.locator("[data-map] .map-place:not([data-before])").first).to_be_visible()
    expect(page.locator("[data-map] .map-place[data-before]")).to_have_count(0)
    assert "free=1" in page.url
    assert 0 < page.locator("[data-map] .map-place").count() <= before
