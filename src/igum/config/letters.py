"""By which channels letters go out, and how the provider of text messages wants to be asked."""

import json
import os
import re
from typing import Any
from urllib.parse import urlsplit

from igum.config.errors import CannotStart

CHANNELS = ("email", "sms")


def channels() -> list[str]:
    """The channels named, in order.

    Raises:
        CannotStart: a name is no channel, or text messages have no address.
    """
    named = [word.strip() for word in os.environ.get("IGUM_CHANNELS", "").split(",") if word.strip()]
    for word in named:
        if word not in CHANNELS:
            raise CannotStart(f"IGUM_CHANNELS names {word!r}, which is no channel: write email, sms or both.")
    if "sms" in named and not os.environ.get("IGUM_SMS_URL"):
        raise CannotStart("IGUM_CHANNELS names sms: set IGUM_SMS_URL to the address of the provider.")
    return named


def sms_provider() -> dict[str, Any]:
    """What ``igum.messages.channels.sms.SmsProvider`` is made of; without an address no text message is sent.

    Raises:
        CannotStart: a value cannot be used; names which, and what to write.
    """
    url = os.environ.get("IGUM_SMS_URL", "")
    parts = urlsplit(url)
    if url and not (parts.scheme in {"http", "https"} and parts.hostname):
        raise CannotStart("IGUM_SMS_URL must be a whole address, such as https://sms.example.org/send.")
    parameters = _object("IGUM_SMS_PARAMETERS", '{"to": "to", "text": "text"}')
    return {
        "url": url,
        "key": os.environ.get("IGUM_SMS_KEY", ""),
        "key_header": _shaped("IGUM_SMS_KEY_HEADER", "Authorization: Bearer {key}", r"[A-Za-z0-9-]+:.*\{key\}.*"),
        "as_json": _one_of("IGUM_SMS_FORMAT", "json", "form") == "json",
        "to": parameters.pop("to", "to"),
        "text": parameters.pop("text", "text"),
        "fixed": parameters,
        "numbers": _one_of("IGUM_SMS_NUMBERS", "international", "digits", "local"),
        "idempotency": os.environ.get("IGUM_SMS_IDEMPOTENCY", ""),
        "accepted": _shaped("IGUM_SMS_ACCEPTED", "", r"(\w+=.+)?", "status=0"),
    }


def anymail() -> dict[str, Any]:
    """The settings of django-anymail, whose backends ``IGUM_EMAIL_BACKEND`` may name.

    Raises:
        CannotStart: it is no JSON object.
    """
    return _object("IGUM_ANYMAIL", "{}")


def _object(name: str, default: str) -> dict[str, Any]:
    try:
        value = json.loads(os.environ.get(name) or default)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise CannotStart(f"{name} must be a JSON object, such as {default}.")
    return value


def _one_of(name: str, *words: str) -> str:
    """The word said, the first by default."""
    said = os.environ.get(name, words[0])
    if said not in words:
        raise CannotStart(f"{name} is {said!r}: write {' or '.join(words)}.")
    return said


def _shaped(name: str, default: str, shape: str, example: str = "") -> str:
    said = os.environ.get(name, default)
    if not re.fullmatch(shape, said):
        raise CannotStart(f"{name} must be written such as {example or default}.")
    return said
