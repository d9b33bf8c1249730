"""A professional of another service refers a family, and learns of it in three words."""

import json
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, beside_the_site
from tests.journeys.test_programme import FAMILY, MAKE, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_professional_refers_a_family_and_the_coordinator_reads_who_it_was(arrive: Arrive, site: str, language: str):
    key = f"refer-{uuid4().hex[:8]}"
    cohort = json.loads(beside_the_site(MAKE, key))["cohort"]
    professional = arrive(language=language, width=390)
    page = sign_in(professional, "provider")
    professional.open(f"/programmes/western-galilee/{key}/")
    page.locator("a[href$='/refer']").click()
    assert professional.problems(390, 1280) == []
    page.fill("[name=service]", "מרכז לגיל הרך (דוגמה)")
    page.fill("[name=mark]", "17")
    page.locator("[name=agreement]").first.check()
    page.locator("main form button").click()
    page.wait_for_url("**/forms/western-galilee/*/")
    form = page.url

    # Called away in the middle: the receipt leads back to the form.
    professional.open("/referrals/")
    assert professional.problems(390, 1280) == []
    page.locator("main .card a").first.click()
    page.locator(".standing a.button").click()
    page.locator("main a.button[href='?section=1']").first.click()
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
    for _look in range(40):
        answer = page.request.get(form)
        if answer.status == 404:
            break
        page.wait_for_timeout(250)
    assert answer.status == 404

    worker = arrive(language=language, width=390)
    desk = sign_in(worker)
    worker.open(f"/cohorts/{cohort}/")
    desk.get_by_role("link", name=FAMILY[language]).click()
    expect(desk.locator("main")).to_contain_text("מרכז לגיל הרך (דוגמה)")
    assert worker.problems() == []
