"""What a round is called on a page: its key stands in addresses, and is no word of any language."""

import re
from datetime import date

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

# Words that files use in keys, in the middle of a title.
SEASONS: dict[str, str | Promise] = {
    "spring": pgettext_lazy("part of the year", "spring"),
    "summer": pgettext_lazy("part of the year", "summer"),
    "autumn": pgettext_lazy("part of the year", "autumn"),
    "fall": pgettext_lazy("part of the year", "autumn"),
    "winter": pgettext_lazy("part of the year", "winter"),
}
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_PLAIN = re.compile(r"(?:19|20|21)\d\d(?:[-–](?:\d\d|\d{4}))?")


def round_title(key: str, begins: date) -> str:
    """A round's title in the language of the page, from its key and the day on which it begins.

    >>> round_title("2027", date(2027, 9, 1)), round_title("spring-2027", date(2027, 3, 1))
    ('Round of 2027', 'Round of spring 2027')
    >>> round_title("winter", date(2026, 12, 22)), round_title("open-11-2026", date(2026, 12, 22))
    ('Round of winter 2026', 'Round of December 2026')
    """
    if _PLAIN.fullmatch(key):
        return _("Round of %(year)s") % {"year": key}
    season = next((SEASONS[word] for word in re.split(r"[^a-z]+", key.lower()) if word in SEASONS), None)
    written = _YEAR.search(key)
    facts = {
        "season": season if season is not None else MONTHS[begins.month],
        "year": written.group() if written and season is not None else str(begins.year),
    }
    return _("Round of %(season)s %(year)s") % facts
