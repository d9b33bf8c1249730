"""Pages of a cohort's calendar: its sessions, one session with its roster."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from igum.core.requests import Request
from igum.programmes import access, commands, queries
from igum.programmes.models import Session
from igum.programmes.views.acting import of_the_team

MARK, WAS = "mark-", "was-"


@require_safe
@of_the_team
def calendar(request: Request, cohort_id: UUID) -> HttpResponse:
    """A cohort's sessions by time, who stayed away, and what has no leader, for those who run it or lead it."""
    now = timezone.now()
    found = queries.living_cohort(request.actor, cohort_id, at=now)
    if found is None:
        raise Http404
    sessions = queries.sessions_for(request.actor, at=now).filter(cohort_id=cohort_id).order_by("starts_at", "is_after")
    context = {
        "cohort": found,
        "programme": queries.programme_of(found.version),
        "sessions": list(sessions),
        "now": now,
        "may_decide": access.may_decide(request.actor, found),
        "may_arrange": queries.may_arrange_cohort(request.actor, found, at=now),
        "alerts": list(queries.open_alerts_of(request.actor, cohort_id, at=now)),
        "left": queries.without_leader(sessions, at=now).count(),
        "lapsing": len(queries.sessions_of_lapsing(found, sessions, at=now)),
    }
    return render(request, "programmes/calendar.html", context)


@require_POST
def schedule(request: Request, cohort_id: UUID) -> HttpResponse:
    """Draw the calendar from the programme's file."""
    count = commands.schedule_cohort(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    done = ngettext("The calendar has %(count)s session.", "The calendar has %(count)s sessions.", count)
    messages.success(request, done % {"count": count})
    return redirect("programmes:calendar", cohort_id)


@require_safe
@of_the_team
def session(request: Request, session_id: UUID) -> HttpResponse:
    """A session and its roster. The page may be kept on the device: it is read where there is no network."""
    now = timezone.now()
    try:
        roster = commands.read_roster(actor=request.actor, session_id=session_id, at=now)
    except Session.DoesNotExist as missing:
        raise Http404 from missing
    own = queries.own_memberships(request.actor, roster.session.cohort_id, at=now)
    context = {
        "session": roster.session,
        "roster": roster,
        "programme": queries.programme_of(roster.session.cohort.version),
        "may_arrange": access.may_arrange(request.actor, roster.session, own),
        "key": uuid4(),
        "now": now,
    }
    answer = render(request, "programmes/session.html", context)
    answer["X-Keep-Offline"] = "1"
    return answer


@require_POST
@of_the_team
def note(request: Request, session_id: UUID) -> HttpResponse:
    """Take in a roster: from the form, or from what a device kept."""
    now = timezone.now()
    taken = commands.note_attendance(actor=request.actor, session_id=session_id, marks=_marks(request, now), at=now)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"number": taken.number, "taken": taken.taken, "differing": taken.differing})
    if taken.differing:
        messages.warning(request, _("Saved. Somebody else noted otherwise for some: look at the list once more."))
    else:
        messages.success(request, _("Saved."))
    return redirect("programmes:session", session_id)


def _marks(request: Request, now: datetime) -> commands.Marks:
    """What was changed since the page was read.

    Raises:
        Http404: the form is not one of ours.
    """
    sent = request.POST
    try:
        key, seen = UUID(sent.get("key", "")), int(sent.get("seen", "0"))
        taken_at = parse_datetime(sent.get("taken_at", "")) or now
    except ValueError as broken:
        raise Http404 from broken
    statuses = {
        name.removeprefix(MARK): str(status)
        for name, status in sent.items()
        if name.startswith(MARK) and status != sent.get(WAS + name.removeprefix(MARK), "")
    }
    return commands.Marks(key, seen, statuses, taken_at if taken_at.tzinfo else now)
