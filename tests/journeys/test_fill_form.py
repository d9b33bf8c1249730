"""A family fills in a form on a phone: starts, leaves, comes back, loses the network, and sends."""

import json
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive, Visitor, beside_the_site
from tests.journeys.family_form import FORM

pytestmark = pytest.mark.browser

# As a programme would: keep the form, and begin a response under a secret that goes into the letter.
BEGIN = """
import json, sys, django
django.setup()
from django.utils import timezone
from igum.core.actor import system_actor
from igum.core.links import new_secret
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.questionnaires import commands
region, secret, at = places.region("western-galilee"), new_secret(), timezone.now()
actor = system_actor(region.pk)
with tenant_scope(actor):
    kept = commands.keep_questionnaire(
        actor=actor, region_id=region.pk, key="journey", definition=json.load(sys.stdin), at=at)
    commands.start_response(
        actor=actor, questionnaire_id=kept.pk, purpose="journeys.form", about_id=None, authority_id=None,
        secret=secret, language="he", at=at)
print(json.dumps({"secret": secret, "questionnaire": str(kept.pk)}))
"""
WORDS = {
    "he": {"town": "עכו", "yes": "כן", "name": "רות כהן־לוי", "why": "מישהי לדבר איתה 👶🏽", "helps": "אמא שלי"},
    "ar": {"town": "عكا", "yes": "نعم", "name": "ريم خوري", "why": "من أتحدّث معها 👶🏽", "helps": "أمّي"},
}


@dataclass(frozen=True)
class Begun:
    """A response that waits to be filled in."""

    path: str
    preview: str


@pytest.fixture
def begun(site: str) -> Begun:
    made = json.loads(beside_the_site(BEGIN, said=json.dumps(FORM)))
    here = "/forms/western-galilee"
    return Begun(f"{here}/{made['secret']}/", f"{here}/preview/{made['questionnaire']}")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved-line][data-how=good]")).to_be_visible()


def go_on(page: Page, to: str = "") -> None:
    page.locator(".buttons button[value=on]").click()
    if to:
        page.wait_for_url(f"**section={to}")


def field(page: Page, name: str):
    return page.locator(f"[name='{name}']")


def is_sound(visitor: Visitor) -> None:
    assert visitor.accessibility_violations() == []
    assert visitor.overflow() == 0


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_family_starts_leaves_comes_back_and_sends(arrive: Arrive, begun: Begun, language: str):
    words = WORDS[language]
    visitor = arrive(language=language, width=390)
    page = visitor.open(begun.path)
    is_sound(visitor)
    page.locator("a.button[href='?section=1']").click()
    is_sound(visitor)
    field(page, "full_name").fill(words["name"])
    field(page, "phone").fill("050-123-4567")
    field(page, "id_number").fill("12345675")
    field(page, "id_number").blur()
    expect(page.locator("#q-id_number-error")).to_be_visible()
    field(page, "id_number").fill("12345674")
    field(page, "id_number").blur()
    expect(page.locator("#q-id_number-error")).to_be_hidden()
    saved(page)

    # The phone is put away in the middle of a part; another one goes on by the same link.
    visitor.context.close()
    visitor = arrive(language=language, width=390)
    page = visitor.open(begun.path)
    page.locator("a.button").first.click()
    expect(field(page, "full_name")).to_have_value(words["name"])
    field(page, "town").select_option(label=words["town"])
    go_on(page, "2")

    field(page, "due_on").fill("2026-12-24")
    expect(field(page, "who_helps")).to_be_hidden()
    page.locator("label.choice", has_text=words["yes"]).first.click()
    expect(field(page, "who_helps")).to_be_visible()
    field(page, "who_helps").fill(words["helps"])
    field(page, "income").fill("4,250.50")
    page.locator("[name=languages][value=ar]").check()
    saved(page)
    is_sound(visitor)
    go_on(page, "3")

    page.locator("button[name=add]").click()
    page.locator("[name$=child_name]").fill(words["name"])
    page.locator("button[name=add]").click()
    expect(page.locator("[name$=child_name]")).to_have_count(2)
    expect(page.locator("[name$=child_name]").first).to_have_value(words["name"])
    page.locator("button[name=remove]").last.click()
    expect(page.locator("[name$=child_name]")).to_have_count(1)
    is_sound(visitor)
    go_on(page, "4")

    field(page, "why").fill(words["why"])
    expect(page.locator("#q-why-count")).to_contain_text(str(len(words["why"])))
    go_on(page, "check")
    is_sound(visitor)
    page.locator("form[action$=send] button").click()
    page.wait_for_url("**look=1")
    errors = page.locator("[data-errors] a")
    expect(errors).to_have_count(1)
    expect(page.locator("[data-errors]")).to_be_focused()
    is_sound(visitor)
    errors.first.click()
    page.locator("#q-agrees").check()
    go_on(page, "check")
    page.locator("form[action$=send] button").click()

    expect(page.locator(".alert.good")).to_be_visible()
    expect(page.locator("main")).to_contain_text("4,250.50")
    is_sound(visitor)


