"""Pages of those who run campaigns: made, sent, followed, closed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import require
from igum.core.requests import Request
from igum.core.texts import in_page_language
from igum.directory import queries as directory
from igum.needs import access, commands, queries
from igum.needs.catalogue import surveys
from igum.needs.forms import CampaignForm, InviteForm, chosen_body
from igum.needs.views.finding import or_404
from igum.places import queries as places

WEEKS_OPEN = timedelta(weeks=3)


@require_safe
def campaigns(request: Request) -> HttpResponse:
    """All campaigns of the region, and the surveys that stand ready."""
    now = timezone.now()
    rows = [(one, queries.takes_answers(one, now)) for one in queries.campaigns_with_counts(request.actor)]
    may_make = bool(access.authorities_of(request.actor))
    ready = [(key, in_page_language(one["titles"])) for key, one in surveys()["ready"].items()]
    return render(request, "needs/campaigns.html", {"rows": rows, "ready": ready, "may_make": may_make})


@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: Request) -> HttpResponse:
    """Make a campaign, from one that stands ready or from nothing."""
    require(access.may_see_campaigns(request.actor))
    now = timezone.now()
    first = CampaignForm.ready(request.GET.get("from", ""), timezone.localdate(now) + WEEKS_OPEN)
    authorities = access.authorities_of(request.actor)
    form = CampaignForm(request.actor.here, authorities, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = commands.make_campaign(actor=request.actor, plan=form.plan(), at=now)
        notes.success(request, _("The campaign is ready. Now invite those who know."))
        return redirect("needs:campaign", made.pk)
    return render(request, "needs/campaign_form.html", {"form": form, "groups": _groups(form)})


@require_safe
def campaign(request: Request, campaign_id: UUID) -> HttpResponse:
    """How far a campaign is, and whom to invite."""
    first = chosen_body(request.GET.get("organization", "")) | {"authority": request.GET.get("authority", "")}
    return _campaign(request, campaign_id, InviteForm(request.actor.here, initial=first))


@require_POST
def invite(request: Request, campaign_id: UUID) -> HttpResponse:
    """Ask one body."""
    form = InviteForm(request.actor.here, request.POST)
    if not form.is_valid():
        return _campaign(request, campaign_id, form, status=422)
    with or_404():
        commands.invite(actor=request.actor, campaign_id=campaign_id, body=form.asked(), at=timezone.now())
    notes.success(request, _("Invited. The letter with the link is in the outbox."))
    return redirect("needs:campaign", campaign_id)


@require_POST
def remind(request: Request, campaign_id: UUID) -> HttpResponse:
    """Write once more to those who have not answered."""
    with or_404():
        many = commands.remind(actor=request.actor, campaign_id=campaign_id, at=timezone.now())
    said = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", many) % {"count": many}
    notes.success(request, said if many else _("Everybody was reminded already, or has answered."))
    return redirect("needs:campaign", campaign_id)


@require_POST
def set_state(request: Request, campaign_id: UUID) -> HttpResponse:
    """Close, or publish."""
    deeds: dict[str, tuple[Callable[..., None], str]] = {
        "close": (commands.close_campaign, _("Closed. No more answers are taken.")),
        "publish": (commands.publish_campaign, _("Everybody can read now what was found, small numbers left out.")),
    }
    command, said = deeds.get(request.POST.get("state", ""), (None, ""))
    if command is None:
        raise Http404
    with or_404():
        command(actor=request.actor, campaign_id=campaign_id, at=timezone.now())
    notes.success(request, said)
    return redirect("needs:campaign", campaign_id)


def _campaign(request: Request, campaign_id: UUID, form: InviteForm, *, status: int = 200) -> HttpResponse:
    with or_404():
        page = queries.progress(request.actor, campaign_id)
    may_run = access.may_run_campaign(request.actor, page.campaign)
    context = {
        "page": page,
        "campaign": page.campaign,
        "is_open": queries.takes_answers(page.campaign, timezone.now()),
        "may_run": may_run,
        "form": form,
        "bodies": directory.bodies_in(request.actor.here) if may_run else [],
        "region": places.regions().get(pk=request.actor.here),
    }
    return render(request, "needs/campaign.html", context, status=status)


def _groups(form: CampaignForm) -> list[dict[str, Any]]:
    """The needs to tick: those that are ticked first, then all others under their headings."""
    chosen = set(form["terms"].value() or [])
    groups = form.fields["terms"].choices  # type: ignore[attr-defined]
    first = [(code, name, True) for _heading, terms in groups for code, name in terms if code in chosen]
    others = (
        {"heading": heading, "terms": [(code, name, False) for code, name in terms if code not in chosen]}
        for heading, terms in groups
    )
    return [{"heading": "", "terms": first}, *(group for group in others if group["terms"])]
