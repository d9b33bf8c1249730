"""How a turn of a hall is said."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from igum.pooling.models import HallTurn

register = template.Library()
APART = "\u2066{}\u2069"  # figures read from left to right, also where no element can say so: in the choices of a form


@register.filter
def turn_time(turn: HallTurn) -> str:
    """Its weekday, day and hours, by the clock on the wall."""
    starts, ends = timezone.localtime(turn.starts_at), timezone.localtime(turn.ends_at)
    figures = f"{date_format(starts, 'j.n')} {starts:%H:%M}–{ends:%H:%M}"
    return f"{date_format(starts, 'l')} {APART.format(figures)}"
