"""A family fills in a form on a phone: starts, leaves, comes back, loses the network, and sends."""

import json
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WIDTHS, Arrive, beside_the_site
from tests.journeys.family_form import FORM

pytestmark = pytest.mark.browser

# As a programme would: keep the form, and begin responses, each under a secret that goes into a letter.
BEGIN = """
import json, sys, django
django.setup()
from django.utils import timezone
from igum.core.actor import system_actor
from igum.core.links import new_secret
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.questionnaires import commands
region, at = places.region("western-galilee"), timezone.now()
secrets = [new_secret() for _ in range(int(sys.argv[1]))]
actor = system_actor(region.pk)
with tenant_scope(actor):
    kept = commands.keep_questionnaire(
        actor=actor, region_id=region.pk, authority_id=None, key="journey", definition=json.load(sys.stdin), at=at)
    for secret in secrets:
        commands.start_response(
            actor=actor, questionnaire_id=kept.pk, purpose="journeys.form", about_id=None, authority_id=None,
            secret=secret, language="he", at=at)
print(json.dumps({"secrets": secrets, "questionnaire": str(kept.pk)}))
"""
WORDS = {
    "he": {"town": "עכו", "yes": "כן", "name": "רות כהן־לוי", "why": "מישהי לדבר איתה 👶🏽", "helps": "אמא שלי"},
    "ar": {"town": "عكا", "yes": "نعم", "name": "ريم خوري", "why": "من أتحدّث معها 👶🏽", "helps": "أمّي"},
}


TESTS = 9  # as many responses are begun


@dataclass(frozen=True)
class Begun:
    """A response that waits to be filled in."""

    path: str
    preview: str


@pytest.fixture(scope="module")
def waiting(site: str) -> list[Begun]:
    """A response for each test of this file."""
    made = json.loads(beside_the_site(BEGIN, str(TESTS), said=json.dumps(FORM)))
    here = "/forms/western-galilee"
    return [Begun(f"{here}/{secret}/", f"{here}/preview/{made['questionnaire']}") for secret in made["secrets"]]


@pytest.fixture
def begun(waiting: list[Begun]) -> Begun:
    """A response that nobody has touched."""
    return waiting.pop()


def saved(page: Page) -> None:
    expect(page.locator("[data-saved-line][data-how=good]")).to_be_visible()


def go_on(page: Page, to: str = "") -> None:
    page.locator(".buttons button[value=on]").click()
    if to:
        page.wait_for_url(f"**section={to}")


def field(page: Page, name: str):
    return page.locator(f"[name='{name}']")


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_family_starts_leaves_comes_back_and_sends(arrive: Arrive, begun: Begun, language: str):
    words = WORDS[language]
    visitor = arrive(language=language, width=390)
    page = visitor.open(begun.path)  # looked at below, in test_the_whole_form_is_seen_and_printed_before_starting
    page.locator("a.button[href='?section=1']").click()
    assert visitor.problems() == []
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
    assert visitor.problems() == []
    go_on(page, "3")

    page.locator("button[name=add]").click()
    page.locator("[name$=child_name]").fill(words["name"])
    page.locator("button[name=add]").click()
    expect(page.locator("[name$=child_name]")).to_have_count(2)
    expect(page.locator("[name$=child_name]").first).to_have_value(words["name"])
    page.locator("button[name=remove]").last.click()
    expect(page.locator("[name$=child_name]")).to_have_count(1)
    assert visitor.problems() == []
    go_on(page, "4")

    field(page, "why").fill(words["why"])
    expect(page.locator("#q-why-count")).to_contain_text(str(len(words["why"])))
    go_on(page, "check")
    assert visitor.problems() == []
    page.locator("form[action$=send] button").click()
    page.wait_for_url("**look=1")
    errors = page.locator("[data-errors] a")
    expect(errors).to_have_count(1)
    expect(page.locator("[data-errors]")).to_be_focused()
    assert visitor.problems() == []
    errors.first.click()
    page.locator("#q-agrees").check()
    go_on(page, "check")
    page.locator("form[action$=send] button").click()

    expect(page.locator(".alert.good")).to_be_visible()
    expect(page.locator("main")).to_contain_text("4,250.50")
    assert visitor.problems() == []


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
    assert visitor.problems() == []
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


@pytest.mark.parametrize(("language", "widths"), [("he", WIDTHS), ("ar", WIDTHS[:1]), ("en", WIDTHS[1:])])
def test_the_whole_form_is_seen_and_printed_before_starting(
    arrive: Arrive, begun: Begun, language: str, widths: tuple[int, ...]
):
    visitor = arrive(language=language)

    for path in (begun.preview, begun.path + "print", begun.path, begun.path + "?section=check"):
        visitor.open(path)
        assert visitor.problems(*widths) == []


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
