"""Where somebody acts who serves in a team: by a post, or without one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from igum.core.actor import Actor
from igum.core.links import visiting
from igum.core.requests import Request
from igum.places import queries as places

P = ParamSpec("P")
Page = Callable[Concatenate[Request, P], HttpResponse]


@contextmanager
def serving(request: Request) -> Iterator[Actor]:
    """Act in the region of one's posts; a volunteer who holds none acts in the installation's own region."""
    if request.actor.region_id is not None:
        yield request.actor
        return
    region = get_object_or_404(places.regions(), slug=settings.IGUM_REGION)
    with visiting(request, region_id=region.pk) as actor:
        yield actor


def of_the_team(page: Page[P]) -> Page[P]:
    """A page for members of teams too: many of them hold no post, and act where the installation is at home."""

    @wraps(page)
    def acting(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with serving(request):
            return page(request, *args, **kwargs)

    return acting
