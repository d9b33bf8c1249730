"""From what was typed to an answer, or to words that say why it is none."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from igum.questionnaires.rules.definition import Kind, Question

TEXT_LENGTH = {Kind.TEXT: 250, Kind.LONG_TEXT: 5_000}
# What is kept of one field while it cannot be read; more than this is nobody's typing.
LONGEST_TYPED = 40_000
LARGEST = 10**15
YEARS = range(1880, 2201)
AGOROT = 100


class Unreadable(Exception):
    """What was typed is no answer to this question; the text says what to write."""


def clean(question: Question, typed: Any, towns: Collection[int] | None = None) -> Any:
    """The answer as it is kept; None when there is none.

    Args:
        question: what was asked. Groups, repeats, notes and calculations take no answer.
        typed: a text as somebody typed it (money in shekels), or a value as it is kept (money in agorot).
        towns: the codes that a town question takes; None for any.

    Raises:
        Unreadable: in words for whoever typed it.
    """
    if typed is None or (isinstance(typed, str) and not typed.strip()) or typed == []:
        return None
    if question.kind == Kind.TOWN:
        return _town(typed, towns)
    if question.kind in TEXT_LENGTH:
        return _text(question, typed)
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _chosen(question, typed)
    return CLEANERS[question.kind](typed)


def most_characters(question: Question) -> int:
    """How many characters a text question takes; 0 for a question that is no text."""
    return question.max_length or TEXT_LENGTH.get(question.kind, 0)


def plain(text: str) -> str:
    r"""A text as it is counted and kept: composed, one sign for a new line, without what no database holds.

    >>> plain("e\u0301\r\n")
    'é\\n'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


def count(text: str) -> int:
    r"""How many characters a text has: code points of its composed form. The page's script counts the same.

    >>> count("שלום 👋"), count("e\u0301")
    (6, 1)
    """
    return len(plain(text))


def is_id_number(digits: str) -> bool:
    """Whether the last of nine digits fits the eight before it (Luhn formula, ISO/IEC 7812-1, annex B).

    >>> is_id_number("012345674"), is_id_number("012345675")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{9}", digits) or not int(digits):
        return False
    products = [int(digit) * (1 + place % 2) for place, digit in enumerate(digits)]
    return sum(product // 10 + product % 10 for product in products) % 10 == 0


def _text(question: Question, typed: Any) -> str:
    if not isinstance(typed, str):
        raise Unreadable(_("Write a text."))
    text, most = plain(typed), most_characters(question)
    if len(text) > most:
        raise Unreadable(
            _("Write at most %(most)s characters; there are %(count)s.") % {"most": most, "count": len(text)}
        )
    return text.strip() if question.kind == Kind.TEXT else text


def _chosen(question: Question, typed: Any) -> Any:
    known = [choice.value for choice in question.choices]
    wanted = typed if isinstance(typed, list | tuple) else [typed]
    if question.kind == Kind.CHOICE and len(wanted) != 1:
        raise Unreadable(_("Choose one answer only."))
    if any(value not in known for value in wanted):
        raise Unreadable(_("Choose from the answers that are listed."))
    return wanted[0] if question.kind == Kind.CHOICE else [value for value in known if value in wanted]


def _town(typed: Any, towns: Collection[int] | None) -> int:
    code = _figures(typed)
    if not code.isdigit() or (towns is not None and int(code) not in towns):
        raise Unreadable(_("Choose a town from the list."))
    return int(code)


def _whole(typed: Any) -> int:
    number = _decimal(typed)
    if number != number.to_integral_value():
        raise Unreadable(_("Write a whole number, such as 3."))
    return int(number)


def _number(typed: Any) -> float:
    return float(_decimal(typed))


def _money(typed: Any) -> int:
    if isinstance(typed, int) and not isinstance(typed, bool):
        return typed
    agorot = _decimal(re.sub(r'[₪]|ש"ח|ש״ח|NIS|ILS', "", typed) if isinstance(typed, str) else typed) * AGOROT
    if agorot != agorot.to_integral_value():
        raise Unreadable(_("Write a sum in shekels, such as 1,250 or 99.90."))
    return int(agorot)


def _decimal(typed: Any) -> Decimal:
    try:
        number = Decimal(_figures(typed))
    except InvalidOperation:
        raise Unreadable(_("Write a number in digits, such as 12.")) from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise Unreadable(_("This number is too large. Check what was typed."))
    return number


def _figures(typed: Any) -> str:
    """The digits of any alphabet as 0–9, without the signs that part thousands."""
    if isinstance(typed, bool) or not isinstance(typed, str | int | float):
        raise Unreadable(_("Write a number in digits, such as 12."))
    text = str(typed).strip().replace("٫", ".").replace("٬", ",").replace("−", "-")
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    text = re.sub(r"[\s\u200e\u200f\u2066-\u2069]", "", text)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    return text if re.fullmatch(r"-?\d{1,18}(\.\d{1,9})?", text) or not isinstance(typed, str) else "no number"


def _date(typed: Any) -> str:
    if isinstance(typed, date):
        return typed.isoformat()
    words = Unreadable(_("Write a date as day.month.year, such as 22.11.2026."))
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in typed.strip()) if isinstance(typed, str) else ""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        day, month, year = map(int, match.groups())
    else:
        raise words
    if year not in YEARS:
        raise words
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable(_("There is no such day. Check the day and the month.")) from None


def _time(typed: Any) -> str:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?", typed.strip()) if isinstance(typed, str) else None
    if match is None:
        raise Unreadable(_("Write a time as hours:minutes, such as 16:30."))
    return f"{int(match[1]):02}:{match[2]}"


def _yes_no(typed: Any) -> bool:
    answer = {True: True, False: False, "yes": True, "no": False, "true": True, "false": False}.get(typed)
    if answer is None:
        raise Unreadable(_("Choose yes or no."))
    return answer


def _consent(typed: Any) -> bool | None:
    return True if typed in (True, "yes", "on", "true") else None


def _phone(typed: Any) -> str:
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in typed) if isinstance(typed, str) else ""
    bare = re.sub(r"[\s\-().\u200e\u200f\u2066-\u2069]", "", text)
    bare = re.sub(r"^(\+|00)972\(?0?", "0", bare)
    if re.fullmatch(r"0(5\d|7\d)\d{7}|0[2-489]\d{7}|1[5789]00\d{6}|\+[1-9]\d{7,14}", bare):
        return bare
    raise Unreadable(_("Write a whole telephone number, such as 050-123-4567; one from abroad begins with +."))


def _email(typed: Any) -> str:
    address = plain(typed).strip() if isinstance(typed, str) else ""
    try:
        validate_email(address)
    except ValidationError:
        raise Unreadable(_("Write a whole e-mail address, such as name@example.org.")) from None
    return address


def _id_number(typed: Any) -> str:
    bare = re.sub(r"[\s\-־.]", "", typed) if isinstance(typed, str) else ""
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in bare).zfill(9)
    if not is_id_number(digits):
        raise Unreadable(_("This is no identity number: its last digit does not fit. Check all nine digits."))
    return digits


CLEANERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.INTEGER: _whole,
    Kind.DECIMAL: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.YES_NO: _yes_no,
    Kind.CONSENT: _consent,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.ID_NUMBER: _id_number,
}
