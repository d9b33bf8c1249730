"""Reports of rounds and programmes: pages, printed sheets, workbooks, and activities for givers of aid."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.charts import Chart, bars
from igum.core.documents import Bars, Document
from igum.core.errors import Refused
from igum.core.printing import pdf_of
from igum.core.requests import Request
from igum.programmes import access, commands, queries
from igum.programmes.models import Cohort, Programme, Release
from igum.programmes.views.report_comparing import compared_document
from igum.programmes.views.report_documents import round_document
from igum.programmes.views.report_iati import activities_of
from igum.programmes.views.report_sheets import workbook_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_AGOROT = 10**12


class NoSuchCost(Refused):
    """What was typed is no sum of money."""


@require_safe
def reports(request: Request) -> HttpResponse:
    """The released reports that somebody may read, newest first, and the programmes they are of."""
    found = list(queries.releases_for(request.actor))
    newest: dict[UUID, Release] = {}
    for release in found:
        newest.setdefault(release.cohort_id, release)
    programmes = {release.cohort.programme_id: release.cohort.programme for release in found}
    context = {"releases": list(newest.values()), "programmes": list(programmes.values())}
    return render(request, "programmes/reports.html", context)


@require_safe
def today(request: Request, cohort_id: UUID) -> HttpResponse:
    """What a round came to as it stands, for those who run it, and what was released of it."""
    try:
        found = queries.report_of(request.actor, cohort_id, at=timezone.now())
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "cohort": found.cohort,
        "may_release": access.may_decide(request.actor, found.cohort),
        "releases": queries.releases_for(request.actor).filter(cohort=found.cohort),
    }
    return _page(request, round_document(found), context)


@require_POST
def release(request: Request, cohort_id: UUID) -> HttpResponse:
    """Freeze the figures of a round for its committee."""
    cost = _cost(request.POST.get("cost", ""))
    try:
        done = commands.release_report(actor=request.actor, cohort_id=cohort_id, cost_agorot=cost, at=timezone.now())
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The report was released. The committee sees it from now on, and it never changes."))
    return redirect("programmes:released", done.pk)


@require_safe
def released(request: Request, release_id: UUID) -> HttpResponse:
    """A report as it was released."""
    found = _released(request, release_id)
    context = {
        "release": found.release,
        "cohort": found.cohort,
        "runs": bool(access.may_screen(request.actor, found.cohort)),
    }
    return _page(request, round_document(found), context)


@require_safe
def released_file(request: Request, release_id: UUID, form: str) -> HttpResponse:
    """The same as a file to take along."""
    found = _released(request, release_id)
    name = f"{found.cohort.programme.key}-{found.cohort.key}-{found.release.number if found.release else 0}"
    return _file(name, form, lambda: round_document(found), [found])


@require_safe
def comparing(request: Request, programme_id: UUID) -> HttpResponse:
    """The rounds of a programme beside each other."""
    found = _compared(request, programme_id)
    if not found.reports:
        raise Http404
    return _page(request, compared_document(found), {"programme": found.programme})


@require_safe
def comparing_file(request: Request, programme_id: UUID, form: str) -> HttpResponse:
    """The same as a file to take along."""
    found = _compared(request, programme_id)
    if not found.reports:
        raise Http404
    return _file(found.programme.key, form, lambda: compared_document(found), found.reports)


def _page(request: Request, document: Document, context: Mapping[str, object]) -> HttpResponse:
    drawn = [
        (block, _drawn(block) if isinstance(block, Bars) and len(block.rows) > 1 else None) for block in document.blocks
    ]
    return render(request, "programmes/report.html", {"document": document, "blocks": drawn, **context})


def _drawn(block: Bars) -> Chart:
    chart = bars(block.title, list(block), right_to_left=get_language_bidi())
    said = tuple(replace(bar, figure=cell.text) for bar, (_label, cell) in zip(chart.bars, block.rows, strict=True))
    return replace(chart, bars=said)


def _file(name: str, form: str, document: Callable[[], Document], found: Sequence[queries.Report]) -> HttpResponse:
    forms: Mapping[str, tuple[str, Callable[[], bytes]]] = {
        "pdf": ("application/pdf", lambda: pdf_of(document())),
        "xlsx": (WORKBOOK, lambda: workbook_of(document())),
        "xml": ("application/xml", lambda: activities_of(found)),
    }
    kind, content = forms[form]
    return HttpResponse(
        content(),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"', "X-Content-Type-Options": "nosniff"},
    )


def _released(request: Request, release_id: UUID) -> queries.Report:
    return queries.as_released(get_object_or_404(queries.releases_for(request.actor), pk=release_id))


def _compared(request: Request, programme_id: UUID) -> queries.RoundsCompared:
    try:
        return queries.compared(request.actor, programme_id)
    except Programme.DoesNotExist as missing:
        raise Http404 from missing


def _cost(typed: str) -> int | None:
    """Shekels as they were typed, in agorot; None where nothing was.

    Raises:
        NoSuchCost: it is no sum of money.
    """
    bare = typed.replace(",", "").replace("₪", "").strip()
    if not bare:
        return None
    wrong = _("The cost must be a sum in shekels, such as 120,000. Leave it empty if it is not known yet.")
    try:
        typed_sum = Decimal(bare)
        if not 0 <= typed_sum <= MOST_AGOROT:  # before it is written out: an exponent may be longer than any sum
            raise NoSuchCost(wrong)
        agorot = int((typed_sum * 100).to_integral_value(ROUND_HALF_UP))
    except (ArithmeticError, ValueError) as broken:
        raise NoSuchCost(wrong) from broken
    if not 0 <= agorot <= MOST_AGOROT:
        raise NoSuchCost(wrong)
    return agorot
