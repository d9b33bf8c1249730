"""A volunteer comes with nothing but an account: profile, document, shift, the way there, hours, certificate."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from igum.sample.accounts import PASSWORD
from tests.journeys.conftest import Arrive, Visitor, beside_the_site, press, sign_in

BOARD = "/volunteering/western-galilee/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
# An account, and a shift in an hour from now that asks for a promise of secrecy. Run beside the site, on its own data.
PREPARE = """
import sys
import django
django.setup()
from datetime import timedelta
from allauth.account.models import EmailAddress
from django.utils import timezone
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.volunteering import commands
email, password, title = sys.argv[1:]
user = User.objects.create_user(email, password, name=title)
EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
program, now = system_actor(212), timezone.now()
with tenant_scope(program):
    description = commands.Description(
        {"he": title, "ar": title}, {"he": "ארגזים קלים.", "ar": "صناديق خفيفة."}, None, "דוגמה", 1063,
        locality_id=1063, requires=("secrecy",),
    )
    made = commands.create_opportunity(actor=program, description=description, at=now, is_sample=True)
    commands.publish_opportunity(actor=program, opportunity_id=made.pk, at=now)
    hour = timedelta(hours=1)
    commands.add_shifts(
        actor=program, opportunity_id=made.pk, starts_at=now + hour, ends_at=now + 3 * hour, places=1, at=now
    )
print(made.pk)
"""
# Two hours pass: what no test waits for.
LATER = """
import sys
import django
django.setup()
from datetime import timedelta
from django.db.models import F
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.volunteering.models import Opportunity, Shift
with tenant_scope(system_actor(212)):
    away = timedelta(hours=4)
    earlier = {"starts_at": F("starts_at") - away, "ends_at": F("ends_at") - away}
    Shift.objects.filter(opportunity_id=sys.argv[1]).update(**earlier)
"""
CLOSE = """
import sys
import django
django.setup()
from django.utils import timezone
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.volunteering.commands import close_opportunity
with tenant_scope(system_actor(212)):
    close_opportunity(actor=system_actor(212), opportunity_id=sys.argv[1], at=timezone.now())
"""


class Watch:
    """Looks at each page passed: what axe finds, and whether it is wider than the screen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.problems = visitor, []

    def look(self) -> None:
        self.problems += [f"{self.visitor.page.url}: {one}" for one in self.visitor.accessibility_violations()]
        if self.visitor.overflow() > 0:
            self.problems.append(f"{self.visitor.page.url} is {self.visitor.overflow()} pixels too wide")


@pytest.mark.parametrize("language", ["he", "ar"])
def test_from_an_account_to_a_certificate(arrive: Arrive, tmp_path: Path, language: str) -> None:
    email, title = f"{uuid4().hex}@demo.example", f"ארגזים {uuid4().hex[:6]}"
    task = beside_the_site(PREPARE, email, PASSWORD, title)
    paper = tmp_path / "secrecy.pdf"
    paper.write_bytes(PDF)
    visitor, worker = arrive(language=language, width=390), arrive(language="he", width=390)
    watch, theirs = Watch(visitor), Watch(worker)

    page = sign_in(visitor, email)
    visitor.open(BOARD)
    watch.look()
    press(page.locator("main .buttons a[href$='/me/']"))
    page.select_option("[name=town]", "1063")
    page.locator("[name=available][value='5:morning']").check()
    page.fill("[name=available_note]", "לא בחגים")
    watch.look()
    press(page.locator("main form button:not([name])").last)

    page.locator("details:has([name=issued_on]) > summary").first.click()
    page.select_option("[name=kind]", "secrecy")
    page.fill("[name=issued_on]", page.evaluate("new Date(Date.now() - 864e5).toISOString().slice(0, 10)"))
    page.set_input_files("[name=file]", paper)
    press(page.locator("form[action$='/me/documents'] button"))
    expect(page.locator(".alert.good")).to_be_visible()
    watch.look()

    visitor.open(f"{BOARD}tasks/{task}/")
    press(page.locator("form[action$='/join'] button"))
    expect(page.locator("main")).to_contain_text("סודיות" if language == "he" else "السرية")  # refused, in words
    visitor.complaints.clear()  # the browser says 409 aloud

    desk = sign_in(worker, "social-worker")
    worker.open("/volunteers/")
    theirs.look()
    worker.open("/volunteers/documents/")
    card = desk.locator(".vetting", has_text=title)
    with desk.expect_download() as opened:
        card.locator("a[href$='/file']").click()
    press(card.locator("[name=decision][value=approve]"))
    expect(desk.locator(".alert.good")).to_be_visible()

    visitor.open(f"{BOARD}tasks/{task}/")
    watch.look()
    press(page.locator("form[action$='/join'] button"))
    expect(page.locator(".shift-mine")).to_be_visible()
    visitor.open(f"{BOARD}me/")
    press(page.locator("form[action$='/on-way'] button"))
    expect(page.locator("form[action$='/on-way']")).to_have_count(0)
    watch.look()

    worker.open(f"/opportunities/{task}/")
    expect(desk.locator(".roster")).to_contain_text(title)
    theirs.look()
    beside_the_site(LATER, task)
    worker.open(f"/opportunities/{task}/")
    press(desk.locator("[name=came][value='1']"))
    visitor.open(f"{BOARD}me/")
    page.locator("details:has([name=hours]) > summary").click()
    page.fill("[name=hours]", "2")
    press(page.locator("form[action$='/me/hours'] button"))
    worker.open("/opportunities/")
    theirs.look()
    press(desk.locator(".shift", has_text=title).locator("[name=decision][value=approve]").first)
    expect(desk.locator(".alert.good")).to_be_visible()

    visitor.open(f"{BOARD}me/")
    page.locator("details:has([name=first_day]) > summary").click()
    press(page.locator("form[action$='/me/certificate'] button"))
    watch.look()
    stranger = arrive(language="en", width=1280)
    checked = stranger.open(page.url.removeprefix(visitor.base))
    beside_the_site(CLOSE, task)

    assert opened.value.suggested_filename.endswith(".pdf")
    assert title in checked.locator(".certificate").inner_text()
    assert watch.problems == []
    assert theirs.problems == []
