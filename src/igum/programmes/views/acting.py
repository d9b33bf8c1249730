"""Where somebody acts who serves in a team: by a post, or without one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.shortcuts import get_object_or_404

from igum.core.actor import Actor
from igum.core.links import visiting
from igum.core.requests import Request
from igum.places import queries as places


@contextmanager
def serving(request: Request) -> Iterator[Actor]:
    """Act in the region of one's posts; a volunteer who holds none acts in the installation's own region."""
    if request.actor.region_id is not None:
        yield request.actor
        return
    region = get_object_or_404(places.regions(), slug=settings.IGUM_REGION)
    with visiting(request, region_id=region.pk) as actor:
        yield actor
