"""Pages for a list of people: handing it in, saying which column is what, watching it, and what was rejected."""

from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.requests import Request
from igum.programmes import access, commands, queries
from igum.programmes.models import Cohort, Import
from igum.programmes.queries.imports import (
    asked_in,
    imports_for,
    looked_at,
    preview_of,
    progress_of,
    rejected_rows,
)
from igum.programmes.rules.imports_reading import MOST_BYTES, MOST_ROWS, FileRefused
from igum.programmes.rules.imports_writing import rejected_sheet, template_sheet

PAGE = "programmes/import.html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def imports(request: Request, cohort_id: UUID) -> HttpResponse:
    """The lists handed in for a round, and the form to hand in another."""
    return _imports(request, _cohort(request, cohort_id))


@require_POST
def upload(request: Request, cohort_id: UUID) -> HttpResponse:
    """Keep a list, and go on to its columns."""
    cohort = _cohort(request, cohort_id)
    given = request.FILES.get("file")
    if given is None or given.size is None:
        return _imports(request, cohort, wrong=_("Choose a file first."), status=422)
    # Not read further than it may be long; the refusal is the reader's own.
    try:
        made = commands.upload_import(
            actor=request.actor,
            cohort_id=cohort.pk,
            file_name=given.name or "",
            content=given.read(MOST_BYTES + 1),
            language=_language(),
            at=timezone.now(),
        )
    except FileRefused as why:
        return _imports(request, cohort, wrong=why.reason, status=422)
    return redirect("programmes:import", made.pk)


@require_safe
def template(request: Request, cohort_id: UUID) -> HttpResponse:
    """A sheet to fill in, with the questions' words in the page's language."""
    cohort = _cohort(request, cohort_id)
    content = template_sheet(asked_in(cohort.version), _language())
    return _download(content, f"{cohort.programme.key}-{cohort.key}.xlsx")


@require_safe
def one_import(request: Request, import_id: UUID) -> HttpResponse:
    """One list: what would happen with it, how far it has come, or what became of it."""
    return _one(request, _import(request, import_id))


@require_POST
def columns(request: Request, import_id: UUID) -> HttpResponse:
    """Say which question each column answers."""
    file = _import(request, import_id)
    try:
        commands.choose_columns(
            actor=request.actor,
            import_id=file.pk,
            columns=[request.POST.get(f"column-{place}", "") for place in range(len(file.headers))],
            language=_known_language(request.POST.get("language", "")),
            writes_letters="letters" in request.POST,
            at=timezone.now(),
        )
    except commands.NothingMatched as why:
        return _one(request, file, wrong=why.reason, status=422)
    return redirect("programmes:import", file.pk)


@require_POST
def start(request: Request, import_id: UUID) -> HttpResponse:
    """Take the rows in, in the background."""
    file = _import(request, import_id)
    commands.start_import(actor=request.actor, import_id=file.pk, at=timezone.now())
    return redirect("programmes:import", file.pk)


@require_POST
def discard(request: Request, import_id: UUID) -> HttpResponse:
    """Forget a list that was not started, or the rejected rows of one that is done."""
    file = _import(request, import_id)
    commands.discard_import(actor=request.actor, import_id=file.pk, at=timezone.now())
    messages.success(request, _("Forgotten. Nobody who was taken in is touched by that."))
    return redirect("programmes:imports", file.cohort_id)


@require_safe
def rejected(request: Request, import_id: UUID) -> HttpResponse:
    """The rows that were not taken in, with the reasons in the page's language."""
    file = _import(request, import_id)
    language = _language()
    content = rejected_sheet(file.headers, rejected_rows(file, language=language), language)
    return _download(content, f"{slugify(file.file_name) or 'list'}-{_('rejected')}.xlsx")


def _imports(request: Request, cohort: Cohort, *, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "cohort": cohort,
        "files": [(file, progress_of(file)) for file in imports_for(request.actor).filter(cohort=cohort)[:50]],
        "wrong": wrong,
        "most_rows": f"{MOST_ROWS:,}",
        "may_apply": access.may_apply(cohort, timezone.now()),
    }
    return render(request, "programmes/imports.html", context, status=status)


def _one(request: Request, file: Import, *, wrong: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {"file": file, "cohort": file.cohort, "wrong": wrong}
    context |= {"progress": progress_of(file)} if file.started_at else {"looked": looked_at(file, at=now)}
    if request.htmx:
        parts = ("progress",) if file.started_at else ("look", "next") if file.looked_at else ("look",)
        return HttpResponse("".join(render_to_string(f"{PAGE}#{part}", context, request) for part in parts))
    if file.started_at is None:
        context |= {"preview": preview_of(file, at=now), "languages": settings.LANGUAGES}
    return render(request, PAGE, context, status=status)


def _cohort(request: Request, cohort_id: UUID) -> Cohort:
    return get_object_or_404(queries.cohorts_for(request.actor).select_related("version__intake"), pk=cohort_id)


def _import(request: Request, import_id: UUID) -> Import:
    return get_object_or_404(imports_for(request.actor), pk=import_id)


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _known_language(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
