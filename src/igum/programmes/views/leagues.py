"""Pages of a league: its table, games and courts; and who plays in a team."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.errors import Refused
from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.models import Cohort, Game, Player
from igum.programmes.views.acting import of_the_team


@require_safe
@of_the_team
def league(request: Request, cohort_id: UUID) -> HttpResponse:
    """A league, for those who run it and those who lead its team."""
    return _render(request, cohort_id)


def _render(request: Request, cohort_id: UUID, refused: Refused | None = None, beside: str = "") -> HttpResponse:
    """The page; after a refusal its words stand in the form they are about, with what was typed there."""
    try:
        found = queries.league_of(request.actor, cohort_id, at=timezone.now())
    except Cohort.DoesNotExist as missing:
        raise Http404 from missing
    played = {number: all(one.game.noted_at for one in games) for number, games in found.rounds}
    context = {
        "league": found,
        "cohort": found.cohort,
        "towns": places.localities_of(region_id=found.cohort.region_id) if found.may_decide else (),
        # Where something is still to be noted; of a season that is over, its last.
        "open_round": next((number for number, over in played.items() if not over), max(played, default=0)),
        "refused_round": next((n for n, games in found.rounds if beside in {str(one.game.pk) for one in games}), None),
        "refused": refused.reason if refused else "",
        "beside": beside,
        "typed": request.POST,
    }
    return render(request, "programmes/league.html", context, status=409 if refused else 200)


@require_POST
def draw(request: Request, cohort_id: UUID) -> HttpResponse:
    """Draw the games and turns of a league."""
    get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    try:
        drawn = commands.draw_league(actor=request.actor, cohort_id=cohort_id, at=timezone.now())
    except Refused as reason:
        return _render(request, cohort_id, reason, "draw")
    done = ngettext("The league has %(count)s game.", "The league has %(count)s games.", drawn.games)
    messages.success(request, done % {"count": drawn.games})
    return redirect("programmes:league", cohort_id)


@require_POST
def court(request: Request, cohort_id: UUID) -> HttpResponse:
    """Let a league play on a court."""
    get_object_or_404(queries.cohorts_for(request.actor), pk=cohort_id)
    name, town = request.POST.get("name", ""), _number(request, "town")
    try:
        commands.add_court(actor=request.actor, cohort_id=cohort_id, name=name, locality_id=town, at=timezone.now())
    except Refused as reason:
        return _render(request, cohort_id, reason, "court")
    messages.success(request, _("The court is in the league now."))
    return redirect("programmes:league", cohort_id)


@require_POST
@of_the_team
def result(request: Request, cohort_id: UUID, game_id: UUID) -> HttpResponse:
    """Write down how a game ended."""
    home, away = _number(request, "home"), _number(request, "away")
    try:
        commands.note_result(actor=request.actor, game_id=game_id, home=home, away=away, at=timezone.now())
    except Game.DoesNotExist as missing:
        raise Http404 from missing
    except Refused as reason:
        return _render(request, cohort_id, reason, str(game_id))
    messages.success(request, _("Saved."))
    return redirect("programmes:league", cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_team
def players(request: Request, engagement_id: UUID) -> HttpResponse:
    """Who plays in a team, and from which towns they come."""
    now, actor = timezone.now(), request.actor
    found = queries.engagements_for(actor, at=now).select_related("cohort__version")
    engagement = get_object_or_404(found, pk=engagement_id)
    shape = queries.programme_of(engagement.cohort.version).league
    if shape is None:
        raise Http404
    if request.method == "POST":
        try:
            if "end" in request.POST:
                commands.end_player(actor=actor, player_id=UUID(request.POST["end"]), at=now)
            else:
                name, town = request.POST.get("name", ""), _number(request, "town")
                commands.add_player(actor=actor, engagement_id=engagement_id, name=name, locality_id=town, at=now)
        except (ValueError, Player.DoesNotExist) as missing:
            raise Http404 from missing
        messages.success(request, _("Saved."))
        return redirect("programmes:players", engagement_id)
    playing = queries.players_of(actor, engagement)
    context = {
        "engagement": engagement,
        "cohort": engagement.cohort,
        "players": playing,
        "towns": places.localities_of(region_id=engagement.region_id),
        "came_from": len({one.locality_id for one in playing}),
        "least_towns": shape.least_towns,
        "may_coach": access.may_coach(actor, engagement, serves=queries.serves_subject(actor, engagement_id, at=now)),
    }
    return render(request, "programmes/players.html", context)


def _number(request: Request, name: str) -> int:
    """A whole number that was written; -1, which nothing has, for anything else."""
    written = request.POST.get(name, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else -1
