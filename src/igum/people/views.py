"""HTTP of people: who a request acts as, and the choice of a region for those with posts in several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from igum.core.actor import Actor
from igum.core.requests import Request
from igum.people import queries

CHOSEN_REGION = "igum_region"


def find_actor(request: HttpRequest) -> Actor:
    """The actor of a signed-in request; fills the slot ``core.actor``."""
    chosen = request.session.get(CHOSEN_REGION)
    return queries.actor_of(int(request.user.pk or 0), region_id=chosen, at=timezone.now())


@require_POST
def choose_region(request: Request, region_id: int) -> HttpResponse:
    """Act in another region from the next page on. A region without a post there changes nothing."""
    if any(post.region_id == region_id for post in request.actor.posts):
        request.session[CHOSEN_REGION] = region_id
    return redirect("/")
