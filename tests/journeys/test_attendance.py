"""A mentor notes who came with the network cut, closes the browser, comes back: it arrives once."""

import json
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Arrive, Visitor, beside_the_site, press, sign_in

pytestmark = pytest.mark.browser

# Beside the site, on its data: a round that meets today, two families in it, and the demo's volunteer as their mentor.
MAKE = """
import json, sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.programmes import commands
from igum.programmes.models import Engagement, Match, Session, TeamMember
from igum.programmes.tests import factories
from igum.programmes.tests.test_calendar import WORKSHOPS
at, key = timezone.now(), sys.argv[1]
day = lambda away: (at + timedelta(days=away)).date().isoformat()
cohorts = [{"key": "2026", "opens": day(-9), "closes": day(5), "starts": day(-1), "places": 9}]
phase = {**WORKSHOPS, "names": {"he": "סדנאות", "ar": "ورشات"}, "attendance":
    {"statuses": ["present", "late", "excused", "absent"]}}
phase["sessions"] = {**phase["sessions"], "repeat": "FREQ=DAILY;COUNT=2", "at": "00:00", "skip": []}
roles = {"mentor": {"names": {"he": "מלווים", "ar": "مرافقون"}, "volunteer": True}}
cohort = factories.publish(at=at - timedelta(days=9), key=key, cohorts=cohorts, phases=[phase], roles=roles,
    selection=factories.first_come())
for number, name in enumerate(["משפחת אורן (דוגמה)", "عائلة خوري (مثال)"]):
    factories.apply(cohort, f"{key}-{number}", at=at, name=name)
with tenant_scope(factories.PROGRAM):
    commands.schedule_cohort(actor=factories.PROGRAM, cohort_id=cohort.pk, at=at)
    mentor = User.objects.get(email="volunteer@demo.example")
    member = TeamMember.objects.create(region_id=212, cohort=cohort, role="mentor", user=mentor, name=mentor.name,
        since_at=at - timedelta(days=2))
    for family in Engagement.objects.filter(cohort=cohort):
        Match.objects.create(region_id=212, engagement=family, member=member, user=mentor, link_hash="",
            proposed_at=at, approved_at=at, subject_agreed_at=at, member_agreed_at=at)
    session = Session.objects.get(cohort=cohort, number=1, is_after=False)
print(json.dumps({"session": str(session.pk)}))
"""
READ = """
import json, sys, django
django.setup()
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Attendance, RosterReceipt
from igum.programmes.tests import factories
with tenant_scope(factories.PROGRAM):
    statuses = sorted(Attendance.objects.filter(session_id=sys.argv[1]).values_list("status", flat=True))
    print(json.dumps([statuses, RosterReceipt.objects.filter(session_id=sys.argv[1]).count()]))
"""


@pytest.fixture
def session(site: str) -> str:
    return str(json.loads(beside_the_site(MAKE, f"evening-{uuid4().hex[:8]}"))["session"])


def arrive_without_a_worker(arrive: Arrive) -> Visitor:
    """Somebody whose requests a test may hold up: those of a page that its service worker has taken over pass it by."""
    visitor = arrive(service_workers="block")
    sign_in(visitor, "volunteer")
    return visitor


def noted(session: str) -> tuple[list[str], int]:
    """What the server has of a session: the statuses, and how many rosters arrived."""
    statuses, rosters = json.loads(beside_the_site(READ, session))
    return statuses, rosters


def note(page: Page, status: str) -> None:
    """Note the same of everybody and save, all in one moment: what is tapped slowly goes out by itself in parts."""
    page.locator("main form.roster").evaluate(
        """(form, status) => {
            form.querySelectorAll(`.status-${status}`).forEach(choice => choice.click());
            form.querySelector("button:not([name])").click(); }""",
        status,
    )


@pytest.mark.parametrize("language", ["he", "ar"])
def test_the_roster_of_a_session_is_accessible_and_fits(arrive: Arrive, session: str, language: str):
    visitor: Visitor = arrive(language=language, width=390)
    sign_in(visitor, "volunteer")

    page = visitor.open(f"/sessions/{session}/")

    assert visitor.problems(390, 1280) == []
    note(page, "present")
    expect(page.locator("[data-outbox-line]")).to_have_attribute("data-state", "saved")
    assert noted(session) == (["present"] * 3, 1)


def test_a_roster_is_noted_without_scripts(arrive: Arrive, session: str):
    visitor = arrive(scripts=False)
    sign_in(visitor, "volunteer")
    page = visitor.open(f"/sessions/{session}/")

    for choice in page.locator(".status-late").all():
        choice.click()
    press(page.locator("main form.roster button"))

    expect(page.locator(".status-late input:checked")).to_have_count(3)
    assert noted(session) == (["late"] * 3, 1)


def test_what_was_tapped_without_a_network_arrives_once_after_the_browser_was_closed(arrive: Arrive, session: str):
    visitor = arrive()
    sign_in(visitor, "volunteer")
    page = visitor.open(f"/sessions/{session}/")
    expect(page.locator("form.roster")).to_have_attribute("data-kept", "true")

    visitor.context.set_offline(True)
    page.reload()
    note(page, "present")
    expect(page.locator("[data-outbox-line]")).to_have_attribute("data-state", "waiting")
    page.close()
    assert noted(session) == ([], 0)

    visitor.context.set_offline(False)
    visitor.page = visitor.context.new_page()
    visitor.open("/")  # any page of the site sends what waits
    expect(visitor.page.locator("[data-outbox-line]")).to_have_attribute("data-state", "saved")
    assert noted(session) == (["present"] * 3, 1)
    visitor.complaints.clear()  # the browser says that it had no network


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_is_doubled(arrive: Arrive, session: str):
    visitor = arrive_without_a_worker(arrive)
    page = visitor.open(f"/sessions/{session}/")
    lost: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if not lost:
            lost.append(route.request.post_data or "")
            route.fetch()  # the server takes it in, and the answer is lost
            route.abort()
        else:
            route.continue_()

    page.route("**/roster", lose_the_first_answer)
    note(page, "absent")
    page.wait_for_function(
        """() => { window.dispatchEvent(new Event("online"));  // so nobody waits for the next look at what waits
            return document.querySelector("[data-outbox-line]").dataset.state === "saved"; }""",
        polling=200,
    )

    assert len(lost) == 1
    assert noted(session) == (["absent"] * 3, 1)
    visitor.complaints.clear()  # the browser says that an answer was lost


def test_what_waits_survives_signing_out_and_is_sent_only_by_its_own_person(arrive: Arrive, session: str):
    visitor = arrive_without_a_worker(arrive)
    page = visitor.open(f"/sessions/{session}/")
    page.route("**/roster", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/roster")):
        note(page, "present")
    expect(page.locator("[data-outbox-line]")).to_have_attribute("data-state", "waiting")

    visitor.context.clear_cookies(name="sessionid")
    sign_in(visitor, "coordinator")
    visitor.open("/")
    expect(page.locator("[data-outbox-line]")).to_have_attribute("data-state", "signin")
    assert noted(session) == ([], 0)
    page.unroute("**/roster")
    visitor.context.clear_cookies(name="sessionid")
    sign_in(visitor, "volunteer")
    visitor.open("/")

    expect(page.locator("[data-outbox-line]")).to_have_attribute("data-state", "saved")
    assert noted(session) == (["present"] * 3, 1)
    visitor.complaints.clear()
