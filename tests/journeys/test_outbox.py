"""A worker sends a letter from her own telephone, notes it, and takes the note back."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive, beside_the_site, press, sign_in

RECIPIENT = "רות כהן לדוגמה"
# As a programme writes it: run beside the site, on the site's own data.
WRITE = """
import sys
import django
django.setup()
from django.utils import timezone
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.messages.commands import Recipient, Wording, write_message
program = system_actor(212)
with tenant_scope(program):
    message = write_message(
        actor=program, to=Recipient(sys.argv[2], "he", phone="050-123-4567"), about=("journeys.offer", "1"),
        once=sys.argv[1], at=timezone.now(), authority_id=1063, facts={"name": sys.argv[2]},
        wordings={"he": Wording("מקום בתוכנית", "שלום {name}, נשמר לך מקום.")},
    )
print(message.pk)
"""


@pytest.fixture
def letter(site: str) -> str:
    """The key of a letter that waits for a hand in Ma'alot."""
    return beside_the_site(WRITE, f"journey:{uuid4()}", RECIPIENT)


def row_of(page: Page, letter: str) -> str:
    """The letter's own card, on whichever page of the outbox it stands."""
    card = f"#letter-{letter}"
    while page.locator(card).count() == 0:
        press(page.locator("a[rel=next]"))
    return card


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_worker_sends_by_whatsapp_marks_it_and_takes_the_mark_back(
    arrive: Arrive, letter: str, language: str
) -> None:
    visitor = arrive(language=language, width=390)
    page = sign_in(visitor, "social-worker")
    visitor.open("/outbox/")
    card = row_of(page, letter)

    link = page.locator(f"{card} a[href^='https://wa.me/']").get_attribute("href") or ""
    problems = visitor.accessibility_violations()
    overflow = visitor.overflow()
    page.locator(f"{card} button[formaction$='/sent']").click()
    expect(page.locator(f"{card} [role=status]").first).to_be_visible()
    undo = page.locator(f"{card} button[formaction$='/not-sent']")
    expect(undo).to_be_focused()
    problems += visitor.accessibility_violations()
    undo.click()

    expect(page.locator(f"{card} button[formaction$='/sent']")).to_be_visible()
    page.locator(f"{card} button.danger").click()  # the site's data outlast this test: leave none waiting
    expect(page.locator(f"{card} form")).to_have_count(0)
    assert link.startswith("https://wa.me/972501234567?text=")
    assert problems == []
    assert overflow <= 0


def test_the_outbox_works_without_javascript(arrive: Arrive, letter: str) -> None:
    visitor = arrive(scripts=False)
    page = sign_in(visitor, "social-worker")
    visitor.open("/outbox/")
    card = row_of(page, letter)

    page.locator(f"{card} [name=message]").check()
    press(page.locator("#chosen button"))

    expect(page.locator(".alert.good")).to_have_count(1)
    visitor.open("/outbox/?state=sent")
    row_of(page, letter)
