"""Somebody adds a passkey to their account and signs in with it, by a device that the browser plays."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, beside_the_site

PASSWORD = "igum-demo-2026"
# The site's data outlive a run: a passkey of the last one would be asked for after the password.
FORGET = """
import sys, django
django.setup()
from allauth.mfa.models import Authenticator
Authenticator.objects.filter(user__email=sys.argv[1]).delete()
"""
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.parametrize(("language", "who"), [("he", "resident"), ("ru", "volunteer")])
def test_a_passkey_is_added_and_signs_in(arrive: Arrive, language: str, who: str) -> None:
    beside_the_site(FORGET, f"{who}@demo.example")
    visitor = arrive(language=language)
    visitor.base = visitor.base.replace("127.0.0.1", "localhost")  # passkeys are bound to a name
    visitor.context.add_cookies([{"name": "igum_language", "value": language, "url": visitor.base}])
    device = visitor.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page = visitor.open("/accounts/login/")
    page.fill("#id_login", f"{who}@demo.example")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(visitor.base + "/")

    visitor.open("/accounts/2fa/webauthn/add/")
    if page.locator("#id_password").count():  # asked again, when the sign-in was long ago
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
    assert "Name" not in page.locator("main").inner_text()
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    visitor.context.clear_cookies(name="sessionid")
    visitor.open("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(visitor.base + "/")

    expect(page.locator("nav.account a[href*='logout']")).to_have_count(1)
