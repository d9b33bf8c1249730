"""Pages for professionals who refer families: the form before the form, the receipt, and where each stands."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from igum.core.access import require
from igum.core.links import new_secret, visiting
from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.models import Referral
from igum.programmes.rules.outcomes import Channel
from igum.programmes.rules.referring import Agreement


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: Request, slug: str, key: str) -> HttpResponse:
    """For which service a family is referred and how it agreed; then on to the programme's form."""
    region = get_object_or_404(places.regions(), slug=slug)
    now, secret = timezone.now(), new_secret()
    with visiting(request, region_id=region.pk, secret=secret if request.method == "POST" else "") as actor:
        require(access.may_refer(actor))
        found = get_object_or_404(queries.programmes_in(region.pk), key=key)
        page = queries.programme_page(found, at=now)
        if page.cohort is None or page.file is None or not page.file.intake:
            raise Http404
        if Channel.REFERRAL not in page.file.intake.channels:
            raise Http404
        context = {
            "region": region,
            "page": page,
            "agreements": Agreement,
            "languages": settings.LANGUAGES,
            "typed": request.POST,
        }
        if request.method != "POST":
            return render(request, "programmes/refer.html", context)
        try:
            commands.refer_family(
                actor=actor,
                cohort_id=page.cohort.pk,
                said=commands.Introduction(
                    service=request.POST.get("service", ""),
                    mark=request.POST.get("mark", ""),
                    agreement=request.POST.get("agreement", ""),
                ),
                secret=secret,
                language=_known_language(request.POST.get("language", "")),
                at=now,
            )
        except (commands.NoAgreement, commands.NotSaid) as why:
            return render(request, "programmes/refer.html", {**context, "wrong": why.reason}, status=422)
    return redirect("questionnaires:fill", slug, secret)


@never_cache
@require_safe
def referrals(request: Request) -> HttpResponse:
    """The families that whoever looks has referred, and where each referral stands."""
    require(access.may_refer(request.actor))
    found = queries.referred_by(request.actor, at=timezone.now())
    return render(request, "programmes/referrals.html", {"referrals": found, "slug": _slug(request)})


@never_cache
@require_safe
def referral(request: Request, referral_id: UUID) -> HttpResponse:
    """The receipt of one referral."""
    require(access.may_refer(request.actor))
    try:
        found = queries.referred(request.actor, referral_id, at=timezone.now())
    except Referral.DoesNotExist:
        raise Http404 from None
    return render(request, "programmes/referral.html", {"referred": found, "slug": _slug(request)})


def _slug(request: Request) -> str:
    return str(places.regions().get(pk=request.actor.here).slug)


def _known_language(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
