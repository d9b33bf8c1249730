"""Pages on which sessions are arranged: moved, called off, added, given to somebody else to lead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import require
from igum.core.errors import Refused
from igum.core.requests import Request
from igum.programmes import access, commands, queries
from igum.programmes.forms.calendars import WhenForm, when_form
from igum.programmes.models import AbsenceAlert, Cohort, Session, TeamMember
from igum.programmes.views.acting import of_the_team


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_team
def arrange(request: Request, session_id: UUID) -> HttpResponse:
    """Move a session: what it has now, and what it is to have. A refusal stands beside what was typed."""
    session, now = _session(request, session_id), timezone.now()
    form = when_form(request.POST or None, queries.rooms_for(request.actor, at=now), session)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            seen = int(request.POST.get("seen", "-1"))
            commands.move_session(actor=request.actor, session_id=session_id, seen=seen, when=form.when(), at=now)
        except ValueError as broken:
            raise Http404 from broken
        except Refused as reason:
            refused = reason
        else:
            messages.success(request, _("Moved. Everybody concerned is being told."))
            return redirect("programmes:session", session_id)
    return _render(request, session, form, refused)


@require_POST
@of_the_team
def cancel(request: Request, session_id: UUID) -> HttpResponse:
    """Call a session off, with a reason."""
    _session(request, session_id)
    reason = request.POST.get("reason", "")
    commands.cancel_session(actor=request.actor, session_id=session_id, reason=reason, at=timezone.now())
    messages.success(request, _("Called off. Everybody concerned is being told."))
    return redirect("programmes:session", session_id)


@require_POST
@of_the_team
def lead(request: Request, session_id: UUID) -> HttpResponse:
    """Let somebody else of the team lead a session."""
    _session(request, session_id)
    _give(request, [session_id])
    return redirect("programmes:session", session_id)


@require_POST
def hold(request: Request, session_id: UUID) -> HttpResponse:
    """Hold a session and the later ones of its stage in a room."""
    _session(request, session_id)
    try:
        room_id = UUID(request.POST.get("room", ""))
        held = commands.give_room(actor=request.actor, session_id=session_id, room_id=room_id, at=timezone.now())
    except ValueError as broken:
        raise Http404 from broken
    done = ngettext("%(count)s session has its room.", "%(count)s sessions have their room.", held)
    messages.success(request, done % {"count": held})
    return redirect("programmes:session", session_id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_team
def add(request: Request, cohort_id: UUID) -> HttpResponse:
    """Add a session to a phase of a round."""
    cohort, now = _cohort(request, cohort_id), timezone.now()
    programme = queries.programme_of(cohort.version)
    form = when_form(request.POST or None, queries.rooms_for(request.actor, at=now), None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            phase = request.POST.get("phase", "")
            added = commands.add_session(
                actor=request.actor, cohort_id=cohort_id, phase=phase, when=form.when(), at=now
            )
        except Refused as reason:
            refused = reason
        else:
            messages.success(request, _("Added. Everybody concerned is being told."))
            return redirect("programmes:session", added.pk)
    context = {
        "cohort": cohort,
        "phases": [phase for phase in programme.phases if phase.sessions],
        "phase": request.POST.get("phase", ""),
        **_refusal(form, refused),
    }
    return render(request, "programmes/add_session.html", context, status=409 if refused else 200)


@require_safe
@of_the_team
def leaders(request: Request, cohort_id: UUID) -> HttpResponse:
    """The sessions to come of a round whose leader has gone or goes before, and to whom they may be given."""
    cohort, now = _cohort(request, cohort_id), timezone.now()
    own = queries.calendar_sessions(request.actor, at=now).filter(cohort_id=cohort_id)
    coming = own.held().filter(starts_at__gt=now).order_by("starts_at", "is_after")
    left = list(queries.without_leader(own, at=now).order_by("starts_at", "is_after"))
    lapsing = [one for one in queries.sessions_of_lapsing(cohort, own, at=now) if one not in left]
    context = {
        "cohort": cohort,
        "programme": queries.programme_of(cohort.version),
        "left": left,
        "lapsing": lapsing,
        "unnamed": list(coming.filter(led_by=None)),
        "team": list(cohort.team.serving(now).order_by("-leads", "name", "pk")),
    }
    return render(request, "programmes/leaders.html", context)


@require_POST
@of_the_team
def give(request: Request, cohort_id: UUID) -> HttpResponse:
    """Give the sessions that were ticked to somebody of the team."""
    _cohort(request, cohort_id)
    try:
        ids = [UUID(key) for key in request.POST.getlist("session")]
    except ValueError as broken:
        raise Http404 from broken
    if not ids:
        messages.error(request, _("Tick the sessions first."))
    else:
        _give(request, ids)
    return redirect("programmes:leaders", cohort_id)


@require_POST
@of_the_team
def called(request: Request, alert_id: UUID) -> HttpResponse:
    """Note that somebody called those who stayed away."""
    alert = get_object_or_404(queries.absence_alerts_for(request.actor, at=timezone.now()), pk=alert_id)
    try:
        commands.close_alert(actor=request.actor, alert_id=alert_id, at=timezone.now())
    except AbsenceAlert.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Noted. They are off the list."))
    return redirect("programmes:calendar", alert.cohort_id)


def _session(request: Request, session_id: UUID) -> Session:
    """A session that one may arrange."""
    now = timezone.now()
    session = get_object_or_404(queries.sessions_for(request.actor, at=now), pk=session_id)
    require(
        access.may_arrange(request.actor, session, queries.own_memberships(request.actor, session.cohort_id, at=now))
    )
    return session


def _cohort(request: Request, cohort_id: UUID) -> Cohort:
    """A round whose sessions one may arrange."""
    now = timezone.now()
    cohort = queries.living_cohort(request.actor, cohort_id, at=now)
    if cohort is None:
        raise Http404
    require(queries.may_arrange_cohort(request.actor, cohort, at=now))
    return cohort


def _give(request: Request, ids: list[UUID]) -> None:
    try:
        member_id = UUID(request.POST.get("member", ""))
        count = commands.give_leader(actor=request.actor, session_ids=ids, member_id=member_id, at=timezone.now())
    except (ValueError, Session.DoesNotExist, TeamMember.DoesNotExist) as missing:
        raise Http404 from missing
    done = ngettext("%(count)s session has its leader.", "%(count)s sessions have their leader.", count)
    messages.success(request, done % {"count": count})


def _render(request: Request, session: Session, form: WhenForm, refused: Refused | None) -> HttpResponse:
    context = {
        "session": session,
        "programme": queries.programme_of(session.cohort.version),
        "candidates": queries.leaders_for(session, at=timezone.now()),
        "rooms": () if session.room_id or session.place else queries.rooms_for(request.actor, at=timezone.now()),
        **_refusal(form, refused),
    }
    return render(request, "programmes/arrange.html", context, status=409 if refused else 200)


def _refusal(form: WhenForm, refused: Refused | None) -> dict[str, Any]:
    return {
        "form": form,
        "refused": refused.reason if refused else "",
        "asks_to_confirm": isinstance(refused, commands.FallsOnHoliday) or bool(form.data.get("despite_holiday")),
    }
