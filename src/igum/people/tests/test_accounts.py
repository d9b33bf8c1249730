"""Signing up and in, as allauth does it with this site's settings."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from igum.people.models import User
from igum.people.tests.identity_provider import IdentityProvider, identity_provider

PASSWORD = "Quiet-Harbour-71"
WRONG = "Loud-Harbour-17"
RUTH = "ruth@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(settings):
    cache.clear()
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.MFA_ADAPTER = "igum.people.adapters.SealingMFAAdapter"
    yield
    cache.clear()


@pytest.fixture
def ruth() -> User:
    user = User.objects.create_user(RUTH, PASSWORD, name="Ruth")
    EmailAddress.objects.create(user=user, email=RUTH, verified=True, primary=True)
    return user


def sign_in(client: Client, password: str = PASSWORD, email: str = RUTH):
    return client.post(
        reverse("account_login"), {"login": email, "password": password}, headers={"accept-language": "en"}
    )


def sign_in_and_confirm(client: Client) -> None:
    """What changes the ways in asks for the password once more."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def current_code(secret: str) -> str:
    """The code of this half minute."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


class TestSignUp:
    def sign_up(self, client, email):
        form = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
        return client.post(reverse("account_signup"), form)

    def test_an_account_opens_once_its_address_is_confirmed(self, client, mailoutbox):
        self.sign_up(client, RUTH)
        before = sign_in(client)
        (link,) = re.findall(r"http://\S+/confirm-email/\S+", mailoutbox[0].body)

        client.post(urlsplit(link).path)
        after = sign_in(client)

        assert before["Location"] == reverse("account_email_verification_sent")
        assert after["Location"] == "/"
        assert signed_in_as(client) == str(User.objects.get(email=RUTH).pk)

    def test_the_same_answer_whether_the_address_is_known_or_not(self, client, mailoutbox, ruth):
        known, unknown = self.sign_up(client, RUTH), self.sign_up(Client(), "dan@example.org")

        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert [mail.to for mail in mailoutbox] == [[RUTH], ["dan@example.org"]]
        assert User.objects.filter(email=RUTH).count() == 1

    @pytest.mark.parametrize("password", ["short1", "ruth@example.org", "1234567890"])
    def test_a_weak_password_is_refused(self, client, password):
        client.post(reverse("account_signup"), {"email": RUTH, "password1": password, "password2": password})

        assert not User.objects.exists()


class TestLetters:
    """The name by which a request came is written by whoever sent it."""

    @pytest.fixture(autouse=True)
    def _any_name(self, settings):
        settings.ALLOWED_HOSTS = ["*"]
        settings.IGUM_ADDRESS = "https://igum.example.org"

    @pytest.mark.parametrize(
        ("page", "form"),
        [
            ("account_reset_password", {"email": RUTH}),
            ("account_reset_password", {"email": "stranger@example.org"}),
            ("account_signup", {"email": "dan@example.org", "password1": PASSWORD, "password2": PASSWORD}),
            ("account_signup", {"email": RUTH, "password1": PASSWORD, "password2": PASSWORD}),
        ],
    )
    def test_lead_to_the_sites_own_address_whatever_name_the_request_came_by(
        self, client, mailoutbox, ruth, page, form
    ):
        client.post(reverse(page), form, headers={"host": "evil.example:6666", "accept-language": "en"})

        (letter,) = mailoutbox
        assert "evil" not in letter.subject + letter.body
        assert "6666" not in letter.subject + letter.body
        assert all(link.startswith("https://igum.example.org/") for link in re.findall(r"https?://\S+", letter.body))
        assert "https://igum.example.org/" in letter.body

    def test_say_whose_they_are(self, client, mailoutbox, ruth):
        client.post(reverse("account_reset_password"), {"email": RUTH}, headers={"accept-language": "en"})

        assert mailoutbox[0].subject.startswith("[Igum] ")
        assert "Hello from Igum!" in mailoutbox[0].body


class TestSignIn:
    def test_by_e_mail_in_any_case_and_password(self, client, ruth):
        sign_in(client, email="Ruth@Example.org")

        assert signed_in_as(client) == str(ruth.pk)

    def test_the_same_words_for_a_wrong_password_and_an_unknown_address(self, client, ruth):
        wrong, unknown = sign_in(client, WRONG), sign_in(client, email="dan@example.org")

        words = [re.findall(r"not correct", page.text) for page in (wrong, unknown)]
        assert words[0] == words[1] != []
        assert signed_in_as(client) is None

    def test_the_same_answer_to_a_forgotten_password_whether_the_address_is_known_or_not(
        self, client, mailoutbox, ruth
    ):
        answers = [
            client.post(reverse("account_reset_password"), {"email": email}) for email in (RUTH, "dan@example.org")
        ]

        assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
        assert len(mailoutbox) == 2

    def test_guessing_is_stopped_for_a_while_even_when_it_then_hits(self, client, ruth):
        for _ in range(5):
            sign_in(client, WRONG)

        answer = sign_in(client)

        assert "Too many failed login attempts" in answer.text
        assert signed_in_as(client) is None

    def test_guessing_is_stopped_whatever_name_the_site_is_called_by(self, ruth, settings):
        settings.ALLOWED_HOSTS = ["*"]
        for port in range(5):
            Client(headers={"host": f"localhost:{port}"}).post(
                reverse("account_login"), {"login": RUTH, "password": WRONG}
            )

        answer = sign_in(Client())

        assert "Too many failed login attempts" in answer.text

    def test_guessing_stays_stopped_whatever_else_is_counted_meanwhile(self, client, ruth):
        for _ in range(5):
            sign_in(client, WRONG)

        for number in range(400):  # more than Django's cache keeps when it is not told
            cache.set(f"other{number}", number)

        assert "Too many failed login attempts" in sign_in(client).text

    def test_passwords_are_kept_by_argon2_and_older_ones_are_moved_there(self, client, ruth):
        assert ruth.password.startswith("argon2$argon2id$")
        ruth.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
        ruth.save()

        sign_in(client)

        ruth.refresh_from_db()
        assert ruth.password.startswith("argon2$argon2id$")

    def test_an_account_that_was_closed_does_not_open(self, client, ruth):
        User.objects.filter(pk=ruth.pk).update(is_active=False)

        answer = sign_in(client)

        assert answer["Location"] == reverse("account_inactive")
        assert signed_in_as(client) is None

    def test_a_visitor_with_a_passkey_is_asked_for_it(self, client):
        answer = client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})

        assert answer.json()["request_options"]["publicKey"]["userVerification"] in {"preferred", "required"}

    def test_the_next_page_is_one_of_ours(self, client, ruth):
        form = {"login": RUTH, "password": PASSWORD, "next": "https://elsewhere.example/"}

        answer = client.post(reverse("account_login"), form)

        assert answer["Location"] == "/"


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def moment(self) -> Iterator[None]:
        """The clock stands: a code is of a half minute, which a slow machine would see the end of."""
        with time_machine.travel(datetime.now(UTC), tick=False):
            yield

    @pytest.fixture
    def secret(self, client, ruth) -> str:
        sign_in_and_confirm(client)
        client.get(reverse("mfa_activate_totp"))
        secret = client.session[SECRET_SESSION_KEY]
        client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})
        cache.clear()  # the code just used may not be used again within its half minute
        return secret

    def test_after_it_was_set_up_a_password_alone_does_not_do(self, client, secret):
        browser = Client()

        answer = sign_in(browser)

        assert answer["Location"] == reverse("mfa_authenticate")
        assert signed_in_as(browser) is None

    def test_the_code_of_the_moment_opens_once(self, secret, ruth):
        code, browser, thief = current_code(secret), Client(), Client()
        for client in (browser, thief):
            sign_in(client)
            client.post(reverse("mfa_authenticate"), {"code": code})

        assert signed_in_as(browser) == str(ruth.pk)
        assert signed_in_as(thief) is None

    def test_a_recovery_code_opens_once(self, client, secret, ruth):
        client.post(reverse("mfa_generate_recovery_codes"))
        codes = RecoveryCodes(Authenticator.objects.get(user=ruth, type="recovery_codes")).get_unused_codes()
        first, second = Client(), Client()
        for browser in (first, second):
            sign_in(browser)
            browser.post(reverse("mfa_authenticate"), {"code": codes[0]})

        assert len(codes) == 10
        assert signed_in_as(first) == str(ruth.pk)
        assert signed_in_as(second) is None

    def test_its_secret_is_sealed_in_the_table(self, secret, ruth):
        kept = str(list(Authenticator.objects.filter(user=ruth).values_list("data", flat=True)))

        assert secret not in kept

    def test_setting_it_up_asks_for_the_password_once_more(self, client, ruth):
        sign_in(client)

        answer = client.get(reverse("mfa_activate_totp"))

        assert answer["Location"].startswith(reverse("account_reauthenticate"))

    def test_a_wrong_code_sets_nothing_up(self, client, ruth):
        sign_in_and_confirm(client)
        client.get(reverse("mfa_activate_totp"))

        client.post(reverse("mfa_activate_totp"), {"code": "000000"})

        assert not Authenticator.objects.exists()


class TestMunicipalSignIn:
    def sign_in_there(self, client: Client, provider: IdentityProvider, settings):
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app()], "OAUTH_PKCE_ENABLED": True}}
        start = reverse("openid_connect_login", kwargs={"provider_id": "municipality"})
        away = urlsplit(client.post(start)["Location"])
        connection = HTTPConnection(away.netloc, timeout=400)
        connection.request("GET", f"{away.path}?{away.query}")
        back = urlsplit(connection.getresponse().headers["Location"])
        connection.close()
        return client.get(f"{back.path}?{back.query}")

    def test_somebody_new_gets_an_account_without_a_password(self, client, settings):
        with identity_provider(sub="47", email=RUTH, email_verified=True, name="Ruth") as provider:
            answer = self.sign_in_there(client, provider, settings)

        user = User.objects.get()
        assert answer["Location"] == "/"
        assert signed_in_as(client) == str(user.pk)
        assert (user.email, user.has_usable_password()) == (RUTH, False)
        assert set(provider.asked[0]["scope"].split()) == {"openid", "profile", "email"}

    def test_the_second_time_it_is_the_same_account(self, client, settings):
        with identity_provider(sub="47", email=RUTH, email_verified=True) as provider:
            self.sign_in_there(client, provider, settings)
            self.sign_in_there(Client(), provider, settings)

        assert User.objects.count() == 1

    def test_an_address_claimed_there_does_not_open_an_account_that_is_here(self, client, settings, ruth):
        with identity_provider(sub="666", email=RUTH, email_verified=True) as provider:
            self.sign_in_there(client, provider, settings)

        assert signed_in_as(client) is None

    def test_an_answer_nobody_asked_for_is_refused_in_words(self, client, settings):
        with identity_provider(sub="47", email=RUTH) as provider:
            settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app()]}}
            callback = reverse("openid_connect_callback", kwargs={"provider_id": "municipality"})

            answer = client.get(callback, {"code": "stolen", "state": "guessed"})

        assert answer.status_code == 401
        assert signed_in_as(client) is None

    def test_whoever_failed_there_learns_so_without_signing_in(self, client):
        assert client.get(reverse("socialaccount_login_error")).status_code == 401
