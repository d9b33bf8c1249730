"""A request as our middleware leaves it: with its actor, and knowing whether htmx asks."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from igum.core.actor import Actor


class Request(HttpRequest):
    """What views are given. Never made by hand: it names for the type checker what the middleware adds."""

    actor: Actor
    htmx: HtmxDetails
