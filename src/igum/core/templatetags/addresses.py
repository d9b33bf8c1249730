"""Django's ``{% url %}``, which knows the shape of an address it has met: half of a long list's time went there."""

from uuid import UUID

from django import template
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from igum.core.addresses import address

register = template.Library()


class AddressNode(URLNode):
    """An address told by ids alone comes from its shape; any other goes Django's way. No module is here twice."""

    def render(self, context: template.Context) -> str:
        """The address, or nothing where it is kept under a name."""
        ids = [each.resolve(context) for each in self.args]
        if self.kwargs or not all(isinstance(each, UUID) for each in ids):
            return str(super().render(context))
        try:
            found = address(self.view_name.resolve(context), *ids)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """Django's tag of this name, in Django's words."""
    told = defaulttags.url(parser, token)
    return AddressNode(told.view_name, told.args, told.kwargs, told.asvar)
