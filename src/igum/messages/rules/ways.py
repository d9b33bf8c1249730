"""Ways to send a letter by hand: addresses that open the telephone's or computer's own program with the words in it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from igum.messages.rules.phones import digits_of, is_mobile, is_phone


class WayCode(TextChoices):
    """What opens."""

    WHATSAPP = "whatsapp", _("WhatsApp")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    CALL = "call", _("Call")


@dataclass(frozen=True, slots=True)
class Way:
    """One program that opens, and the address that opens it."""

    code: WayCode
    url: str


def ways_to_send(phone: str, email: str, subject: str, body: str) -> list[Way]:
    """The ways that can reach a recipient, the easiest first. A contact that is none opens nothing.

    >>> [way.code.value for way in ways_to_send("+97241234567", "", "", "Shalom")]
    ['call']
    """
    ways: list[Way] = []
    if is_mobile(phone):
        ways.append(Way(WayCode.WHATSAPP, f"https://wa.me/{digits_of(phone)}?text={_quoted(body)}"))
        # Android reads what stands after "?", older iPhones after "&"; both read this.
        ways.append(Way(WayCode.SMS, f"sms:{phone}?&body={_quoted(body)}"))
    if _is_address(email):
        # RFC 6068: line breaks in a body are written %0D%0A.
        words = f"subject={_quoted(subject)}&body={_quoted(body).replace('%0A', '%0D%0A')}"
        ways.append(Way(WayCode.EMAIL, f"mailto:{quote(email, safe='@')}?{words}"))
    if is_phone(phone):
        ways.append(Way(WayCode.CALL, f"tel:{phone}"))
    return ways


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="ignore")


def _is_address(email: str) -> bool:
    name, _at, domain = email.rpartition("@")
    return bool(name) and "." in domain and not any(sign.isspace() for sign in email)
