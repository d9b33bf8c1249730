"""Pages for those who run programmes: rounds, the screening list, one application, and what is decided there."""

import secrets
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.links import new_secret, visiting
from igum.core.requests import Request
from igum.people import commands as people
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.rules.outcomes import Channel, Outcome
from igum.programmes.views.round_actions import actions_of, entering

MOST_AGOROT = 10**13


@require_safe
def cohorts(request: Request) -> HttpResponse:
    """The rounds that the actor screens."""
    return render(request, "programmes/cohorts.html", {"cohorts": queries.cohorts_for(request.actor)})


@require_safe
def cohort(request: Request, cohort_id: UUID) -> HttpResponse:
    """A round: how full it is, and its applications with what the rules found."""
    found = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    now, stage = timezone.now(), request.GET.get("stage", "")
    page = commands.read_applications(
        actor=request.actor, cohort_id=cohort_id, stage=stage, after=request.GET.get("after", ""), at=now
    )
    file, figures = queries.programme_of(found.version), queries.figures_of(request.actor, cohort_id)
    may_decide = access.may_decide(request.actor, found)
    stage_now = queries.stage_of_round(found, at=now)
    context = {
        "cohort": found,
        "page": page,
        "stage": stage,
        "outcomes": Outcome,
        "figures": figures,
        "actions": actions_of(found, file, stage_now, figures, may_decide=bool(may_decide)),
        "lapsed": queries.members_lacking(found, found.team.serving(now), at=now) if may_decide else {},
        "pool": queries.pool_of(request.actor, found, cost_agorot=agorot_of(request.GET.get("cost", ""))),
        "payers": queries.payers_of(found, cost_agorot=agorot_of(request.GET.get("cost", ""))),
        "cost": request.GET.get("cost", "") if agorot_of(request.GET.get("cost", "")) is not None else "",
        "may_decide": may_decide,
        "programme": file,
    }
    return render(request, "programmes/cohort.html", context)


