"""Pages for everybody: the programmes of a region, applying without an account, and following an application."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from igum.core.actor import Actor
from igum.core.links import new_secret, visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.models import Application
from igum.programmes.rules.outcomes import Channel


@public
@require_safe
def programmes(request: Request, slug: str) -> HttpResponse:
    """The programmes of a region, those that take applications now first."""
    region = get_object_or_404(places.regions(), slug=slug)
    now = timezone.now()
    with visiting(request, region_id=region.pk):
        shown = [queries.programme_card(one, at=now) for one in queries.programmes_in(region.pk)]
        shown.sort(key=lambda card: not card.is_open)
        return render(request, "programmes/list.html", {"region": region, "programmes": shown})


@public
@require_safe
def programme(request: Request, slug: str, key: str) -> HttpResponse:
    """One programme: what it is, for whom, when, what it costs, and how to join."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk):
        found = get_object_or_404(queries.programmes_in(region.pk), key=key)
        page = queries.programme_page(found, at=timezone.now())
        return render(request, "programmes/programme.html", {"region": region, "page": page})


@public
@require_POST
def apply(request: Request, slug: str, key: str) -> HttpResponse:
    """Begin an application, and go on to its form. The secret link is made here and is nowhere else."""
    region = get_object_or_404(places.regions(), slug=slug)
    now, secret = timezone.now(), new_secret()
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        found = get_object_or_404(queries.programmes_in(region.pk), key=key)
        cohort = queries.programme_page(found, at=now).cohort
        if cohort is None:
            raise Http404
        commands.start_application(
            actor=actor,
            cohort_id=cohort.pk,
            channel=Channel.SELF,
            secret=secret,
            language=(get_language() or "he")[:2],
            at=now,
        )
    return redirect("questionnaires:fill", slug, secret)


@public
@never_cache
@require_safe
def status(request: Request, slug: str, secret: str) -> HttpResponse:
    """Where an application stands, in words, and what can be done about it."""
    region = get_object_or_404(places.regions(), slug=slug)
    now = timezone.now()
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        found = queries.status_of(actor, _followed(actor).pk, at=now)
        may_answer = found.offer is not None and access.may_answer(actor, found.offer, now)
        context = {
            "region": region,
            "status": found,
            "may_answer": may_answer,
            "secret": secret,
            "missing": queries.missing_words_of(actor, found),
            "reasons": queries.reasons_of(found),
            "agreements": [one for one in queries.agreements_of(actor, found.application) if one.holds(now)],
        }
        response = render(request, "programmes/status.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_POST
def answer(request: Request, slug: str, secret: str) -> HttpResponse:
    """Accept or decline the place offered, answer what is missing, end a consent, or withdraw the application."""
    region = get_object_or_404(places.regions(), slug=slug)
    now = timezone.now()
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        found = queries.status_of(actor, _followed(actor).pk, at=now)
        what = request.POST.get("answer", "")
        if what == "complete":
            place = commands.reopen_application(actor=actor, application_id=found.application.pk, at=now)
            return redirect(reverse("questionnaires:fill", args=[slug, secret]) + place)
        if what.startswith("consent:"):
            key = what.removeprefix("consent:")
            if commands.withdraw_agreement(actor=actor, application_id=found.application.pk, key=key, at=now):
                messages.success(request, _("Your consent has ended, and without it the application is withdrawn."))
            else:
                messages.success(request, _("Your consent has ended. Nothing is shared by it any more."))
        elif what == "withdraw":
            commands.withdraw_application(actor=actor, application_id=found.application.pk, at=now)
            messages.success(request, _("Your application is withdrawn. You can apply again while the round is open."))
        elif found.offer is not None and what == "accept":
            commands.accept_offer(actor=actor, offer_id=found.offer.pk, at=now)
            messages.success(request, _("The place is yours. We will write to you before the first meeting."))
        elif found.offer is not None and what == "decline":
            commands.decline_offer(actor=actor, offer_id=found.offer.pk, at=now)
            messages.success(request, _("Thank you for telling us. The place goes to the next in line."))
        else:
            raise Http404
    return redirect("programmes:status", slug, secret)


def _followed(actor: Actor) -> Application:
    """The application that the secret link opens."""
    return get_object_or_404(queries.applications_for(actor), link_hash=actor.link)
