"""What a campaign found, for spreadsheets. No cell is ever read as a formula there."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from igum.core.requests import Request
from igum.core.spreadsheets import harmless
from igum.needs import queries
from igum.needs.templatetags.needs import basis_name, level_name
from igum.needs.views.finding import or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | None


@require_safe
def exported(request: Request, campaign_id: UUID, kind: str) -> HttpResponse:
    """The gap matrix, a row for each need in each authority."""
    with or_404():
        matrix = queries.gap_matrix(request.actor, campaign_id)
    rows = [[harmless(cell) for cell in row] for row in _rows(matrix)]
    if kind == "csv":
        text = StringIO()
        csv.writer(text).writerows(rows)
        response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        response = HttpResponse(_workbook(rows), content_type=XLSX)
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="gaps.{kind}"'
    return response


def _rows(matrix: queries.Matrix) -> Iterator[list[Cell]]:
    yield [
        *(_("Need"), _("Code"), _("Authority"), _("How much is lacking"), _("People"), _("Of 1,000 residents")),
        *(_("How the number is known"), _("Services"), _("Residents"), _("Who answered"), _("Notes")),
    ]
    names = {one.pk: one.name for one in matrix.authorities}
    for row in matrix.rows:
        for gap in row.gaps:
            place = names.get(gap.authority_id or 0, _("The whole region"))
            rate = None if gap.per_thousand is None else round(gap.per_thousand, 2)
            known = basis_name(gap.basis) if gap.people else ""
            yield [
                *(row.name, gap.code, place, level_name(gap.level), gap.people, rate),
                *(known, gap.supply, gap.population, ", ".join(gap.bodies), " / ".join(gap.notes)),
            ]


def _workbook(rows: list[list[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
