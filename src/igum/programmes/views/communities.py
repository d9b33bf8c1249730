"""Pages of settlements that take part: one settlement's way, and all of a round side by side."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from igum.core.charts import bars
from igum.core.errors import Refused
from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.models import Cohort, Engagement, Goal, ProfileEntry
from igum.programmes.rules.goals import Standing
from igum.programmes.views.acting import of_the_team

VALUE = "value-"


@require_safe
@of_the_team
def community(request: Request, engagement_id: UUID) -> HttpResponse:
    """A settlement's page, for those who run the programme and for its team."""
    return _render(request, engagement_id)


def _render(request: Request, engagement_id: UUID, refused: str = "") -> HttpResponse:
    """The page; after a refusal its words stand in the form they are about, with what was typed there."""
    try:
        found = commands.read_settlement(actor=request.actor, engagement_id=engagement_id, at=timezone.now())
    except Engagement.DoesNotExist as missing:
        raise Http404 from missing
    context = _context(found) | {"may_decide": access.may_decide(request.actor, found.way.engagement)}
    beside, _colon, key = request.POST.get("do", "").partition(":") if refused else ("", "", "")
    context |= {"refused": refused, "beside": beside, "typed": request.POST}
    context["dropping"] = _id(key) if beside == "drop" else None
    return render(request, "programmes/community.html", context, status=409 if refused else 200)


@public
@never_cache
@require_safe
def own_community(request: Request, slug: str, secret: str) -> HttpResponse:
    """Their own page, for a settlement that holds its link: to read."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        own = queries.engagements_for(actor, at=timezone.now()).filter(application__link_hash=actor.link)
        newest = own.order_by("-began_at").first()
        if newest is None:
            raise Http404
        try:
            found = queries.settlement_of(actor, newest.pk, at=timezone.now())
        except Engagement.DoesNotExist as missing:
            raise Http404 from missing
        context = _context(found) | {"region": region, "secret": secret, "is_own": True}
        response = render(request, "programmes/community.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@of_the_team
def lead(request: Request, engagement_id: UUID) -> HttpResponse:
    """Do what a button on a settlement's page says."""
    get_object_or_404(queries.engagements_for(request.actor, at=timezone.now()), pk=engagement_id)
    try:
        _do(request, engagement_id)
    except (Goal.DoesNotExist, ProfileEntry.DoesNotExist) as missing:
        raise Http404 from missing
    except Refused as reason:
        return _render(request, engagement_id, reason.reason)
    return redirect("programmes:community", engagement_id)


@require_safe
@of_the_team
def communities(request: Request, cohort_id: UUID) -> HttpResponse:
    """The settlements of a round against the measures they set themselves."""
    try:
        found = queries.communities_of(request.actor, cohort_id, at=timezone.now())
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    facts = [(one.engagement.name, round(100 * one.share, 1)) for one in found.settlements if one.share is not None]
    drawn = bars(_("Goals reached"), facts, unit="%", right_to_left=get_language_bidi()) if facts else None
    return render(request, "programmes/communities.html", {"report": found, "chart": drawn})


def _context(found: queries.Settlement) -> dict[str, Any]:
    return {
        "found": found,
        "way": found.way,
        "engagement": found.way.engagement,
        "cohort": found.way.engagement.cohort,
        "programme": found.way.programme,
        "today": timezone.localdate(),
        "standings": Standing,
        "pursued": [one for one in found.goals if one.goal.dropped_at is None],
        "dropped": [one for one in found.goals if one.goal.dropped_at is not None],
    }


def _do(request: Request, engagement_id: UUID) -> None:
    """What a button asks for.

    Raises:
        Http404: the form is not one of ours.
        Goal.DoesNotExist, ProfileEntry.DoesNotExist: there is no such thing here.
    """
    sent = request.POST
    common: dict[str, Any] = {"actor": request.actor, "engagement_id": engagement_id, "at": timezone.now()}
    match sent.get("do", "").split(":"):
        case ["profile"]:
            known = commands.Known(sent.get("kind", ""), _texts(request, "text"), sent.get("source", ""), _day(request))
            commands.write_profile(**common, known=known)
            messages.success(request, _("Written."))
        case ["strike", key]:
            commands.strike_profile(**common, entry_id=_id(key))
            messages.success(request, _("Struck: it does not hold any more."))
        case ["goal"]:
            commands.set_goal(**common, aim=_aim(request))
            messages.success(request, _("The goal is set."))
        case ["drop", key]:
            commands.drop_goal(**common, goal_id=_id(key), reason=sent.get(f"reason-{key}", ""))
            messages.success(request, _("The goal is not pursued any more."))
        case ["work"]:
            commands.write_work(**common, worked=_worked(request))
            messages.success(request, _("Written."))
        case ["review"]:
            values = {
                _id(name.removeprefix(VALUE)): _number(str(value))
                for name, value in sent.items()
                if name.startswith(VALUE) and str(value).strip()
            }
            commands.review_goals(**common, values=values, worked=_worked(request))
            messages.success(request, _("The review is written down."))
        case ["join"]:
            commands.join_settlement(**common, role=sent.get("role", ""), newcomer=_newcomer(request))
            messages.success(request, _("They are in the team now."))
        case _:
            raise Http404


def _aim(request: Request) -> commands.Aim:
    sent = request.POST
    return commands.Aim(
        theme=sent.get("theme", ""),
        texts=_texts(request, "text"),
        measures=_texts(request, "measure"),
        baseline=_number(sent["baseline"]) if sent.get("baseline", "").strip() else None,
        target=_number(sent.get("target", "")),
        more_is_better=sent.get("better") != "less",
        due_on=_day(request),
    )


def _worked(request: Request) -> commands.Worked:
    sent = request.POST
    return commands.Worked(_day(request), sent.get("text", ""), sent.get("theme", ""), sent.get("body", ""))


def _newcomer(request: Request) -> commands.Newcomer:
    sent = request.POST
    name = sent.get("name", "").strip()[:120]
    if not name:
        raise commands.NothingSaid(_("Write a name first."))
    facts = {key.removeprefix("fact-"): value for key, value in sent.items() if key.startswith("fact-") and value}
    return commands.Newcomer(name, phone=sent.get("phone", "").strip()[:20], facts=facts)


def _texts(request: HttpRequest, name: str) -> dict[str, str]:
    """What was written in each language of the file."""
    sent = request.POST
    return {key.removeprefix(f"{name}-"): str(text) for key, text in sent.items() if key.startswith(f"{name}-")}


def _day(request: HttpRequest) -> date:
    try:
        found = parse_date(request.POST.get("day", ""))
    except ValueError:
        found = None
    if found is None:
        raise commands.NothingSaid(_("Write the day."))
    return found


def _number(written: str) -> Decimal:
    try:
        found = Decimal(written.strip().replace(",", "."))
    except InvalidOperation as broken:
        raise commands.NothingSaid(_("Write a number, for example 12 or 0.5.")) from broken
    if not found.is_finite() or abs(found) >= 10**11:
        raise commands.NothingSaid(_("Write a number, for example 12 or 0.5."))
    return found


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as broken:
        raise Http404 from broken
