"""Pages of those who ask for help: their opportunities, shifts, who comes, and hours to approve."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import refuse, require
from igum.core.actor import Actor
from igum.core.errors import Refused
from igum.core.requests import Request
from igum.places import queries as places
from igum.volunteering import access, commands, queries
from igum.volunteering.forms import ChangedShiftForm, OpportunityForm, ShiftForm
from igum.volunteering.models import Opportunity

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def opportunities(request: Request) -> HttpResponse:
    """What one's own body, town or region asks help with, and hours that wait."""
    _require_recruiting(request.actor)
    now = timezone.now()
    hours = list(queries.hours_to_approve(request.actor)[:50])
    commands.note_names_read(actor=request.actor, volunteer_ids=[one.volunteer_id for one in hours], at=now)
    context = {
        "cards": queries.cards_of(queries.opportunities_managed_by(request.actor), at=now),
        "hours": hours,
    }
    return render(request, "volunteering/opportunities.html", context)


@GET_OR_POST
def new_opportunity(request: Request) -> HttpResponse:
    """Ask for help with something."""
    _require_recruiting(request.actor)
    form = OpportunityForm(request.actor.here, request.POST or None)
    if request.method == "POST" and form.is_valid():
        body, town = _body_of(request.actor), form.cleaned_data["town"]
        description = form.description(organization_id=body, authority_id=_authority_of(request.actor, town))
        made = commands.create_opportunity(actor=request.actor, description=description, at=timezone.now())
        notes.success(request, _("Saved. Add shifts, then put it on the board."))
        return redirect("volunteering:manage", made.pk)
    return render(request, "volunteering/opportunity_form.html", {"form": form})


@GET_OR_POST
def change_opportunity(request: Request, opportunity_id: UUID) -> HttpResponse:
    """Change what is asked for."""
    found = _found(request, opportunity_id)
    form = OpportunityForm(request.actor.here, request.POST or None, initial=OpportunityForm.said_by(found))
    if request.method == "POST" and form.is_valid():
        said = form.description(organization_id=found.organization_id, authority_id=found.authority_id, before=found)
        commands.change_opportunity(actor=request.actor, opportunity_id=found.pk, description=said, at=timezone.now())
        notes.success(request, _("Saved."))
        return redirect("volunteering:manage", found.pk)
    return render(request, "volunteering/opportunity_form.html", {"form": form, "opportunity": found})


@require_safe
def manage(request: Request, opportunity_id: UUID) -> HttpResponse:
    """One opportunity: its state, shifts, who comes, and hours to approve."""
    try:
        page = queries.managed_page(request.actor, opportunity_id, at=timezone.now())
    except Opportunity.DoesNotExist:
        raise Http404 from None
    return render(request, "volunteering/manage.html", _managed(request, page, ShiftForm()))


@require_POST
def set_state(request: Request, opportunity_id: UUID) -> HttpResponse:
    """Publish, pause, go on, or close."""
    deeds: dict[str, tuple[Callable[..., None], str]] = {
        "publish": (commands.publish_opportunity, _("It stands on the board now.")),
        "pause": (commands.pause_recruiting, _("The board says that there are enough people, and offers others.")),
        "resume": (commands.resume_recruiting, _("People can sign up again.")),
        "close": (commands.close_opportunity, _("It was taken off the board.")),
    }
    command, said = deeds.get(request.POST.get("state", ""), (None, ""))
    if command is None:
        raise Http404
    _do(command, request.actor, opportunity_id=opportunity_id)
    notes.success(request, said)
    return redirect("volunteering:manage", opportunity_id)


@require_POST
def add_shift(request: Request, opportunity_id: UUID) -> HttpResponse:
    """Add a shift, or one a week."""
    form = ShiftForm(request.POST)
    if not form.is_valid():
        page = queries.managed_page(request.actor, _found(request, opportunity_id).pk, at=timezone.now())
        return render(request, "volunteering/manage.html", _managed(request, page, form), status=422)
    starts_at, ends_at = form.times()
    _do(
        commands.add_shifts,
        request.actor,
        opportunity_id=opportunity_id,
        starts_at=starts_at,
        ends_at=ends_at,
        places=form.cleaned_data["places"],
        weeks=form.cleaned_data["weeks"] or 1,
    )
    notes.success(request, _("Added."))
    return redirect("volunteering:manage", opportunity_id)


