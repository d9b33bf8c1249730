"""What was typed into a form that is shown again because of a refusal."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_in(context: dict[str, Any], form: str, name: str, key: object = "") -> str:
    """What was typed in a field, where it is this form that was refused; nothing in any other."""
    if context.get("beside") != form:
        return ""
    return str(context["typed"].get(f"{name}{key}", ""))
