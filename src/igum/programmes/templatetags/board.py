"""Small words of the board and of lists of people."""

from collections.abc import Iterable

from django import template
from django.urls import reverse

from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.queries.board import Line
from igum.programmes.rules.watching import WEIGHTS, Figure

register = template.Library()

HEAVY = 4


@register.filter
def of(part: int, whole: int) -> str:
    """How many of how many.

    >>> of(3, 24)
    '3/24'
    """
    return f"{part}/{whole}"


@register.filter
def figure_weight(figure: str) -> str:
    """The class of a figure: people slipping away look heavier than papers.

    >>> figure_weight("alone"), figure_weight("late")
    ('heavy', 'light')
    """
    return "heavy" if WEIGHTS[Figure(figure)] >= HEAVY else "light"


@register.filter
def by_weight(figures: Iterable[Figure]) -> list[Figure]:
    """Figures, the weightiest first."""
    return [figure for figure in Figure if figure in set(figures)]


@register.filter
def where_mended(line: Line, figure: Figure) -> str:
    """The address of the page on which a figure of a round is mended."""
    if figure is Figure.UNNOTED and line.meetings.unnoted_id:
        return reverse("programmes:session", args=[line.meetings.unnoted_id])
    if figure in (Figure.ALONE, Figure.UNMATCHED, Figure.LAPSED, Figure.ENDING):
        return reverse("programmes:team", args=[line.cohort.pk])
    return f"{reverse('programmes:people', args=[line.cohort.pk])}?show={figure.value}"


@register.filter
def may_refer(actor: Actor) -> bool:
    """Whether the actor may refer families."""
    return access.may_refer(actor).allowed
