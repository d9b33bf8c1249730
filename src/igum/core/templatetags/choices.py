"""Long lists of choices in one go: a page offers over a hundred, and a template's nodes for each were a third of it."""

from collections.abc import Iterable
from typing import TypedDict

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

register = template.Library()

_BOX = (
    '<label class="choice"><input type="checkbox" id="{}-{}" name="{}" value="{}"{}>'
    '<span>{}</span> <span class="count">{}</span></label>'
)
_OPTION = '<option value="{}"{}>{} ({})</option>'
_CHECKED, _SELECTED = mark_safe(" checked"), mark_safe(" selected")


class Choice(TypedDict):
    """One thing to choose, and how many there would be then."""

    value: str
    name: str
    count: int
    chosen: bool


@register.simple_tag
def check_boxes(name: str, choices: Iterable[Choice]) -> str:
    """Boxes of one name, of which several may be ticked. The id of each is its name and value, without colons."""
    return format_html_join(
        "\n",
        _BOX,
        (
            (
                *(name, one["value"].replace(":", "-"), name, one["value"], _CHECKED if one["chosen"] else ""),
                *(one["name"], one["count"]),
            )
            for one in choices
        ),
    )


@register.simple_tag
def select_options(choices: Iterable[Choice]) -> str:
    """The options of a select, of which one may be chosen."""
    return format_html_join(
        "\n",
        _OPTION,
        ((one["value"], _SELECTED if one["chosen"] else "", one["name"], one["count"]) for one in choices),
    )
