"""Pages of a place's use: counting who comes, and who came for what before and after."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.charts import Chart, bars
from igum.core.errors import Refused
from igum.core.requests import Request
from igum.programmes import commands, queries
from igum.programmes.models import Cohort
from igum.programmes.models.files import in_page_language
from igum.programmes.views.acting import of_the_team


@require_safe
@of_the_team
def uses(request: Request, cohort_id: UUID) -> HttpResponse:
    """Who uses a place and for what, and a form to count who comes."""
    return _render(request, cohort_id)


def _render(request: Request, cohort_id: UUID, refused: str = "") -> HttpResponse:
    """The page; after a refusal its words stand in the form they are about, with what was typed there."""
    try:
        found = queries.uses_of(request.actor, cohort_id, at=timezone.now())
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "uses": found,
        "cohort": found.cohort,
        "chart": _drawn(found),
        "languages": settings.LANGUAGES,
        "page_language": (get_language() or "he")[:2],
        "today": timezone.localdate(),
        "refused": refused,
        "beside": ("event" if request.POST.get("do") == "event" else "count") if refused else "",
        "typed": request.POST,
    }
    return render(request, "programmes/uses.html", context, status=409 if refused else 200)


@require_POST
@of_the_team
def count(request: Request, cohort_id: UUID) -> HttpResponse:
    """Count people who came, or name the event that parts before from after."""
    try:
        _do(request, cohort_id)
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    except Refused as reason:
        return _render(request, cohort_id, reason.reason)
    return redirect("programmes:uses", cohort_id)


def _do(request: Request, cohort_id: UUID) -> None:
    """What a button asks for.

    Raises:
        Cohort.DoesNotExist, Refused: as the commands.
    """
    sent, now = request.POST, timezone.now()
    try:
        day = parse_date(sent.get("day", ""))
    except ValueError:
        day = None
    if day is None:
        raise commands.NotCountable(_("Write the day."))
    common: dict[str, Any] = {"actor": request.actor, "cohort_id": cohort_id, "at": now}
    match sent.get("do"):
        case "event":
            names = {key.removeprefix("name-"): str(text) for key, text in sent.items() if key.startswith("name-")}
            commands.set_use_event(**common, names=names, month=day)
            messages.success(request, _("The event is named."))
        case "take-back":
            commands.take_back_use(**common, used=_used(request, day))
            messages.success(request, _("Taken back. They are struck, and count no more."))
        case _:
            many = commands.count_use(**common, used=_used(request, day))
            # Of today they are counting still. Of a day before, one more counted would tell how few there were.
            said = _("Counted. On this day there are %(many)s of this kind.") % {"many": many}
            messages.success(request, said if day == timezone.localdate(now) else _("Noted."))


def _used(request: Request, day: date) -> commands.Used:
    sent = request.POST
    people = sent.get("people", "").strip()
    return commands.Used(
        used_on=day,
        neighbourhood=sent.get("neighbourhood", ""),
        age=sent.get("age", ""),
        purpose=sent.get("purpose", ""),
        language=sent.get("language", ""),
        people=int(people) if people.isascii() and people.isdigit() and len(people) < 6 else 0,
    )


def _drawn(found: queries.Uses) -> Chart | None:
    """People a month from each neighbourhood, before and after; those that may not be shown are left out."""
    if found.where is None:
        return None
    facts = []
    for row, kind in enumerate(found.where.rows):
        for number, period in enumerate(found.periods):
            total = found.where.total_of(row, number)
            if total is not None and period.months:
                name = str(in_page_language(kind.names))
                when = (_("after") if period.is_after else _("before")) if len(found.periods) > 1 else ""
                facts.append((f"{name}, {when}" if when else name, round(total / period.months, 1)))
    if not facts:
        return None
    title = _("People a month, by neighbourhood")
    return bars(title, facts, unit=_("people a month"), right_to_left=get_language_bidi())
