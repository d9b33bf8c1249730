"""From the public page to a place: two families apply, a worker screens, one gives up, the next is offered."""

import json
from dataclasses import dataclass
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive, Visitor, beside_the_site, press, sign_in

pytestmark = pytest.mark.browser

# Beside the site, on its data: a programme with one place and a reviewer, and a second family that has applied.
MAKE = """
import json, sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from igum.programmes.tests import factories
at, key = timezone.now(), sys.argv[1]
day = lambda away: (at + timedelta(days=away)).date().isoformat()
definition = factories.a_definition()
ask = {"he": "כמה נפשות בבית?", "ar": "كم شخصًا في البيت؟"}
children = {"he": "כמה ילדים?", "ar": "كم ولدًا؟"}
definition["forms"]["application"]["title"] = {"he": "בקשה להצטרף", "ar": "طلب انضمام"}
for question, words in zip(definition["forms"]["application"]["questions"], (ask, children)):
    question["ask"] = words
because = {"he": "שלוש נפשות ומעלה בבית.", "ar": "ثلاثة أشخاص أو أكثر في البيت."}
definition["selection"]["eligible"][0]["because"] = because
definition["selection"]["score"][0]["because"] = {"he": "ילדים בבית", "ar": "أولاد في البيت"}
definition["selection"]["panel"] = {"reviewers": 1, "most": 30, "ask": {"he": "מוכנות", "ar": "جاهزية"}}
cohorts = [{"key": "2026", "opens": day(-5), "closes": day(5), "starts": day(40), "places": 1}]
cohort = factories.publish(
    at=at - timedelta(days=9), key=key, cohorts=cohorts, forms=definition["forms"], selection=definition["selection"],
    intake={"form": "application", "channels": ["self", "referral", "staff"]})
secret = f"second-{key}"
factories.apply(cohort, secret, at=at, name="משפחת שקד (דוגמה)", town=9100, children=1)
print(json.dumps({"cohort": str(cohort.pk), "second": secret}))
"""
FAMILY = {"he": "משפחת ארז (דוגמה)", "ar": "عائلة سمعان (مثال)"}


@dataclass(frozen=True)
class Run:
    """A programme on the site: its key, its round, and the secret of the family that has applied already."""

    key: str
    cohort: str
    second: str


@pytest.fixture
def programme(site: str) -> Run:
    key = f"journey-{uuid4().hex[:8]}"
    return Run(key, **json.loads(beside_the_site(MAKE, key)))


def status_of(visitor: Visitor, secret: str) -> Page:
    return visitor.open(f"/applications/western-galilee/{secret}/")


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_family_applies_is_offered_a_place_gives_it_up_and_the_next_is_offered_it(
    arrive: Arrive, programme: Run, language: str
):
    family = arrive(language=language, width=390)
    page = family.open(f"/programmes/western-galilee/{programme.key}/")
    assert family.problems() == []
    press(page.locator("form[action$=apply] button"))
    secret = page.url.rstrip("/").split("/")[-1]
    press(page.locator("a.button[href='?section=1']"))
    page.fill("[name=contact_name]", FAMILY[language])
    page.fill("[name=contact_phone]", "050-000-0000")
    page.locator("[name=contact_phone]").blur()
    expect(page.locator("[data-saved-line][data-how=good]")).to_be_visible()

    # The phone is put away. By the same link the family comes back, sees that nothing was sent, and goes on.
    family.context.close()
    family = arrive(language=language, width=390)
    page = status_of(family, secret)
    expect(page.locator(".standing-started")).to_be_visible()
    assert family.problems() == []
    press(page.locator(".standing a.button"))
    press(page.locator("main a.button").first)
    expect(page.locator("[name=contact_name]")).to_have_value(FAMILY[language])
    page.locator("[name=town]").select_option("9100")
    page.locator(".buttons button[value=on]").click()
    page.wait_for_url("**section=2")
    page.fill("[name=members]", "6")
    page.fill("[name=children]", "4")
    page.locator(".buttons button[value=on]").click()
    page.wait_for_url("**section=check")
    page.locator("form[action$=send] button").click()
    page.wait_for_url("**/applications/**")
    expect(page.locator(".standing-received")).to_be_visible()
    assert family.problems() == []

    worker = arrive(language="he", width=390)
    desk = sign_in(worker, "coordinator")
    worker.open(f"/cohorts/{programme.cohort}/")
    assert worker.problems() == []
    press(desk.get_by_role("link", name=FAMILY[language]))
    assert worker.problems() == []
    desk.fill("[name=points]", "25")
    press(desk.locator("form[action$=review] button"))
    assert worker.problems() == []
    worker.open(f"/cohorts/{programme.cohort}/")
    press(desk.locator("form[action$=choose] button"))
    press(desk.locator("form[action$=offer] button"))
    assert worker.problems() == []

    page = status_of(family, secret)
    expect(page.locator(".standing-offered")).to_be_visible()
    assert family.problems() == []
    press(page.locator("button[name=answer][value=decline]"))
    expect(page.locator(".standing-declined")).to_be_visible()

    second = arrive(language=language, width=390)
    page = status_of(second, programme.second)
    expect(page.locator(".standing-offered")).to_be_visible()
    press(page.locator("button[name=answer][value=accept]"))
    expect(page.locator(".standing-taking_part")).to_be_visible()
    assert second.problems() == []
    worker.open(f"/cohorts/{programme.cohort}/")