def test_what_was_typed_without_a_network_is_kept_and_sent_when_it_returns(arrive: Arrive, begun: Begun):
    visitor = arrive(width=390)
    page = visitor.open(begun.path + "?section=1")
    field(page, "full_name").fill("רות")
    field(page, "full_name").blur()
    saved(page)

    visitor.context.set_offline(True)
    field(page, "full_name").fill("רות כהן")
    field(page, "full_name").blur()
    expect(page.locator("[data-saved-line][data-how=bad]")).to_be_visible()
    go_on(page)
    expect(field(page, "full_name")).to_have_value("רות כהן")  # the page did not leave for a browser's error
    is_sound(visitor)
    visitor.context.set_offline(False)
    saved(page)
    page.reload()

    expect(field(page, "full_name")).to_have_value("רות כהן")
    assert page.evaluate("localStorage.length") == 0
    visitor.complaints[:] = [each for each in visitor.complaints if "ERR_INTERNET_DISCONNECTED" not in each]


def test_a_phone_that_died_without_a_network_sends_what_it_kept_at_the_next_visit(arrive: Arrive, begun: Begun):
    visitor = arrive(width=390)
    page = visitor.open(begun.path + "?section=1")
    visitor.context.set_offline(True)
    field(page, "full_name").fill("רות כהן")
    field(page, "full_name").blur()
    expect(page.locator("[data-saved-line][data-how=bad]")).to_be_visible()
    page.close(run_before_unload=False)
    visitor.context.set_offline(False)

    page = visitor.context.new_page()
    page.goto(visitor.base + begun.path + "?section=1")
    expect(field(page, "full_name")).to_have_value("רות כהן")
    saved(page)
    page.reload()

    expect(field(page, "full_name")).to_have_value("רות כהן")
    visitor.complaints.clear()


def test_two_windows_show_what_was_typed_last(arrive: Arrive, begun: Begun):
    visitor = arrive(width=390)
    first = visitor.open(begun.path + "?section=1")
    second = visitor.context.new_page()
    second.goto(visitor.base + begun.path + "?section=1")
    for page, name in ((second, "רות לוי"), (first, "רות כהן")):
        field(page, "full_name").fill(name)
        field(page, "full_name").blur()
        saved(page)

    second.reload()

    expect(field(second, "full_name")).to_have_value("רות כהן")


@pytest.mark.parametrize("language", ["he", "ar", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_whole_form_is_seen_and_printed_before_starting(arrive: Arrive, begun: Begun, language: str, width: int):
    visitor = arrive(language=language, width=width)

    for path in (begun.preview, begun.path + "print", begun.path, begun.path + "?section=check"):
        visitor.open(path)
        is_sound(visitor)


def test_the_form_is_filled_in_without_scripts(arrive: Arrive, begun: Begun):
    visitor = arrive(width=390, scripts=False)
    page = visitor.open(begun.path + "?section=1")
    field(page, "full_name").fill("רות כהן")
    field(page, "phone").fill("12")
    go_on(page)
    expect(page.locator(".alert.refusal a")).to_have_count(2)  # the telephone, and the town that is still missing
    field(page, "phone").fill("0501234567")
    go_on(page)
    expect(page).to_have_url(visitor.base + begun.path + "?section=2")
    page.locator("label.choice", has_text="כן").first.click()
    go_on(page)

    expect(field(page, "who_helps")).to_be_visible()
