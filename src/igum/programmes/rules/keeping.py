"""How long what people tell is kept, and in words."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.programmes.rules.durations import Duration

# Forms that were begun and never sent, and rows of a list that were rejected or never taken in: their people did not
# ask to be kept.
UNSENT_KEPT = timedelta(days=60)
ROWS_KEPT = timedelta(days=30)
MONTHS_A_YEAR = 12


def last_kept(keep: Duration, today: date) -> date:
    """What ended on this day or before is past its keeping.

    >>> last_kept(Duration.parse("P7Y"), date(2033, 11, 22))
    datetime.date(2026, 11, 22)
    """
    return keep.before(today)


def in_words(length: Duration) -> str:
    """A length of time as people say it.

    >>> in_words(Duration.parse("P1Y6M"))
    '1 year and 6 months'
    """
    years, months = divmod(length.months, MONTHS_A_YEAR)
    parts = [
        (years, ngettext("%(count)s year", "%(count)s years", years)),
        (months, ngettext("%(count)s month", "%(count)s months", months)),
        (length.days, ngettext("%(count)s day", "%(count)s days", length.days)),
    ]
    return _(" and ").join(words % {"count": count} for count, words in parts if count)
