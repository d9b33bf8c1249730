"""Words of pairs that may be the same people."""

from typing import Any

from django import template

from igum.programmes.models import DuplicatePair
from igum.programmes.queries.duplicates import likeness_words

register = template.Library()


@register.filter
def in_common(pair: DuplicatePair) -> list[Any]:
    """What the two applications of a pair have in common, in words."""
    return likeness_words(pair)
