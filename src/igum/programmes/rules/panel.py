"""What several reviewers' points come to, and when another reviewer must look."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from igum.programmes.rules.programme import Panel


def panel_score(points: Sequence[Decimal], panel: Panel) -> Decimal | None:
    """The panel's score: the mean of its reviewers; once one more looked because they were apart, the median.

    None while reviews are missing, or while they lie too far apart and nobody further has looked.

    >>> from igum.programmes.rules.programme import Apart
    >>> pair = Panel(reviewers=2, most=30, ask={}, apart=Apart(over=8, then="third_reviewer"))
    >>> panel_score([Decimal(20), Decimal(24)], pair)
    Decimal('22')
    >>> panel_score([Decimal(10), Decimal(24)], pair) is None
    True
    >>> panel_score([Decimal(10), Decimal(24), Decimal(22)], pair)
    Decimal('22')
    """
    if len(points) < panel.reviewers or needs_another(points, panel):
        return None
    if len(points) > panel.reviewers and panel.apart is not None:
        return Decimal(median(points))
    return sum(points, Decimal(0)) / len(points)


def needs_another(points: Sequence[Decimal], panel: Panel) -> bool:
    """Whether the reviewers lie so far apart that one more must look."""
    if panel.apart is None or len(points) != panel.reviewers or len(points) < 2:
        return False
    return max(points) - min(points) > Decimal(str(panel.apart.over))
