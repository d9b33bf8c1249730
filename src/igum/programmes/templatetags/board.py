"""Small words of the board and of lists of people."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.translation import get_language

from igum.core.actor import Actor
from igum.core.addresses import address
from igum.core.templatetags.igum import ltr
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
def to_mend(line: Line) -> str:
    """What is to be mended of a round, each leading to where that is done."""
    shown = (
        (figure_weight(figure), _where_mended(line, figure), ltr(count), _label(figure, get_language() or ""))
        for figure, count in line.figures.items()
    )
    return format_html_join("\n", '<li><a class="{}" href="{}"><span class="number">{}</span> {}</a></li>', shown)


@lru_cache(maxsize=64)
def _label(figure: Figure, _language: str) -> str:
    """A page of the board says this a hundred times, and it changes only with the code."""
    return str(figure.label)


def _where_mended(line: Line, figure: Figure) -> str:
    if figure is Figure.UNNOTED and line.meetings.unnoted_id:
        return address("programmes:session", line.meetings.unnoted_id)
    if figure in (Figure.ALONE, Figure.UNMATCHED, Figure.LAPSED, Figure.ENDING):
        return address("programmes:team", line.round.id)
    return f"{address('programmes:people', line.round.id)}?show={figure.value}"


@register.filter
def may_refer(actor: Actor) -> bool:
    """Whether the actor may refer families."""
    return access.may_refer(actor).allowed
