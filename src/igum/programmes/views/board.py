"""Pages over many rounds: the coordinator's board, those who take part in a round, a worker's people."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from igum.core.requests import Request
from igum.programmes import commands, queries
from igum.programmes.rules.watching import LAST_MEETINGS, Figure, Stage


@require_safe
def board(request: Request) -> HttpResponse:
    """Every round at a glance, the most urgent first."""
    asked = request.GET
    wish = queries.Wish(
        stage=asked.get("stage", "") if asked.get("stage") in Stage.values else "",
        figure=asked.get("show", "") if asked.get("show") in Figure.values else "",
        authority=asked.get("authority", ""),
        sort=asked.get("sort", ""),
        page=_page(asked.get("page", "")),
    )
    found = queries.board_of(request.actor, wish, at=timezone.now())
    context = {"board": found, "wish": wish, "stages": Stage, "figures": Figure, "last": LAST_MEETINGS}
    return render(request, "programmes/board.html", context)


@require_safe
def people(request: Request, cohort_id: UUID) -> HttpResponse:
    """Those who take part in a round, each with what is late."""
    cohort = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    sought = _sought(request)
    found = commands.read_people(actor=request.actor, cohort=cohort, sought=sought, at=timezone.now())
    return render(request, "programmes/people.html", {"people": found, "sought": sought, "cohort": cohort})


@require_safe
def gates(request: Request, cohort_id: UUID) -> HttpResponse:
    """Who of a round lacks which gate, document or consent, for those who run it."""
    cohort = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    kind = request.GET.get("show", "") if request.GET.get("show") in queries.Lack.values else ""
    page = _page(request.GET.get("page", ""))
    found = commands.read_lacking(actor=request.actor, cohort=cohort, kind=kind, page=page, at=timezone.now())
    context = {
        "found": found,
        "kind": kind,
        "kinds": queries.Lack,
        "cohort": cohort,
        "programme": queries.programme_of(cohort.version),
    }
    return render(request, "programmes/gates.html", context)


@require_safe
def caseload(request: Request) -> HttpResponse:
    """A worker's people across programmes."""
    sought = _sought(request)
    found = commands.read_caseload(actor=request.actor, sought=sought, at=timezone.now())
    return render(request, "programmes/people.html", {"people": found, "sought": sought})


def _sought(request: Request) -> queries.Sought:
    asked = request.GET
    return queries.Sought(
        name=asked.get("q", "").strip()[:120],
        figure=asked.get("show", "") if asked.get("show") in Figure.values else "",
        every=asked.get("whose") == "all",
        page=_page(asked.get("page", "")),
    )


def _page(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
