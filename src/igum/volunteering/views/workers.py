"""Pages of those who look after volunteers: the list, one volunteer, documents to check, initiatives."""

from datetime import date
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import require
from igum.core.languages import language_name
from igum.core.requests import Request
from igum.core.views import attachment
from igum.volunteering import access, commands, queries
from igum.volunteering.catalogue import in_words, kind_name, law_of, skill_name, skills, vetting_kinds
from igum.volunteering.forms import LANGUAGES, ProfileForm, day_names, named_part, part_names, volunteer_filters
from igum.volunteering.models import Initiative, Volunteer

PAGE = 25
ENDING_WITHIN_DAYS = 30


@require_safe
def volunteers(request: Request) -> HttpResponse:
    """The volunteers of one's towns, those without a task, and what waits."""
    require(access.may_see_volunteers(request.actor))
    now, filters = timezone.now(), volunteer_filters(request.GET)
    page = Paginator(queries.volunteers_shown(request.actor, filters, at=now), PAGE).get_page(request.GET.get("page"))
    shown = commands.list_volunteers(actor=request.actor, shown=page, at=now)
    ending = queries.vettings_ending(request.actor, within_days=ENDING_WITHIN_DAYS, at=now)[:10]
    context = {
        "page": page,
        "filters": filters,
        "overview": queries.overview(request.actor, at=now),
        "rows": [(one, [skill_name(code) for code in one.skills]) for one in shown],
        "skills": [(code, skill_name(code)) for code in skills()],
        "languages_spoken": LANGUAGES,
        "parts": [(f"{day}:{part}", named_part(f"{day}:{part}")) for day in day_names() for part in part_names()],
        "ending": [
            (one, kind_name(one.kind)) for one in commands.list_vettings(actor=request.actor, shown=ending, at=now)
        ],
    }
    return render(request, "volunteering/volunteers.html", context)


