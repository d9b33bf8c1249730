"""Telephone numbers as they are kept: ``+`` and digits, as ITU-T E.164 writes them."""

import re
import unicodedata

COUNTRY = "972"
LONGEST_TYPED = 60
# ITU-T E.164: at most fifteen digits; no country has subscribers' numbers of fewer than seven.
ABROAD = re.compile(r"[1-9]\d{6,14}")
# The Ministry of Communications' numbering plan: 05x mobile, 07x not tied to a place, 02 03 04 08 09 by district.
MOBILE = re.compile(r"5\d{8}")
FIXED = re.compile(r"7\d{8}|[23489]\d{7}")
PUNCTUATION = re.compile(r"[\s\-.()/\u05be\u2010-\u2015\u2212]")


def clean_phone(typed: str) -> str:
    """A number as it is kept, with the country before it; empty when what was typed is no number one can write to.

    Digits of any script count, and signs that only turn the writing's direction are passed over.
    Short and free-phone numbers (``*6050``, ``1-800``) are refused: no letter reaches a person there.

    >>> clean_phone("050-123-4567"), clean_phone("+972 (0)50 1234567"), clean_phone("٠٥٠١٢٣٤٥٦٧")
    ('+972501234567', '+972501234567', '+972501234567')
    >>> clean_phone("+44 20 7946 0018"), clean_phone("1-800-123-123"), clean_phone("call me")
    ('+442079460018', '', '')
    """
    if len(typed) > LONGEST_TYPED:
        return ""
    bare = PUNCTUATION.sub("", "".join(map(_plain, typed)))
    plus, digits = bare.startswith("+"), bare.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    if not plus and digits.startswith("00"):
        plus, digits = True, digits[2:]
    if plus or digits.startswith(COUNTRY):
        return _international(digits)
    return _at_home(digits[1:]) if digits.startswith("0") else ""


def is_phone(number: str) -> bool:
    """Whether a number is one as it is kept."""
    return bool(number) and clean_phone(number) == number


def is_mobile(number: str) -> bool:
    """Whether a kept number may take a text message: a mobile one here, or any abroad, where we cannot tell."""
    if not is_phone(number):
        return False
    return not number.startswith(f"+{COUNTRY}") or MOBILE.fullmatch(number[4:]) is not None


def digits_of(number: str) -> str:
    """The digits alone, as wa.me addresses want them.

    >>> digits_of("+972501234567")
    '972501234567'
    """
    return number.removeprefix("+")


def as_dialled_here(number: str) -> str:
    """The number as one dials it inside the country; one abroad stays as it is.

    >>> as_dialled_here("+972501234567"), as_dialled_here("+442079460018")
    ('0501234567', '+442079460018')
    """
    return "0" + number[4:] if number.startswith(f"+{COUNTRY}") else number


def _plain(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None and unicodedata.category(sign) == "Nd":
        return str(digit)
    if unicodedata.category(sign) == "Cf":
        return ""
    return "+" if sign == "\uff0b" else sign


def _international(digits: str) -> str:
    if digits.startswith(COUNTRY):
        return _at_home(digits[len(COUNTRY) :].removeprefix("0"))
    return f"+{digits}" if ABROAD.fullmatch(digits) else ""


def _at_home(digits: str) -> str:
    return f"+{COUNTRY}{digits}" if MOBILE.fullmatch(digits) or FIXED.fullmatch(digits) else ""
