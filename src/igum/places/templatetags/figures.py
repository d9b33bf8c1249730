"""How figures about places are written."""

from typing import Any

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def figure(value: Any) -> str:
    """A number with its thousands grouped, as the page's language does it."""
    return number_format(value, force_grouping=True)
