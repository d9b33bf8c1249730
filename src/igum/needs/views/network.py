"""Pages of the network: the whole, one organisation in it, the yearly survey, and taking it along."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.actor import Actor
from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.engines.network.ties import Intensity, Setting
from igum.needs import access, commands, queries
from igum.needs.forms import PersonForm, chosen_body
from igum.needs.models import TieStatement
from igum.needs.views.answering import kept_by_nobody
from igum.needs.views.finding import or_404
from igum.places import queries as places

AT_ONCE = 20  # organisations that the page lists; on a phone a hundred are thirty screens
NEW_LINES = range(1, 6)
ANSWERS = frozenset("01234")  # no tie, and the four intensities


@require_safe
def network(request: Request) -> HttpResponse:
    """Who works with whom: in figures, as a picture and as a table."""
    page = queries.network_page(request.actor, _view(request))
    wanted = request.GET.get("q", "").strip().casefold()
    found = [one for one in page.members if wanted in str(one.name).casefold() or wanted in one.authority.casefold()]
    found.sort(key=lambda one: -one.ties)  # equals stay in the order of their names
    folded = len(found) if wanted else AT_ONCE
    context = {"page": page, "shown": found[:folded], "more": found[folded:], **_choices(page.view)}
    context["wanted"] = request.GET.get("q", "")
    context["may_ask"] = access.may_ask_of_ties(request.actor)
    return render(request, "needs/network.html", context)


@require_safe
def member(request: Request, organization_id: UUID) -> HttpResponse:
    """One organisation: its ties, and what if it left."""
    page = queries.member_page(request.actor, organization_id, _view(request))
    if page is None:
        raise Http404
    return render(request, "needs/member.html", {"page": page, **_choices(page.view)})


@require_safe
def graphml(request: Request) -> HttpResponse:
    """The network as a file for other programs."""
    view = _view(request)
    response = HttpResponse(queries.graphml_of(request.actor, view), content_type="application/graphml+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="network-{view.year}-{view.setting.value}.graphml"'
    return response


@require_safe
def tie_surveys(request: Request) -> HttpResponse:
    """Whom to ask of their ties this year, and who answered."""
    return _tie_surveys(request, PersonForm(initial=chosen_body(request.GET.get("organization", ""))))


@require_POST
def ask_of_ties(request: Request) -> HttpResponse:
    """Ask one organisation."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _tie_surveys(request, form, status=422)
    organization_id = _uuid(request.POST.get("organization", ""))
    commands.ask_of_ties(actor=request.actor, organization_id=organization_id, person=form.person(), at=timezone.now())
    notes.success(request, _("Invited. The letter with the link is in the outbox."))
    return redirect("needs:tie-surveys")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def own_ties(request: Request, slug: str, secret: str) -> HttpResponse:
    """An organisation says whom it works with."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor, or_404():
        if request.method == "POST":
            commands.answer_of_ties(actor=actor, said=_said(request), at=timezone.now())
            notes.success(request, _("Saved. Thank you! You can change it until the end of the year."))
            return kept_by_nobody(redirect("needs:own-ties", slug, secret))
        context = {
            "page": (page := queries.tie_survey(actor)),
            "is_over": page.survey.year < timezone.localdate().year,
            "region": region,
            "intensities": [(0, _("No tie")), *_intensities()],
            "new_lines": NEW_LINES,
        }
        return kept_by_nobody(render(request, "needs/own_ties.html", context))


def _tie_surveys(request: Request, form: PersonForm, *, status: int = 200) -> HttpResponse:
    year = timezone.localdate().year
    asked = queries.asked_of_ties(request.actor, year)
    chosen = request.POST.get("organization") or request.GET.get("organization", "")
    context: dict[str, Any] = {
        "year": year,
        "asked": [one for one in asked if one.survey],
        "bodies": [one.body for one in asked if not one.survey],
        "answered": sum(one.survey is not None and one.survey.answered_at is not None for one in asked),
        "form": form,
        "chosen": chosen,
    }
    return render(request, "needs/tie_surveys.html", context, status=status)


def _said(request: Request) -> commands.SaidOfTies:
    """What was chosen for each organisation on the page, and for those added at its end."""
    said: dict[tuple[UUID, str], int] = {}
    for setting in TieStatement.Setting.values:
        for name, value in request.POST.items():
            if name.startswith(f"{setting}-") and value in ANSWERS:
                key = name.removeprefix(f"{setting}-")
                if key.startswith("new"):
                    key = request.POST.get(key, "")
                if key:
                    said[_uuid(key), setting] = int(str(value))
    return said


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise Http404 from None


def _view(request: Request) -> queries.View:
    """Which network the address asks for; the latest year where it names none."""
    years = _years(request.actor)
    year, least = request.GET.get("year", ""), request.GET.get("least", "")
    setting = request.GET.get("setting", "")
    return queries.View(
        year=int(year) if year.isdecimal() and int(year) in years else years[0],
        setting=Setting(setting) if setting in set(Setting) else Setting.ROUTINE,
        least=Intensity(int(least)) if least in {"1", "2", "3", "4"} else Intensity.KNOW,
    )


def _years(actor: Actor) -> tuple[int, ...]:
    return queries.years_of(actor) or (timezone.localdate().year,)


def _choices(view: queries.View) -> dict[str, Any]:
    settings = [(Setting.ROUTINE.value, _("In routine")), (Setting.EMERGENCY.value, _("In an emergency"))]
    return {"view": view, "settings": settings, "intensities": _intensities()}


def _intensities() -> list[tuple[int, str]]:
    return [
        (1, _("They know each other")),
        (2, _("They cooperate")),
        (3, _("They coordinate")),
        (4, _("They work as one")),
    ]
