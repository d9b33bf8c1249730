"""Counts of many rows, as they can be read."""

from django import template

register = template.Library()


@register.filter
def thousands(count: int) -> str:
    """A count with its thousands apart.

    >>> thousands(9951), thousands(7)
    ('9,951', '7')
    """
    return f"{count:,}"
