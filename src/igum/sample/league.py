"""The demo's joint teams: who enrols, who plays in them, and a season on courts that serve everybody. All invented."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import Engagement, Game
from igum.programmes.rules.programme import CohortPlan
from igum.sample.applicants import LETTERS, NAMES, SAMPLE, Applicant
from igum.sample.teams import Helper

SEED = "igum sample teams"
# A season that is over in every part: its games, the courts taken in turn, and the day on which all meet.
SEASON = CohortPlan("2025", date(2025, 5, 1), date(2025, 6, 30), date(2025, 9, 2), 6)
# Six teams, each of two neighbouring towns, by the code of the Central Bureau of Statistics: Jewish and Arab or Druze
# ones together where they are neighbours, and all twelve authorities of the region that have residents.
TEAMS: Mapping[str, tuple[int, ...]] = {
    "קבוצת החוף (דוגמה)": (9100, 517),
    "קבוצת העמק (דוגמה)": (7600, 658),
    "קבוצת ההר (דוגמה)": (1063, 496),
    "فريق الجبل (مثال)": (480, 1263),
    "فريق الصنوبر (مثال)": (535, 813),
    "קבוצת הגבול (דוגמה)": (812, 518),
}
COURTS = {"היכל הספורט בנהרייה (דוגמה)": 9100, "אולם מעלות (דוגמה)": 1063, "אולם עכו (דוגמה)": 7600}
PLAYERS = 6


def teams() -> list[Applicant]:
    """The six that enrol."""
    return [
        Applicant(
            name=name,
            language="ar" if "مثال" in name else "he",
            town=towns[0],
            answers={"players": PLAYERS, "towns": len(towns), "has_coach": True},
            points=(15 + number % 3, 16),
        )
        for number, (name, towns) in enumerate(TEAMS.items())
    ]


def coaches() -> list[Helper]:
    """Who trains and who whistles."""
    found = [Helper("coach", commands.Newcomer(f"אימון {letter} (דוגמה)", leads=letter == "א")) for letter in "אבג"]
    return found + [Helper("referee", commands.Newcomer(f"שיפוט {letter} (דוגמה)")) for letter in "אב"]


def play(cohort_id: UUID, *, runs: Actor, until: datetime) -> None:
    """Let the teams find their players, draw the season before it begins, and note how each game ended."""
    with tenant_scope(runs):
        engagements = list(Engagement.objects.filter(cohort_id=cohort_id).order_by("application__applied_at", "name"))
        if not engagements:
            return
        began = max(one.began_at for one in engagements)
        for number, engagement in enumerate(engagements):
            _players(runs, engagement, number, began)
        for name, town in COURTS.items():
            commands.add_court(actor=runs, cohort_id=cohort_id, name=name, locality_id=town, at=began)
        commands.draw_league(actor=runs, cohort_id=cohort_id, at=began)
        played = Game.objects.filter(cohort_id=cohort_id, session__ends_at__lte=until)
        games = list(
            played.select_related("session", "home", "away").order_by("session__starts_at", "session__room__name")
        )
    for game in games:
        _ended(runs, game)


def _ended(runs: Actor, game: Game) -> None:
    """How a game ended, by how strong its teams are: drawn from their names, so that the demo is always the same."""
    chance = Random(f"{SEED} {game.home.name} {game.away.name}")  # noqa: S311 - invented people, not secrets
    strength = {team: 48 + 3 * list(TEAMS).index(team) for team in (game.home.name, game.away.name)}
    home = strength[game.home.name] + chance.randint(-6, 16)
    away = strength[game.away.name] + chance.randint(-10, 12)
    at = game.session.ends_at + timedelta(minutes=10)
    with tenant_scope(runs):
        commands.note_result(actor=runs, game_id=game.pk, home=home, away=away, at=at)


def _players(runs: Actor, engagement: Engagement, team: int, at: datetime) -> None:
    towns = TEAMS[engagement.name]
    for number in range(PLAYERS):
        language = ("he", "ar")[(team + number) % 2]
        name = NAMES[language][(3 * team + number) % len(NAMES[language])]
        commands.add_player(
            actor=runs,
            engagement_id=engagement.pk,
            name=f"{name} {LETTERS[language][team]} ({SAMPLE[language]})",
            locality_id=towns[number % len(towns)],
            at=at,
        )
