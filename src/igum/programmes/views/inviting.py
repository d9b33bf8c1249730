"""Volunteers for a team: who may serve, who is asked, and what they answer."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from igum.core.access import require
from igum.core.requests import Request
from igum.programmes import access, commands, queries
from igum.programmes.views.acting import of_the_team


@require_http_methods(["GET", "HEAD", "POST"])
def volunteers(request: Request, cohort_id: UUID) -> HttpResponse:
    """Volunteers for each role, the longest waiting first; ask one of them."""
    now = timezone.now()
    cohort = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    require(access.may_decide(request.actor, cohort))
    programme = queries.programme_of(cohort.version)
    if request.method == "POST":
        role, _colon, key = request.POST.get("invite", "").partition(":")
        try:
            commands.invite_volunteer(
                actor=request.actor, cohort_id=cohort_id, role=role, volunteer_id=UUID(key), at=now
            )
        except ValueError as missing:
            raise Http404 from missing
        messages.success(request, _("They are asked, and answer on their own page."))
        return redirect("programmes:volunteers", cohort_id)
    roles = [key for key, role in programme.roles.items() if role.volunteer]
    found = [queries.recruiting_of(request.actor, cohort, key, at=now) for key in roles]
    return render(request, "programmes/volunteers.html", {"cohort": cohort, "programme": programme, "found": found})


@require_POST
@of_the_team
def answer(request: Request, invitation_id: UUID) -> HttpResponse:
    """Join the team, or decline."""
    agrees = request.POST.get("answer") == "agree"
    try:
        commands.answer_invitation(actor=request.actor, invitation_id=invitation_id, agrees=agrees, at=timezone.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    words = _("Welcome to the team!") if agrees else _("Thank you for telling us. Somebody else is asked.")
    messages.success(request, words)
    return redirect("programmes:mine")
