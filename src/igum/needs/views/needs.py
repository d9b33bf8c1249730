"""Pages of needs: the list, one, and writing one down."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import require
from igum.core.requests import Request
from igum.needs import access, commands, queries
from igum.needs.forms import NeedForm, population_choices, term_groups
from igum.needs.models import Need
from igum.needs.views.finding import or_404


@require_safe
def needs(request: Request) -> HttpResponse:
    """What people of the region lack."""
    state = request.GET.get("state", Need.State.OPEN)
    state = state if state in Need.State.values else Need.State.OPEN
    rows = queries.needs_of(request.actor, request.actor.here, state=state)
    may_add = bool(access.authorities_of(request.actor))
    waiting = queries.demand_rows(request.actor, at=timezone.now()) if may_add and state == Need.State.OPEN else []
    context = {
        "rows": rows,
        "state": state,
        "states": Need.State.choices,
        "may_add": may_add,
        "waiting": waiting,
        "terms": term_groups() if waiting else [],
        "populations": population_choices() if waiting else [],
    }
    return render(request, "needs/needs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_need(request: Request) -> HttpResponse:
    """Write a need down by hand."""
    authorities = access.authorities_of(request.actor)
    require(access.may_see_campaigns(request.actor))
    form = NeedForm(request.actor.here, authorities, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = commands.add_need(actor=request.actor, region_id=request.actor.here, data=form.need(), at=timezone.now())
        notes.success(request, _("Saved."))
        return redirect("needs:need", made.pk)
    return render(request, "needs/need_form.html", {"form": form})


@require_safe
def need(request: Request, need_id: UUID) -> HttpResponse:
    """One need, with its size by town and where it is known from."""
    with or_404():
        row = queries.need(request.actor, need_id)
    may_close = row.state != Need.State.CLOSED and access.may_add_need(request.actor, row.authority_id)
    return render(request, "needs/need.html", {"need": row, "may_close": may_close})


@require_POST
def make_need_of_demand(request: Request) -> HttpResponse:
    """Write down who waits elsewhere."""
    sent = request.POST
    made = commands.make_need_of_demand(
        actor=request.actor,
        key=sent.get("key", ""),
        term=sent.get("term", ""),
        population=sent.get("population", ""),
        at=timezone.now(),
    )
    notes.success(request, _("Saved."))
    return redirect("needs:need", made.pk)


@require_POST
def close_need(request: Request, need_id: UUID) -> HttpResponse:
    """Nobody lacks it any more, or it was a mistake."""
    with or_404():
        commands.close_need(actor=request.actor, need_id=need_id, at=timezone.now())
    notes.success(request, _("Closed."))
    return redirect("needs:needs")
