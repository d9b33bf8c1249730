"""What allauth asks of its site: that letters lead to the site's own address, and that second factors lie sealed."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from igum.core.sealed import seal, unseal

# The secret is sealed before its row has a key, so it is bound to table and column only.
PLACE = {"table": "mfa_authenticator", "column": "data"}
NO_ROW_YET = 0


@dataclass(frozen=True, slots=True)
class Site:
    """How letters call the site, and the name it is found by."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Takes the site's name from its settings. The one in a request is written by whoever sends it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every link of the letter leads to the site's own address."""
        asked = allauth.request.build_absolute_uri("/")
        links = {
            name: f"{settings.IGUM_ADDRESS}/{value.removeprefix(asked)}"
            for name, value in context.items()
            if isinstance(value, str) and value.startswith(asked)
        }
        site = Site(_("Igum"), urlsplit(settings.IGUM_ADDRESS).netloc)
        super().send_mail(template_prefix, email, {**context, **links, "current_site": site})

    def format_email_subject(self, subject: str) -> str:
        """The subject after the site's name."""
        return f"[{_('Igum')}] {subject}"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failed tries count for the account alone: beside a name that the request makes up they would start anew."""
        return str(credentials.get("email", "")).strip().lower()


class SealingMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Seals TOTP secrets and the seed of recovery codes: a copy of the database alone signs nobody in."""

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return b64encode(seal(text, **PLACE, pk=NO_ROW_YET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal(b64decode(encrypted_text), **PLACE, pk=NO_ROW_YET)
