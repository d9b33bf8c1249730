"""How figures about places are written."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def figure(value: int | Decimal) -> str:
    """A number with its thousands grouped by commas, alike in all languages: Hebrew's own format groups nothing.

    >>> figure(217238), figure(Decimal("4088.5"))
    ('217,238', '4,088.5')
    """
    return f"{value:,}"
