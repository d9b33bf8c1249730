"""A round's report, as a page."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from igum.core.charts import line
from igum.core.requests import Request
from igum.programmes import queries
from igum.programmes.models import Cohort
from igum.programmes.models.files import in_page_language
from igum.programmes.templatetags.programmes import moment_name


@require_safe
def report(request: Request, cohort_id: UUID) -> HttpResponse:
    """What a round came to, for those who run it."""
    try:
        found = queries.report_of(request.actor, cohort_id, at=timezone.now())
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    outcomes = [(one, _drawn(found, one)) for one in found.outcomes]
    return render(request, "programmes/report.html", {"report": found, "outcomes": outcomes})


def _drawn(report: queries.Report, one: queries.Measured) -> object | None:
    """The means as a line, where all may be shown and none is below nothing."""
    means = [mean for _, mean in one.means if mean is not None]
    if len(means) < len(one.means) or len(means) < 2 or min(means) < 0:
        return None
    facts = [(str(moment_name(report.programme, moment)), mean or 0.0) for moment, mean in one.means]
    title = str(in_page_language(one.outcome.indicator))
    return line(title, facts, right_to_left=get_language_bidi())
