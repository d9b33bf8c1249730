"""Three towns answer what their people lack, a gap becomes a need; and the network is read by keyboard."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive, Visitor, beside_the_site, press, sign_in
from tests.journeys.test_volunteer import Watch

TOWNS = {"1063": 40, "7600": 25, "9100": 60}  # Ma'alot-Tarshiha, Acre, Nahariyya, and how many lack it there
TERM = "human_services:culture_and_sports:music"
# What stands in the letters: the links of everybody who was asked by a campaign.
LINKS = """
import sys
import django
django.setup()
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.needs.commands.letters import link_of
from igum.needs.models import Respondent
with tenant_scope(system_actor(212)):
    asked = Respondent.objects.filter(invitation__campaign_id=sys.argv[1]).select_related("region", "invitation")
    for one in asked:
        print(one.invitation.authority_id, link_of(one).split("/", 3)[3])
"""


def answer(visitor: Visitor, path: str, people: int, watch: Watch | None) -> None:
    """Open the link, fill in the two parts of the form, and send it."""
    page = visitor.open(path)
    if watch:
        watch.look()
    press(page.locator("form[action$='/answer'] button"))
    press(page.locator("a.button[href='?section=1']"))
    choose(page, "need_1_level", "large")
    page.locator("[name=need_1_people]").fill(str(people))
    page.locator("[name=need_1_people]").blur()
    choose(page, "need_1_basis", "high")
    if watch:
        watch.look()
    press(page.locator(".buttons button[value=on]"))
    page.locator("[name=who]").fill("מנהלת")
    press(page.locator(".buttons button[value=on]"))
    press(page.locator("form[action$='/send'] button"))


def choose(page: Page, name: str, value: str) -> None:
    """A choice, by the label that is seen."""
    page.locator("label.choice", has=page.locator(f"[name={name}][value={value}]")).click()


def make_campaign(page: Page, title: str) -> str:
    """One need out of a survey that stands ready; the id of the campaign."""
    press(page.locator("a[href$='?from=youth']"))
    page.fill("[name=title_he]", title)
    page.fill("[name=title_ar]", title)
    ticked = page.locator("[name=terms]:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    for term in set(ticked) - {TERM}:
        page.locator(f"[name=terms][value='{term}']").uncheck()
    press(page.locator("main form button").last)
    return page.url.rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("language", ["he", "ar"])
def test_three_towns_answer_and_a_gap_becomes_a_need(arrive: Arrive, language: str) -> None:
    coordinator = arrive(language=language, width=390)
    watch = Watch(coordinator)
    page = sign_in(coordinator, "coordinator")
    coordinator.open("/mapping/")
    watch.look()
    campaign = make_campaign(page, f"מיפוי {uuid4().hex[:6]}")
    for town in TOWNS:
        page.select_option("[name=authority]", town)
        page.fill("[name=body]", "רווחה")
        page.fill("[name=name]", "עובדת לדוגמה")
        page.fill("[name=email]", "welfare@demo.example")
        press(page.locator("form[action$='/invite'] button"))
        expect(page.locator(".alert.good")).to_be_visible()
    watch.look()

    for line in beside_the_site(LINKS, campaign).splitlines():
        town, path = line.split(" ")
        visitor = arrive(language=language, width=390)
        # The same form for every town: looked at once, where the longest name stands in it.
        theirs = Watch(visitor) if town == "1063" else None
        answer(visitor, f"/{path}", TOWNS[town], theirs)
        assert not theirs or theirs.problems == []

    coordinator.open(f"/mapping/{campaign}/gaps/")
    watch.look()
    expect(page.locator(".gap-large strong")).to_have_count(3)
    expect(page.locator("tfoot")).to_contain_text("125")
    press(page.locator("form[action$='/gaps/need'] button").first)
    expect(page.locator("main")).to_contain_text("60")
    watch.look()
    assert watch.problems == []


@pytest.mark.parametrize("language", ["he", "ar"])
def test_the_network_is_read_by_keyboard_on_a_phone(arrive: Arrive, language: str) -> None:
    visitor = arrive(language=language, width=390)
    watch = Watch(visitor)
    page = sign_in(visitor, "coordinator")
    visitor.open("/network/")
    watch.look()
    expect(page.locator("section[aria-labelledby=table-title] tbody tr")).to_have_count(120)

    page.locator("#network-q").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/*/*")

    expect(page.locator("h1")).to_have_text(chosen)
    expect(page.locator("#leaving-title")).to_be_visible()
    watch.look()
    assert watch.problems == []
