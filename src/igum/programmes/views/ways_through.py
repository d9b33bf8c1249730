"""Pages of those who take part and of those who go with them: a subject's way, and a team member's own page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from igum.core.actor import Actor
from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.core.views import attachment
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.models import Audience, Document, Engagement
from igum.programmes.views.acting import of_the_team
from igum.programmes.views.doing import answer_match, do


@require_safe
@of_the_team
def engagement(request: Request, engagement_id: UUID) -> HttpResponse:
    """A subject's way, for those who run the programme and for its team."""
    try:
        way = commands.read_way(actor=request.actor, engagement_id=engagement_id, at=timezone.now())
    except Engagement.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "programmes/way.html", _context(request.actor, way))


@require_POST
@of_the_team
def work(request: Request, engagement_id: UUID) -> HttpResponse:
    """Do what a button on a subject's page says."""
    get_object_or_404(queries.engagements_for(request.actor, at=timezone.now()), pk=engagement_id)
    return do(request, request.actor, engagement_id) or redirect("programmes:engagement", engagement_id)


@public
@never_cache
@require_safe
def own_way(request: Request, slug: str, secret: str) -> HttpResponse:
    """Their own way, for a family that holds its link."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        way = queries.way_of(actor, _own(actor).pk, at=timezone.now())
        context = _context(actor, way) | {"region": region, "secret": secret, "is_own": True}
        response = render(request, "programmes/way.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_POST
def own_work(request: Request, slug: str, secret: str) -> HttpResponse:
    """Do what a button on their own page says, for a family that holds its link."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        return do(request, actor, _own(actor).pk) or redirect("programmes:own-way", slug, secret)


@require_safe
@of_the_team
def document(request: Request, engagement_id: UUID, document_id: UUID) -> HttpResponse:
    """A file that was handed in, for those who run the programme and for the team."""
    get_object_or_404(queries.engagements_for(request.actor, at=timezone.now()), pk=engagement_id)
    return _file(request.actor, document_id)


@public
@never_cache
@require_safe
def own_document(request: Request, slug: str, secret: str, document_id: UUID) -> HttpResponse:
    """A file on their own page, for a family that holds its link."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        _own(actor)
        return _file(actor, document_id)


@require_safe
@of_the_team
def mine(request: Request) -> HttpResponse:
    """Whom one goes with, what comes next, what is open."""
    now, actor = timezone.now(), request.actor
    context = {
        "mine": commands.read_mine(actor=actor, at=now),
        "invitations": queries.invitations_of(actor),
        "papers_ending": queries.papers_ending(actor, at=now),
    }
    return render(request, "programmes/mine.html", context)


@require_POST
@of_the_team
def answer(request: Request, match_id: UUID) -> HttpResponse:
    """Agree to go with a subject, or decline."""
    agrees = request.POST.get("answer") == "agree"
    answer_match(request, request.actor, match_id, agrees=agrees)
    return redirect("programmes:mine")


def _own(actor: Actor) -> Engagement:
    """The engagement that the link opens: the newest, if the place was taken twice."""
    found = queries.engagements_for(actor, at=timezone.now()).filter(application__link_hash=actor.link)
    newest = found.order_by("-began_at").first()
    if newest is None:
        raise Http404
    return newest


def _file(actor: Actor, document_id: UUID) -> HttpResponse:
    try:
        return attachment(commands.open_document(actor=actor, document_id=document_id, at=timezone.now()))
    except Document.DoesNotExist as missing:
        raise Http404 from missing


def _context(actor: Actor, way: queries.Way) -> dict[str, Any]:
    return {
        "way": way,
        "engagement": way.engagement,
        "cohort": way.engagement.cohort,
        "programme": way.programme,
        "audiences": Audience,
        "may_guide": access.may_guide(actor, way.engagement, serves=way.serves),
        "today": timezone.localdate(),
        "passings": queries.passings_of(way.engagement),
        "may_let_on": access.may_decide(actor, way.engagement),
        "is_own": False,
    }
