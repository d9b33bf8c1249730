"""The table of a league, from the results of its games."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from igum.programmes.rules.subjects import Points


@dataclass(frozen=True, slots=True)
class Result:
    """A game that was played."""

    home: str
    away: str
    home_score: int
    away_score: int


@dataclass(frozen=True, slots=True)
class Row:
    """One team in the table."""

    team: str
    played: int = 0
    won: int = 0
    drawn: int = 0
    lost: int = 0
    scored: int = 0
    conceded: int = 0
    points: int = 0

    @property
    def difference(self) -> int:
        """By how much it scored more than it conceded."""
        return self.scored - self.conceded


def table_of(teams: Sequence[str], results: Iterable[Result], points: Points) -> tuple[Row, ...]:
    """All teams, the best first: by points, then by difference, then by what they scored; then as they were given.

    >>> rows = table_of(["Acre", "Yirka"], [Result("Acre", "Yirka", 60, 72)], Points(win=2, draw=1, loss=0))
    >>> [(row.team, row.points, row.difference) for row in rows]
    [('Yirka', 2, 12), ('Acre', 0, -12)]
    """
    rows = {team: Row(team) for team in teams}
    for each in results:
        rows[each.home] = _after(rows[each.home], each.home_score, each.away_score, points)
        rows[each.away] = _after(rows[each.away], each.away_score, each.home_score, points)
    return tuple(sorted(rows.values(), key=lambda row: (-row.points, -row.difference, -row.scored)))


def _after(row: Row, scored: int, conceded: int, points: Points) -> Row:
    won, drawn, lost = scored > conceded, scored == conceded, scored < conceded
    return Row(
        team=row.team,
        played=row.played + 1,
        won=row.won + won,
        drawn=row.drawn + drawn,
        lost=row.lost + lost,
        scored=row.scored + scored,
        conceded=row.conceded + conceded,
        points=row.points + won * points.win + drawn * points.draw + lost * points.loss,
    )
