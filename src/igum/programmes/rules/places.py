"""How a programme gives its places, as its file says."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime, make_aware

from igum.programmes.rules.durations import Duration
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.sharing import shares_with_places

WITHOUT_A_WORD = Duration.parse("P7D")  # how long an offer stands when the file has no selection


def is_first_come(programme: Programme) -> bool:
    """Whether places go to whoever comes first: nothing is scored, nobody reviews, and the hour decides.

    Where places are kept for some, whoever comes first may still have to wait for them: that is chosen, not claimed.
    """
    selection = programme.selection
    if selection is None:
        return True
    if selection.reserved or shares_with_places(programme):
        return False
    return not selection.score and selection.panel is None and selection.tie_break[:1] == ("applied_at",)


def offered_until(programme: Programme, at: datetime) -> datetime:
    """The moment an offer made now runs out: the end of its last day, as people understand a day."""
    stands = programme.selection.offer.expires if programme.selection else WITHOUT_A_WORD
    last_day = stands.after(localtime(at).date())
    return make_aware(datetime.combine(last_day + timedelta(days=1), time()))
