"""Pages of everybody's own calendar: month, week and list; and the secret address for a calendar of one's own."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.links import new_secret, visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.forms.calendars import NO_LEADER, asked_in
from igum.programmes.rules.calendars import View
from igum.programmes.views.acting import of_the_team


@require_safe
@of_the_team
def sessions(request: Request) -> HttpResponse:
    """All sessions that one may see, by month, week or as a list; everything that is chosen stands in the address."""
    require(access.may_have_feed(request.actor))
    now = timezone.now()
    context = _page(request, request.actor) | {
        "choices": queries.calendar_choices(request.actor, at=now),
        "left": queries.without_leader(queries.calendar_sessions(request.actor, at=now), at=now).count(),
        "feed": queries.feeds_of(request.actor).first(),
        "no_leader": NO_LEADER,
    }
    return render(request, "programmes/sessions.html", context)


@require_POST
@of_the_team
def feed(request: Request) -> HttpResponse:
    """Make the secret address of one's calendar anew, or end it. It is shown this once: nobody can read it again."""
    slug = get_object_or_404(places.regions(), pk=request.actor.here).slug
    return _change_feed(request, request.actor, slug, back=reverse("programmes:sessions"))


@public
@never_cache
@require_safe
def own_sessions(request: Request, slug: str, secret: str) -> HttpResponse:
    """Their own calendar, for a family that holds its link."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        own = _taking_part(actor)
        context = _page(request, own) | {
            "region": region,
            "secret": secret,
            "is_own": True,
            "feed": queries.feeds_of(actor).first(),
        }
        response = render(request, "programmes/sessions.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@never_cache
@require_POST
def own_feed(request: Request, slug: str, secret: str) -> HttpResponse:
    """The same for a family: its link makes, renews and ends the secret address."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        _taking_part(actor)
        back = reverse("programmes:own-sessions", args=[slug, secret])
        return _change_feed(request, actor, slug, back=back, region=region, secret=secret, is_own=True)


@public
@require_safe
def subscribed(request: Request, slug: str, secret: str) -> HttpResponse:
    """The calendar behind a secret address, for a program that asks again and again. The secret alone opens it."""
    region = get_object_or_404(places.regions(), slug=slug)
    now = timezone.now()
    found = queries.feed_by_secret(region.pk, secret, at=now)
    if found is None:
        raise Http404
    tag = f'W/"{found.tag}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(found.text(now), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="igum.ics"'
        response.headers["Content-Language"] = found.language
    response.headers["ETag"] = tag
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _taking_part(actor: Actor) -> Actor:
    """Those who hold the link, alone: whoever is signed in at this device besides.

    Raises:
        Http404: nobody takes part by this link.
    """
    own = queries.owner(actor)
    if not queries.engagements_for(own, at=timezone.now()).filter(ended_at=None).exists():
        raise Http404
    return own


def _page(request: Request, actor: Actor) -> dict[str, Any]:
    now = timezone.now()
    asked = asked_in(request.GET.dict(), at=now)
    return {
        "page": queries.calendar_of(actor, asked.span, asked.filters, at=now),
        "span": asked.span,
        "filters": asked.filters,
        "views": [(View.MONTH, _("Month")), (View.WEEK, _("Week")), (View.LIST, _("List"))],
        "on": request.GET.get("on", ""),
        "now": now,
    }


def _change_feed(request: Request, actor: Actor, slug: str, *, back: str, **page: Any) -> HttpResponse:
    now = timezone.now()
    match request.POST.get("do", ""):
        case "end":
            commands.end_feed(actor=actor, at=now)
            return redirect(back)
        case "make":
            secret = new_secret()
            commands.make_feed(actor=actor, secret=secret, language=(get_language() or "he")[:2], at=now)
        case _:
            raise Http404
    address = request.build_absolute_uri(reverse("programmes:subscribed", args=[slug, secret]))
    response = render(request, "programmes/feed.html", page | {"address": address, "back": back})
    patch_cache_control(response, private=True, no_store=True)
    return response
