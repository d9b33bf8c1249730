"""Questions taken from an Excel form into a programme's file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from igum.core.requests import Request
from igum.programmes.forms import known
from igum.programmes.forms.excel import ExcelForm
from igum.programmes.queries import Desk
from igum.programmes.rules.editing_excel import NamesClash, questions_added
from igum.programmes.views.editing_desk import desk_at, save, show
from igum.questionnaires import queries as questionnaires

SECTION = "questions"
MOST_REMARKS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def take_questions(request: Request, draft_id: UUID) -> HttpResponse:
    """Read an Excel form and put its questions behind those that are there; or say of each cell why not."""
    desk = desk_at(request, draft_id)
    if "extends" in desk.data:
        raise Http404
    into = _into(desk)
    form = ExcelForm(into, *([request.POST, request.FILES] if request.method == "POST" else []))
    if not form.is_bound or not form.is_valid():
        return _show(request, desk, form)
    sheet = form.cleaned_data["file"]
    try:
        language = (desk.languages or ("he",))[0]
        taken = questionnaires.read_xlsform(sheet.read(), str(sheet.name), language=language)
        edits = questions_added(desk.data, form.cleaned_data["into"], taken.definition)
    except questionnaires.SheetRefused as refusal:
        return _show(request, desk, form, reasons=[str(each) for each in refusal.reasons])
    except NamesClash as clash:
        words = _("These questions are there already: %(names)s. Give them other names in the sheet, or take them out.")
        return _show(request, desk, form, reasons=[words % {"names": ", ".join(clash.names)}])
    answer = save(request, desk, edits, None, SECTION, excel=form)
    if answer.status_code == 302:
        for remark in taken.remarks[:MOST_REMARKS]:
            messages.info(request, str(remark))
    return answer


def _show(request: Request, desk: Desk, form: ExcelForm, reasons: list[str] | None = None) -> HttpResponse:
    status = 422 if form.is_bound and not request.htmx else 200
    return show(request, desk, SECTION, None, status=status, excel=form, reasons=reasons or [])


def _into(desk: Desk) -> list[tuple[str, Any]]:
    """The forms that questions can be added to, the one of the application first."""
    own = known.application_form(desk.data)
    return [(own, _("the application")), *known.forms_of(desk.data, but=[own])]