@require_POST
def close(request: Request, cohort_id: UUID) -> HttpResponse:
    """End a round."""
    get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    commands.close_cohort(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    messages.success(request, _("The round is closed. Its report can be released."))
    return redirect("programmes:cohort", cohort_id)


@require_POST
def tell(request: Request, cohort_id: UUID) -> HttpResponse:
    """Write to those of whom something was decided that they were not told."""
    count = commands.tell_outcomes(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    done = ngettext("%(count)s letter was written.", "%(count)s letters were written.", count)
    messages.success(request, done % {"count": count})
    return redirect("programmes:cohort", cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request, cohort_id: UUID) -> HttpResponse:
    """Look for the resident one applies for; then begin an application for a family, and go on to its form."""
    found = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    if request.method != "POST":
        typed = request.GET.get("q", "").strip()
        residents = people.find_residents(actor=request.actor, typed=typed, at=timezone.now()) if typed else []
        title = entering(queries.programme_of(found.version)) or _("Enter a family")
        context = {"cohort": found, "typed": typed, "residents": residents, "title": title}
        return render(request, "programmes/enter.html", context)
    resident = request.POST.get("resident", "")
    slug = places.regions().get(pk=found.region_id).slug
    secret = new_secret()
    language = request.POST.get("language", "he")
    with visiting(request, region_id=found.region_id, secret=secret) as actor:
        commands.start_application(
            actor=actor,
            cohort_id=cohort_id,
            channel=Channel.STAFF,
            secret=secret,
            language=language,
            at=timezone.now(),
            resident_id=UUID(resident) if _is_uuid(resident) else None,
        )
    return redirect("questionnaires:fill", slug, secret)


@require_POST
def screen(request: Request, cohort_id: UUID) -> HttpResponse:
    """Run the rules on every application of a round."""
    count = commands.screen_cohort(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    done = ngettext("%(count)s application was screened.", "%(count)s applications were screened.", count)
    messages.success(request, done % {"count": count})
    return redirect("programmes:cohort", cohort_id)


@require_POST
def choose(request: Request, cohort_id: UUID) -> HttpResponse:
    """Choose by the programme's rule."""
    result = commands.choose_cohort(
        actor=request.actor, cohort_id=cohort_id, seed=secrets.token_hex(16), at=timezone.now()
    )
    messages.success(
        request,
        _("Chosen: %(chosen)s. Waiting: %(waiting)s. Nobody was told yet: offer the places when the list is right.")
        % {"chosen": len(result.chosen), "waiting": len(result.waiting)},
    )
    return redirect("programmes:cohort", cohort_id)


@require_POST
def offer(request: Request, cohort_id: UUID) -> HttpResponse:
    """Offer the free places to those who come next."""
    count = commands.make_offers(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    if count:
        done = ngettext("%(count)s place was offered.", "%(count)s places were offered.", count)
        messages.success(request, done % {"count": count})
    else:
        messages.info(request, _("Every place is taken or offered, or nobody is left who may be offered one."))
    return redirect("programmes:cohort", cohort_id)


@require_POST
def decide(request: Request, cohort_id: UUID) -> HttpResponse:
    """Decide about the applications that were ticked."""
    word = request.POST.get("outcome", "")
    if word not in {"", Outcome.CHOSEN, Outcome.WAITING, Outcome.NOT_CHOSEN}:
        raise Http404
    ticked = [UUID(value) for value in request.POST.getlist("application") if _is_uuid(value)]
    count = commands.decide_applications(
        actor=request.actor,
        cohort_id=cohort_id,
        application_ids=ticked,
        outcome=Outcome(word) if word else None,
        reason=request.POST.get("reason", ""),
        at=timezone.now(),
    )
    done = ngettext("%(count)s application was decided.", "%(count)s applications were decided.", count)
    messages.success(request, done % {"count": count})
    return redirect("programmes:cohort", cohort_id)


@require_safe
def keeping(request: Request) -> HttpResponse:
    """What the next night erases because it need not be kept any more, for the privacy officer."""
    past = queries.past_keeping(request.actor, at=timezone.now())
    return render(request, "programmes/keeping.html", {"past": past})


@require_safe
def application(request: Request, application_id: UUID) -> HttpResponse:
    """One application: its answers, what the rules found and why, its reviews, and where it stands."""
    return _application(request, application_id)


@require_POST
def review(request: Request, application_id: UUID) -> HttpResponse:
    """Give points to an application."""
    typed = request.POST.get("points", "").strip().replace(",", ".")
    try:
        points = Decimal(typed)
    except InvalidOperation:
        return _application(request, application_id, wrong=_("Write the points as a number."), status=422)
    if not points.is_finite():
        return _application(request, application_id, wrong=_("Write the points as a number."), status=422)
    commands.review_application(
        actor=request.actor,
        application_id=application_id,
        points=points,
        remark=request.POST.get("remark", ""),
        at=timezone.now(),
    )
    messages.success(request, _("Your points are saved."))
    return redirect("programmes:application", application_id)


def _application(request: Request, application_id: UUID, *, wrong: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    get_object_or_404(queries.applications_for(request.actor), pk=application_id)
    record = commands.open_application(actor=request.actor, application_id=application_id, at=now)
    own = record.own
    points, remark = (f"{own.points:g}", own.remark) if own else ("", "")
    typed = {"points": request.POST.get("points", points), "remark": request.POST.get("remark", remark)}
    referral = queries.referral_of(request.actor, application_id)
    context = {"record": record, "wrong": wrong, "typed": typed, "referral": referral}
    return render(request, "programmes/application.html", context, status=status)


def agorot_of(typed: str) -> int | None:
    """Shekels as somebody types them, in agorot; None for what is no such sum.

    >>> agorot_of("12,345.67"), agorot_of("-1"), agorot_of("many")
    (1234567, None, None)
    """
    try:
        agorot = Decimal(typed.replace(",", "").replace("₪", "").strip()) * 100
    except ArithmeticError:
        return None
    return int(agorot) if agorot.is_finite() and 0 <= agorot < MOST_AGOROT and agorot == int(agorot) else None


def _is_uuid(word: str) -> bool:
    try:
        UUID(word)
    except ValueError:
        return False
    return True
