"""HTTP of people: who a request acts as, and the choice of a region for those with posts in several."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from igum.core.access import require
from igum.core.actor import ANYONE, Actor
from igum.core.requests import Request
from igum.people import access, queries
from igum.places import queries as places

CHOSEN_REGION = "igum_region"


def find_actor(request: HttpRequest) -> Actor:
    """The actor of a signed-in request; fills the slot ``core.actor``."""
    chosen = request.session.get(CHOSEN_REGION)
    return queries.actor_of(int(request.user.pk or 0), region_id=chosen, at=timezone.now())


@require_POST
def choose_region(request: Request, region_id: int) -> HttpResponse:
    """Act in another region from the next page on."""
    require(access.may_act_in(request.actor, region_id))
    request.session[CHOSEN_REGION] = region_id
    return redirect("/")


def page_facts(request: HttpRequest) -> Mapping[str, object]:
    """The regions in which somebody signed in holds posts, where they are several; fills the slot ``core.page``."""
    actor: Actor = getattr(request, "actor", ANYONE)
    held = {post.region_id for post in actor.posts if post.region_id is not None}
    return {"regions_held": places.regions().filter(pk__in=held)} if len(held) > 1 else {}
