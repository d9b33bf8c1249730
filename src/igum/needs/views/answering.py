"""Pages of those who were asked: what it is, who else answers, and handing it on."""

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.needs import commands, queries
from igum.needs.forms import HandOnForm
from igum.needs.views.finding import or_404
from igum.places import queries as places


@public
@require_safe
def asked(request: Request, slug: str, secret: str) -> HttpResponse:
    """What is asked, until when, who else fills it in."""
    return _page(request, slug, secret, HandOnForm())


@public
@require_POST
def answer(request: Request, slug: str, secret: str) -> HttpResponse:
    """Go to the form."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor, or_404():
        form_secret = commands.open_answer(actor=actor, at=timezone.now())
    return kept_by_nobody(redirect("questionnaires:fill", region.slug, form_secret))


@public
@require_POST
def hand_on(request: Request, slug: str, secret: str) -> HttpResponse:
    """Ask somebody else, beside oneself or instead."""
    form = HandOnForm(request.POST)
    if not form.is_valid():
        return _page(request, slug, secret, form, status=422)
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor, or_404():
        stays = bool(form.cleaned_data["stays"])
        commands.hand_on(actor=actor, person=form.person(), stays=stays, at=timezone.now())
    notes.success(request, _("Sent. The other person gets a letter with a link of their own."))
    return kept_by_nobody(redirect("needs:asked", slug, secret))


def _page(request: Request, slug: str, secret: str, form: HandOnForm, *, status: int = 200) -> HttpResponse:
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor, or_404():
        page = queries.own_page(actor)
        context = {
            "page": page,
            "campaign": page.campaign,
            "is_open": queries.takes_answers(page.campaign, timezone.now()),
            "form": form,
            "secret": secret,
            "region": region,
        }
        return kept_by_nobody(render(request, "needs/asked.html", context, status=status))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """No browser, proxy or search engine keeps or tells of a page that a secret link opened."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
