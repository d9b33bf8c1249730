"""A service that no town fills alone: begun, planned, locked and planned anew, voted on, signed, made a programme."""

from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from igum.sample.pools import pool_id
from tests.journeys.conftest import Arrive, beside_the_site, press, sign_in

pytestmark = pytest.mark.browser

ENGINE_MS = 300_000  # the engine stands in the queue behind whatever the worker does
TOWN = "1063"  # of the demo's department manager
SIGN_FOR_THE_OTHERS = """
import django; django.setup()
import sys
from django.utils import timezone
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.pooling import commands
from igum.pooling.models import Agreement
actor = system_actor(212)
with tenant_scope(actor):
    agreement = Agreement.objects.get(pk=sys.argv[1])
    signed = set(agreement.signatures.values_list("authority_id", flat=True))
    for town in agreement.shares:
        if int(town) not in signed:
            commands.sign_agreement(
                actor=actor, agreement_id=agreement.pk, authority_id=int(town), at=timezone.now())
"""


def plans(page: Page, count: int) -> None:
    """Wait until the engine has answered: the part of the page that polls has stopped."""
    expect(page.locator("#work:not([hx-get]) .plans > li")).to_have_count(count, timeout=ENGINE_MS)


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_service_goes_from_a_need_to_a_programme(arrive: Arrive, language: str) -> None:
    coordinator, manager = arrive(language=language, width=390), arrive(language=language, width=390)
    page = sign_in(coordinator, "coordinator")
    coordinator.open("/pools/new")
    assert coordinator.problems() == []
    page.fill("[name=title]", f"שחייה {uuid4().hex[:6]}")
    page.fill("[name=title_ar]", "سباحة")
    page.fill("[name=source]", "הערכה")
    page.fill("[name=people_9100]", "6")
    page.fill(f"[name=people_{TOWN}]", "5")
    for host in ("9100", TOWN):
        page.locator(f"[name=hosts][value='{host}']").check()
    press(page.locator("main form.pool-form > button"))
    pool = page.url
    expect(page.locator("#work:not([hx-get]) .plans > li").first).to_be_visible(timeout=ENGINE_MS)
    page.reload()
    before = page.locator("#work .plans > li").count()
    assert coordinator.problems() == []

    page.locator("details.what-if > summary").click()
    page.locator(f"[name='site_site-{TOWN}']").select_option("keep")
    assert coordinator.problems() == []
    page.locator("details.what-if form button").click()
    plans(page, before + 1)

    press(page.locator("#work .plans > li a").first)
    plan = page.url
    assert coordinator.problems() == []
    press(page.locator("table a[href*='/shares/']").first)
    expect(page.locator("#here")).to_be_visible()
    assert coordinator.problems() == []

    seen = sign_in(manager, "department-manager")
    seen.goto(plan)
    seen.locator("[name=choice][value=for]").check()
    press(seen.locator("form[action$='/vote'] button"))
    expect(seen.locator(".alert.good")).to_be_visible()

    page.goto(plan)
    page.locator("[name=key]").last.select_option("shapley")
    year = timezone.now().year + 1
    days = {"starts_on": f"{year}-09-01", "ends_on": f"{year + 2}-08-31", "review_on": f"{year + 1}-06-01"}
    for name, day in days.items():
        page.fill(f"[name={name}]", day)
    press(page.locator("form[action$='/agreement'] > button"))
    agreement = page.url
    assert coordinator.problems() == []
    seen.goto(agreement)
    press(seen.locator("form[action$='/sign'] button"))
    expect(seen.locator(".alert.good")).to_be_visible()
    beside_the_site(SIGN_FOR_THE_OTHERS, agreement.rstrip("/").split("/")[-1])
    seen.goto(agreement)
    assert manager.problems() == []

    page.goto(pool)
    page.locator("form[action$='/programme'] button").click()
    page.wait_for_url("**/drafts/*-*/what")


def test_a_town_says_what_it_keeps_and_gets_its_turns(arrive: Arrive) -> None:
    """At 390 pixels in Hebrew: the hall of the demo, wishes and holidays of one town, and the turns given anew."""
    manager, coordinator = arrive(language="he", width=390), arrive(language="he", width=390)
    page = sign_in(manager, "department-manager")
    manager.open(f"/pools/{pool_id('joint-teams')}/")
    press(page.locator("main a[href*='/halls/']").first)
    hall = page.url
    assert manager.problems() == []
    wishes = page.locator("details", has=page.locator("[name=keeps]"))
    wishes.locator("summary").click()
    assert manager.problems() == []
    for code, keeps in (("jewish", True), ("muslim", True), ("druze", False), ("christian", True)):
        wishes.locator(f"[name=keeps][value={code}]").set_checked(keeps)
    press(wishes.locator("form > button"))
    expect(page.locator(".alert.good")).to_be_visible()

    page.goto(hall)
    kept = page.locator("[name=keeps]:checked")
    assert kept.evaluate_all("boxes => boxes.map(box => box.value)") == ["jewish", "muslim", "christian"]

    seen = sign_in(coordinator, "coordinator")
    seen.goto(hall)
    giving = seen.locator("details", has=seen.locator("[name=weeks]"))
    giving.locator("summary").click()
    assert coordinator.problems() == []
    press(giving.locator("form > button"))
    expect(seen.locator(".alert.good")).to_be_visible()
    assert coordinator.problems() == []
