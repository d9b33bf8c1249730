"""Pages for applications that may be of the same people."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.requests import Request
from igum.programmes import commands, queries
from igum.programmes.queries.duplicates import pairs_for
from igum.programmes.rules.duplicates import Verdict


@require_safe
def duplicates(request: Request, cohort_id: UUID) -> HttpResponse:
    """The pairs of a round side by side, and what was said of others."""
    cohort = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    records = commands.read_pairs(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    return render(request, "programmes/duplicates.html", {"cohort": cohort, "records": records})


@require_POST
def decide(request: Request, cohort_id: UUID, pair_id: UUID) -> HttpResponse:
    """The same, not the same, or what was said taken back."""
    word = request.POST.get("verdict", "")
    if word not in {"undo", *Verdict.values}:
        raise Http404
    get_object_or_404(pairs_for(request.actor), pk=pair_id)
    if word == "undo":
        commands.undo_pair(actor=request.actor, pair_id=pair_id, at=timezone.now())
        messages.success(request, _("Taken back. Both applications stand, and the pair waits again."))
    else:
        commands.decide_pair(actor=request.actor, pair_id=pair_id, verdict=Verdict(word), at=timezone.now())
        messages.success(request, _("Noted. You can take it back below."))
    return redirect("programmes:duplicates", cohort_id)
