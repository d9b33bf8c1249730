"""The team of a cohort: who is in it, whom the rules propose, and who decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.requests import Request
from igum.programmes import access, commands, queries
from igum.programmes.models import Engagement, Match, TeamMember


@require_safe
def team(request: Request, cohort_id: UUID) -> HttpResponse:
    """Who serves in a cohort, who goes with whom and why, who has nobody yet."""
    cohort = get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    now = timezone.now()
    found = commands.read_team(actor=request.actor, cohort=cohort, at=now)
    context = {
        "cohort": cohort,
        "programme": queries.programme_of(cohort.version),
        "team": found,
        "lacking": {str(pk): lacks for pk, lacks in queries.members_lacking(cohort, found.members, at=now).items()},
        "may_decide": access.may_decide(request.actor, cohort),
    }
    return render(request, "programmes/team.html", context)


@require_POST
def propose(request: Request, cohort_id: UUID) -> HttpResponse:
    """Match everybody who has nobody yet by the file's rules."""
    get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    found = commands.propose_matches(
        actor=request.actor, cohort_id=cohort_id, key=request.POST.get("matching", ""), at=timezone.now()
    )
    done = ngettext("%(count)s pair is proposed.", "%(count)s pairs are proposed.", found.made) % {"count": found.made}
    if found.unmatched:
        left = ngettext("%(count)s has nobody yet.", "%(count)s have nobody yet.", len(found.unmatched))
        done = f"{done} {left % {'count': len(found.unmatched)}}"
    messages.success(request, done)
    return redirect("programmes:team", cohort_id)


@require_POST
def decide(request: Request, cohort_id: UUID) -> HttpResponse:
    """Approve the pairs that were ticked, end one, or end somebody's term."""
    now = timezone.now()
    try:
        if "end" in request.POST:
            commands.end_match(
                actor=request.actor, match_id=UUID(request.POST["end"]), reason=request.POST.get("reason", ""), at=now
            )
            messages.success(request, _("They no longer go together."))
        elif "leave" in request.POST:
            commands.end_member(
                actor=request.actor,
                member_id=UUID(request.POST["leave"]),
                reason=request.POST.get("reason", ""),
                at=now,
            )
            messages.success(request, _("The term has ended. Look who leads their sessions now."))
            return redirect("programmes:leaders", cohort_id)
        else:
            ticked = [UUID(key) for key in request.POST.getlist("match")]
            for key in ticked:
                commands.approve_match(actor=request.actor, match_id=key, at=now)
            done = ngettext("%(count)s pair is approved.", "%(count)s pairs are approved.", len(ticked))
            messages.success(request, done % {"count": len(ticked)})
    except (ValueError, Match.DoesNotExist, TeamMember.DoesNotExist) as missing:
        raise Http404 from missing
    return redirect("programmes:team", cohort_id)


@require_POST
def join(request: Request, cohort_id: UUID) -> HttpResponse:
    """Let somebody without an account serve in a role."""
    get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    sent = request.POST
    newcomer = commands.Newcomer(sent.get("name", "").strip()[:120], phone=sent.get("phone", "").strip()[:20])
    if not newcomer.name:
        messages.error(request, _("Write a name first."))
    else:
        commands.add_member(
            actor=request.actor, cohort_id=cohort_id, role=sent.get("role", ""), newcomer=newcomer, at=timezone.now()
        )
        messages.success(request, _("They are in the team now."))
    return redirect("programmes:team", cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: Request, engagement_id: UUID) -> HttpResponse:
    """The three best for one subject with reasons, and a person's choice."""
    now = timezone.now()
    engagement = get_object_or_404(queries.engagements_for(request.actor, at=now), pk=engagement_id)
    cohort = get_object_or_404(queries.cohorts_for(request.actor), pk=engagement.cohort_id)
    programme = queries.programme_of(cohort.version)
    if request.method == "POST":
        try:
            commands.match_by_hand(
                actor=request.actor, engagement_id=engagement_id, member_id=UUID(request.POST.get("member", "")), at=now
            )
        except (ValueError, TeamMember.DoesNotExist, Engagement.DoesNotExist) as missing:
            raise Http404 from missing
        messages.success(request, _("They go together. Both are asked now."))
        return redirect("programmes:team", cohort.pk)
    suggested = commands.read_suggestions(actor=request.actor, cohort=cohort, engagement=engagement, at=now)
    found = [(one.match, one.best) for one in suggested]
    context = {"engagement": engagement, "cohort": cohort, "programme": programme, "found": found}
    return render(request, "programmes/suggest.html", context)
