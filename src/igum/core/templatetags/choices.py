"""Long lists of choices in one go: a page offers over a hundred, and a template's nodes for each were a third of it."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypedDict

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


class Choice(TypedDict):
    """One thing to choose, and how many there would be then."""

    value: str
    name: str
    count: int
    chosen: bool


@register.simple_tag
def check_boxes(name: str, choices: Iterable[Choice]) -> str:
    """Boxes of one name, of which several may be ticked. The id of each is its name and value, without colons."""
    return _joined(
        f'<label class="choice"><input type="checkbox" id="{name}-{value.replace(":", "-")}" name="{name}" '
        f'value="{value}"{" checked" if chosen else ""}><span>{words}</span> <span class="count">{count}</span></label>'
        for value, words, count, chosen in _escaped(choices)
    )


@register.simple_tag
def select_options(choices: Iterable[Choice]) -> str:
    """The options of a select, of which one may be chosen."""
    return _joined(
        f'<option value="{value}"{" selected" if chosen else ""}>{words} ({count})</option>'
        for value, words, count, chosen in _escaped(choices)
    )


def _escaped(choices: Iterable[Choice]) -> Iterator[tuple[str, str, int, bool]]:
    return ((escape(one["value"]), escape(one["name"]), one["count"], one["chosen"]) for one in choices)


def _joined(lines: Iterable[str]) -> str:
    return mark_safe("\n".join(lines))  # noqa: S308 - each was escaped
