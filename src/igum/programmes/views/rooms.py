"""Pages of the rooms of a region: which there are, and who is in them when."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.access import refuse, require
from igum.core.requests import Request
from igum.programmes import commands, queries
from igum.programmes.forms.calendars import day_in
from igum.programmes.models import Room
from igum.programmes.rules.calendars import View, holidays_of, span_of


@require_safe
def rooms(request: Request) -> HttpResponse:
    """Every room with its week; what is not for one to see is only taken."""
    now, actor = timezone.now(), request.actor
    if not queries.uses_rooms(actor):
        require(refuse(_("Rooms are shown to whoever runs programmes here, or serves in a team.")))
    owners = queries.owners_of_rooms(actor)
    span = span_of(View.WEEK, day_in(request.GET.get("on", ""), at=now))
    context = {
        "span": span,
        "holidays": holidays_of(span.days),
        "weeks": queries.weeks_of_rooms(actor, span, at=now),
        "owners": owners,
        "kept": {owner.id for owner in owners},
    }
    return render(request, "programmes/rooms.html", context)


@require_POST
def add(request: Request) -> HttpResponse:
    """Put a room on the list."""
    sent = request.POST
    owner, seats = sent.get("owner", ""), sent.get("seats", "")
    commands.add_room(
        actor=request.actor,
        name=sent.get("name", ""),
        authority_id=int(owner) if owner.isdecimal() else None,
        address=sent.get("address", ""),
        seats=int(seats) if seats.isdecimal() and int(seats) < 100_000 else None,
        at=timezone.now(),
    )
    messages.success(request, _("The room is on the list."))
    return redirect("programmes:rooms")


@require_POST
def close(request: Request, room_id: UUID) -> HttpResponse:
    """Take a room off the list."""
    try:
        commands.close_room(actor=request.actor, room_id=room_id, at=timezone.now())
    except Room.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The room is off the list."))
    return redirect("programmes:rooms")