@require_safe
def volunteer(request: Request, volunteer_id: UUID) -> HttpResponse:
    """One volunteer: what they can give, what is next, and where the documents stand."""
    require(access.may_see_volunteers(request.actor))
    try:
        found = commands.open_volunteer(actor=request.actor, volunteer_id=volunteer_id, at=timezone.now())
    except Volunteer.DoesNotExist:
        raise Http404 from None
    page = queries.volunteer_page(found, at=timezone.now())
    context = {
        "page": page,
        "volunteer": found,
        "documents": [(one, kind_name(one.kind), state) for one, state in page.vettings],
        "noted_kinds": [(code, in_words(kind.names)) for code, kind in vetting_kinds().items() if not kind.needs_file],
        "skills": [skill_name(code) for code in found.skills],
        "times": [named_part(code) for code in found.available],
        "languages_spoken": [language_name(code) for code, _name in LANGUAGES if code in found.languages],
        "may_check": access.may_add_volunteer(request.actor, found.authority_id),
        "may_confirm": access.may_confirm(request.actor, found),
    }
    return render(request, "volunteering/volunteer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_volunteer(request: Request) -> HttpResponse:
    """Write down somebody who has no account."""
    require(access.may_see_volunteers(request.actor))
    form = ProfileForm(request.actor.here, request.POST or None, initial={"language": "he"})
    if request.method == "POST" and form.is_valid():
        added = commands.add_volunteer(actor=request.actor, profile=form.profile(), at=timezone.now())
        notes.success(request, _("The volunteer was written down."))
        return redirect("volunteering:volunteer", added.pk)
    return render(request, "volunteering/profile.html", {"form": form, "is_new": True, "for_another": True})


@require_POST
def confirm_birth_year(request: Request, volunteer_id: UUID) -> HttpResponse:
    """Say that one has seen the year of birth."""
    try:
        commands.confirm_birth_year(actor=request.actor, volunteer_id=volunteer_id, at=timezone.now())
    except Volunteer.DoesNotExist:
        raise Http404 from None
    notes.success(request, _("It was noted."))
    return redirect("volunteering:volunteer", volunteer_id)


@require_POST
def note_vetting(request: Request, volunteer_id: UUID) -> HttpResponse:
    """Note a training, or another thing that needs no paper."""
    try:
        day = _day(request, "issued_on") or timezone.localdate()
        commands.note_vetting(
            actor=request.actor,
            volunteer_id=volunteer_id,
            kind=request.POST.get("kind", ""),
            issued_on=day,
            at=timezone.now(),
        )
    except Volunteer.DoesNotExist:
        raise Http404 from None
    notes.success(request, _("It was noted."))
    return redirect("volunteering:volunteer", volunteer_id)


@require_safe
def vettings(request: Request) -> HttpResponse:
    """The documents that wait to be checked, the longest waiting first."""
    require(access.may_see_volunteers(request.actor))
    to_check = queries.vettings_to_check(request.actor)[:50]
    waiting = commands.list_vettings(actor=request.actor, shown=to_check, at=timezone.now())
    rows = [
        (one, kind_name(one.kind), law_of(one.kind), vetting_kinds()[one.kind].source.from_memory) for one in waiting
    ]
    return render(request, "volunteering/vettings.html", {"rows": rows})


@require_safe
def paper(request: Request, vetting_id: UUID) -> HttpResponse:
    """The paper itself, for somebody who checks it."""
    try:
        return attachment(commands.open_vetting(actor=request.actor, vetting_id=vetting_id, at=timezone.now()))
    except ObjectDoesNotExist:
        raise Http404 from None


@require_POST
def decide_vetting(request: Request, vetting_id: UUID) -> HttpResponse:
    """Approve a document, or say why not."""
    now, what = timezone.now(), request.POST.get("decision", "")
    try:
        if what == "approve":
            ends = _day(request, "expires_on")
            commands.approve_vetting(actor=request.actor, vetting_id=vetting_id, expires_on=ends, at=now)
            notes.success(request, _("Approved. The volunteer is told."))
        elif what == "refuse":
            why = request.POST.get("why", "")
            commands.refuse_vetting(actor=request.actor, vetting_id=vetting_id, why=why, at=now)
            notes.success(request, _("Not accepted. The volunteer is told why, and the paper was erased."))
        else:
            raise Http404
    except ObjectDoesNotExist:
        raise Http404 from None
    return redirect("volunteering:vettings")


@require_safe
def initiatives_to_support(request: Request) -> HttpResponse:
    """Ideas of citizens of one's towns."""
    require(access.may_see_initiatives(request.actor))
    found = queries.initiatives_for(request.actor)
    rows = [(one, access.may_support(request.actor, one)) for one in found[:50]]
    return render(request, "volunteering/initiatives_to_support.html", {"rows": rows})


@require_POST
def answer_initiative(request: Request, initiative_id: UUID) -> HttpResponse:
    """Support an idea, open it for others, or say why not."""
    now, actor, words = timezone.now(), request.actor, request.POST.get("answer", "")
    try:
        match request.POST.get("decision", ""):
            case "support":
                commands.support_initiative(actor=actor, initiative_id=initiative_id, answer=words, at=now)
                notes.success(request, _("You support this initiative now. Whoever proposed it is told."))
            case "open":
                made = commands.open_initiative(actor=actor, initiative_id=initiative_id, body_name=words, at=now)
                notes.success(request, _("It stands on the board now. Add its shifts here."))
                return redirect("volunteering:manage", made.pk)
            case "decline":
                commands.decline_initiative(actor=actor, initiative_id=initiative_id, answer=words, at=now)
                notes.success(request, _("Whoever proposed it is told why."))
            case _unknown:
                raise Http404
    except Initiative.DoesNotExist:
        raise Http404 from None
    return redirect("volunteering:initiatives-to-support")


def _day(request: Request, name: str) -> date | None:
    """A day of the form; None where nothing was written. What is no day is never taken for none.

    Raises:
        NotADocument: it is no day.
    """
    written = request.POST.get(name, "").strip()
    try:
        found = parse_date(written)
    except ValueError:
        found = None
    if written and found is None:
        raise commands.NotADocument(_("Write the day, for example 2027-03-31."))
    return found
