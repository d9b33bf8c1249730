"""Small words of programmes' pages."""

from collections.abc import Mapping
from typing import Any

from django import template

from igum.core.texts import Text
from igum.programmes.models.files import in_page_language

register = template.Library()


@register.filter
def points(value: Any) -> str:
    """Points without needless noughts; a dash for none.

    >>> points(30.5), points(None), points(40.0)
    ('30.5', '–', '40')
    """
    if value is None or value == "":
        return "–"
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


@register.filter
def part_of(values: Mapping[str, Any], key: str) -> Any:
    """What stands under a key."""
    return values.get(str(key), "")


@register.filter
def in_page(texts: Mapping[str, str]) -> Text:
    """A text of a file in the page's language, or in the one it has."""
    return in_page_language(texts or {})