@GET_OR_POST
def change_shift(request: Request, opportunity_id: UUID, shift_id: UUID) -> HttpResponse:
    """Move a shift, or change how many it needs. A refusal stands beside what was typed."""
    page = queries.managed_page(request.actor, _found(request, opportunity_id).pk, at=timezone.now())
    shift = next((one for one, _coming in page.shifts if one.pk == shift_id), None)
    if shift is None:
        raise Http404
    form, refused = ChangedShiftForm(request.POST or None, initial=ShiftForm.said_by(shift)), ""
    if request.method == "POST" and form.is_valid():
        (starts_at, ends_at), places = form.times(), form.cleaned_data["places"]
        try:
            moved = {"starts_at": starts_at, "ends_at": ends_at, "places": places}
            _do(commands.change_shift, request.actor, shift_id=shift_id, **moved)
        except Refused as reason:
            refused = reason.reason
        else:
            notes.success(request, _("Changed. If the hours are different now, everybody who signed up is told."))
            return redirect("volunteering:manage", opportunity_id)
    context = {"form": form, "task": page.opportunity, "shift": shift, "refused": refused}
    return render(request, "volunteering/shift_form.html", context, status=409 if refused else 200)


@require_POST
def cancel_shift(request: Request, opportunity_id: UUID, shift_id: UUID) -> HttpResponse:
    """Call a shift off."""
    _do(commands.cancel_shift, request.actor, shift_id=shift_id)
    notes.success(request, _("Called off. Everybody who signed up is told."))
    return redirect("volunteering:manage", opportunity_id)


@require_POST
def note_arrival(request: Request, opportunity_id: UUID, sign_up_id: UUID) -> HttpResponse:
    """Note who came and who did not."""
    _do(commands.note_arrival, request.actor, sign_up_id=sign_up_id, came=request.POST.get("came") == "1")
    notes.success(request, _("Noted."))
    return redirect("volunteering:manage", opportunity_id)


@require_POST
def decide_hours(request: Request, entry_id: UUID) -> HttpResponse:
    """Approve hours, or say why not."""
    if request.POST.get("decision") == "approve":
        _do(commands.approve_hours, request.actor, entry_ids=[entry_id])
        notes.success(request, _("Approved. They count for the volunteer's certificate."))
    else:
        _do(commands.refuse_hours, request.actor, entry_id=entry_id, why=request.POST.get("why", ""))
        notes.success(request, _("Not approved. The volunteer reads why on their page."))
    return redirect("volunteering:opportunities")


def _managed(request: Request, page: queries.ManagedPage, form: ShiftForm) -> dict[str, Any]:
    now = timezone.now()
    coming = [one.volunteer_id for _shift, sign_ups in (*page.shifts, *page.past) for one in sign_ups]
    read = [*coming, *(one.volunteer_id for one in page.hours)]
    commands.note_names_read(actor=request.actor, volunteer_ids=read, at=now)
    return {
        "page": page,
        "task": page.opportunity,
        "form": form,
        "region_slug": _slug(request.actor),
        "now": now,
        "noted_from": now + commands.NOTED_BEFORE,
    }


def _found(request: Request, opportunity_id: UUID) -> Opportunity:
    return get_object_or_404(queries.opportunities_managed_by(request.actor), pk=opportunity_id)


def _require_recruiting(actor: Actor) -> None:
    if not access.recruits_somewhere(actor):
        require(refuse(_("Only bodies of the region and its coordinators look for volunteers here.")))


def _body_of(actor: Actor) -> UUID | None:
    """The organisation of somebody who works for just one; workers of towns ask in the town's own name."""
    held = sorted(access.organizations_of(actor))
    return UUID(held[0]) if held else None


def _authority_of(actor: Actor, town: str) -> int | None:
    """The authority of the town chosen, else the one that the actor works for."""
    if town:
        found = places.locality(int(town))
        return found.authority_id if found.region_id == actor.region_id else None
    covered = access.authorities_cared_for(actor, access.RECRUITS)
    return next(iter(sorted(covered)), None) if covered else None


def _slug(actor: Actor) -> str:
    return str(places.regions().get(pk=actor.here).slug)


def _do(command: Callable[..., Any], actor: Actor, **named: Any) -> Any:
    try:
        return command(actor=actor, at=timezone.now(), **named)
    except ObjectDoesNotExist:
        raise Http404 from None
