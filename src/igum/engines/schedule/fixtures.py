"""Who plays whom, where and when: every team against every other, at home and away, fair over towns."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_TEAMS = 30
Minutes = Mapping[tuple[str, str], int]
Meeting = tuple[int, int]  # who is at home, who is away


@dataclass(frozen=True, slots=True)
class Team:
    """A team, and the town whose guests the others are when it is at home."""

    key: str
    town: str


@dataclass(frozen=True, slots=True)
class Court:
    """Where games are played."""

    key: str
    town: str


@dataclass(frozen=True, slots=True)
class Game:
    """One game.

    Attributes:
        round: from 1; a day on which nobody plays twice.
        home: key of the team that is at home.
        away: key of its guest.
        court: where.
        turn: from 1; the second game on the same court in a round is after the first.
    """

    round: int
    home: str
    away: str
    court: str
    turn: int


@dataclass(frozen=True, slots=True)
class Fixtures:
    """All games, and what can be said of how fair they are.

    Attributes:
        games: by round, court and turn.
        minutes: by team, what it travels in all, to the court and back.
        hosts_again: teams that are at home in a round and were so in the round before, with that round.
    """

    games: tuple[Game, ...]
    minutes: Mapping[str, int]
    hosts_again: tuple[tuple[str, int], ...]


def fixtures(teams: Sequence[Team], courts: Sequence[Court], minutes: Minutes) -> Fixtures:
    """A double round robin: each team once at home to each other team, and once its guest.

    Rounds are made by the circle method, in which each team is at home and away in turn but for as few times as can be:
    never for an odd number of teams, within a half; for an even number, in all but two teams once. The second half
    repeats the first with home and away changed, beginning at the round that has the fewest teams at home twice in a
    row. What each team travels in all is then fixed by where it lives; the seats of teams in the circle are changed so
    that teams of one town are at home in turn if there are not courts for both, and nobody has its longest journeys one
    after another. That last search is by exchanges of two seats: good, not proven best.

    A team is at home on the courts of its town, each in turn; if its town has none, on the nearest courts.

    Args:
        teams: in any order.
        courts: in any order.
        minutes: one way from town to town, in either order of the two; nothing within a town.

    Raises:
        ValueError: fewer than two teams or more than thirty, no court, a key stands twice, or minutes are missing.

    Source:
        D. de Werra, "Scheduling in Sports", Annals of Discrete Mathematics 11, 1981 (the pattern of home and away in a
        half that changes as seldom as can be). Named from memory; the number is held in the tests.

    >>> teams = [Team("Acre", "Acre"), Team("Yirka", "Yirka"), Team("Shlomi", "Shlomi")]
    >>> minutes = {("Acre", "Yirka"): 20, ("Acre", "Shlomi"): 25, ("Shlomi", "Yirka"): 30}
    >>> plan = fixtures(teams, [Court(f"hall of {team.town}", team.town) for team in teams], minutes)
    >>> [(game.round, game.home, game.away) for game in plan.games][:3]
    [(1, 'Acre', 'Yirka'), (2, 'Yirka', 'Shlomi'), (3, 'Shlomi', 'Acre')]
    >>> plan.hosts_again, dict(plan.minutes)
    ((), {'Acre': 90, 'Shlomi': 110, 'Yirka': 100})
    """
    listed = sorted(teams, key=lambda team: team.key)
    _check(listed, courts)
    places = _Places(listed, sorted(courts, key=lambda court: court.key), minutes)
    size = len(listed) + len(listed) % 2  # an empty seat: who meets it has a round off
    rounds = _both_halves(size, len(listed))
    seats = _seated(rounds, places, list(range(len(listed))))
    played = [[(seats[home], seats[away]) for home, away in meetings] for meetings in rounds]
    games = tuple(places.games(played))
    travelled = {team.key: 0 for team in listed}
    for meetings in played:
        for home, away in meetings:
            travelled[listed[home].key] += 2 * places.minutes_to(home, home)
            travelled[listed[away].key] += 2 * places.minutes_to(away, home)
    again = [(listed[team].key, number + 1) for team, number in _at_home_again(played)]
    return Fixtures(games, travelled, tuple(sorted(again, key=lambda each: (each[1], each[0]))))


def _check(teams: Sequence[Team], courts: Sequence[Court]) -> None:
    if not 2 <= len(teams) <= MOST_TEAMS:
        raise ValueError(f"teams must be from 2 to {MOST_TEAMS}, not {len(teams)}")
    if not courts:
        raise ValueError("there must be a court")
    for keys in ([team.key for team in teams], [court.key for court in courts]):
        twice = [key for key, many in Counter(keys).items() if many > 1]
        if twice:
            raise ValueError(f"{twice[0]} stands twice")


def _both_halves(size: int, teams: int) -> list[list[Meeting]]:
    """The first half by the circle method; the second from the round that makes the fewest play at home again."""
    first = [[meeting for meeting in _round(size, number) if max(meeting) < teams] for number in range(size - 1)]
    back = [[(away, home) for home, away in meetings] for meetings in first]
    ways = [[*first, *back[start:], *back[:start]] for start in range(len(back))]
    apart = [way for way in ways if not _meet_at_once(way)] or ways
    return min(apart, key=lambda way: sum(1 for _ in _at_home_again(way)))


def _round(size: int, number: int) -> Iterator[Meeting]:
    """Seats round a circle, and the last in its middle: each round the circle turns by one."""
    circle, middle = size - 1, size - 1
    yield (number, middle) if number % 2 == 0 else (middle, number)
    for step in range(1, size // 2):
        one, other = (number + step) % circle, (number - step) % circle
        yield (one, other) if step % 2 else (other, one)


def _meet_at_once(rounds: Sequence[Sequence[Meeting]]) -> bool:
    """Whether two teams meet in two rounds one after the other."""
    pairs = [{frozenset(meeting) for meeting in meetings} for meetings in rounds]
    return any(pairs[number] & pairs[number + 1] for number in range(len(pairs) - 1))


def _at_home_again(rounds: Sequence[Sequence[Meeting]]) -> Iterator[tuple[int, int]]:
    """Each team that is at home in a round and was in the one before, with the number of the round from 0."""
    before: set[int] = set()
    for number, meetings in enumerate(rounds):
        home = {team for team, _ in meetings}
        yield from ((team, number) for team in home & before)
        before = home


def _seated(rounds: Sequence[Sequence[Meeting]], places: "_Places", seats: list[int]) -> list[int]:
    """Which team sits where, made better by exchanging two as long as that helps."""
    best = places.unfairness(rounds, seats)
    improved = True
    while improved:
        improved = False
        for one, other in combinations(range(len(seats)), 2):
            seats[one], seats[other] = seats[other], seats[one]
            now = places.unfairness(rounds, seats)
            if now < best:
                best, improved = now, True
            else:
                seats[one], seats[other] = seats[other], seats[one]
    return seats


class _Places:
    """Where each team is at home, and how far that is for the others."""

    def __init__(self, teams: Sequence[Team], courts: Sequence[Court], minutes: Minutes) -> None:
        self._teams, self._minutes = teams, minutes
        towns = sorted({court.town for court in courts})
        self._by_town = {town: [court.key for court in courts if court.town == town] for town in towns}
        self._ground = [self._nearest(team.town) for team in teams]
        self._to = [[self._between(team.town, ground) for ground in self._ground] for team in teams]

    def minutes_to(self, team: int, home: int) -> int:
        """One way, to where another team is at home."""
        return self._to[team][home]

    def unfairness(self, rounds: Sequence[Sequence[Meeting]], seats: Sequence[int]) -> tuple[int, int, int]:
        """Games that must wait for a court; the longest two journeys one after another; and all such added up."""
        waiting, worst, total = 0, 0, 0
        before = [0] * len(seats)
        for meetings in rounds:
            played = [(seats[home], seats[away]) for home, away in meetings]
            grounds = Counter(self._ground[home] for home, _ in played)
            waiting += sum(max(0, many - len(self._by_town[ground])) for ground, many in grounds.items())
            now = [0] * len(seats)
            for home, away in played:
                now[away] = self._to[away][home]
            both = [one + other for one, other in zip(before, now, strict=True) if one and other]
            worst, total = max([worst, *both]), total + sum(each * each for each in both)
            before = now
        return waiting, worst, total

    def games(self, rounds: Sequence[Sequence[Meeting]]) -> Iterator[Game]:
        """Each meeting on the court of its ground that was used least so far."""
        used: Counter[str] = Counter()
        for number, meetings in enumerate(rounds, start=1):
            today: Counter[str] = Counter()
            games = []
            for home, away in sorted(meetings):
                here = self._by_town[self._ground[home]]
                court = min(here, key=lambda key: (today[key], used[key], key))
                used[court] += 1
                today[court] += 1
                games.append(Game(number, self._teams[home].key, self._teams[away].key, court, today[court]))
            yield from sorted(games, key=lambda game: (game.court, game.turn))

    def _nearest(self, town: str) -> str:
        """The nearest town with a court: itself, if it has one."""
        return min(self._by_town, key=lambda ground: (self._between(town, ground), ground))

    def _between(self, one: str, other: str) -> int:
        if one == other:
            return 0
        found = self._minutes.get((one, other), self._minutes.get((other, one)))
        if found is None:
            raise ValueError(f"minutes between {one} and {other} are missing")
        return found
