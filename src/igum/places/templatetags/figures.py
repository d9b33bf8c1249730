"""How figures about places are written."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def figure(value: int | Decimal) -> str:
    """A number with its thousands grouped, in the signs of the page's language.

    >>> figure(217238), figure(Decimal("4088.5"))
    ('217,238', '4,088.5')
    """
    return number_format(value, use_l10n=True, force_grouping=True)
