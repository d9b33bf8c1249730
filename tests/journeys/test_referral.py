"""A professional of another service refers a family, and learns of it in three words."""

import json
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, beside_the_site, press, sign_in
from tests.journeys.test_programme import FAMILY, MAKE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_professional_refers_a_family_and_the_coordinator_reads_who_it_was(arrive: Arrive, site: str, language: str):
    key = f"refer-{uuid4().hex[:8]}"
    cohort = json.loads(beside_the_site(MAKE, key))["cohort"]
    professional = arrive(language=language, width=390)
    page = sign_in(professional, "provider")
    professional.open(f"/programmes/western-galilee/{key}/")
    press(page.locator("a[href$='/refer']"))
    assert professional.problems(390, 1280) == []
    page.fill("[name=service]", "מרכז לגיל הרך (דוגמה)")
    page.fill("[name=mark]", "17")
    page.locator("[name=agreement]").first.check()
    press(page.locator("main form button"))
    form = page.url

    # Called away in the middle: the receipt leads back to the form.
    professional.open("/referrals/")
    assert professional.problems(390, 1280) == []
    press(page.locator("main .card a").first)
    press(page.locator(".standing a.button"))
    press(page.locator("main a.button[href='?section=1']").first)
    page.fill("[name=contact_name]", FAMILY[language])
    page.fill("[name=contact_phone]", "050-000-0000")
    page.locator("[name=town]").select_option("9100")
    page.locator(".buttons button[value=on]").click()
    page.wait_for_url("**section=2")
    page.fill("[name=members]", "6")
    page.locator(".buttons button[value=on]").click()
    page.wait_for_url("**section=check")
    page.locator("form[action$=send] button").click()
    page.wait_for_url("**/referrals/*/")
    expect(page.locator(".standing-received")).to_be_visible()
    assert professional.problems(390, 1280) == []
    assert FAMILY[language] not in page.content()

    # Its own form is closed to whoever filled it in: the family has another link.
    while page.request.get(form).status != 404:
        page.wait_for_timeout(250)

    worker = arrive(language=language, width=390)
    desk = sign_in(worker, "coordinator")
    worker.open(f"/cohorts/{cohort}/")
    press(desk.get_by_role("link", name=FAMILY[language]))
    expect(desk.locator("main")).to_contain_text("מרכז לגיל הרך (דוגמה)")
    assert worker.problems() == []
