"""What a programme file says of its meetings, and of settlements, teams and the use of a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from igum.programmes.rules.durations import Duration

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Then:
    """What follows each session for some of its people."""

    names: Texts
    lasts: Duration
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sessions:
    """The meetings of a phase. ``repeat`` is an RRULE; one meeting without it."""

    at: str
    lasts: Duration
    who: tuple[str, ...]
    repeat: str = ""
    skip: tuple[str, ...] = ()
    on_skip: str = "shift"
    place: Texts = field(default_factory=dict)
    then: Then | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a list that the file gives words for."""

    key: str
    names: Texts


@dataclass(frozen=True, slots=True)
class Community:
    """How a settlement is learnt, led and looked at again. ``goals_met`` is an outcome, ``team`` a role."""

    profile: tuple[Named, ...]
    themes: tuple[Named, ...]
    bodies: tuple[Named, ...]
    reviews: tuple[Duration, ...]
    team: str = ""
    goals_met: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """What a game is worth in the table."""

    win: int
    draw: int
    loss: int


@dataclass(frozen=True, slots=True)
class League:
    """Groups that play against each other. ``games`` and ``turns`` give days and hours."""

    phase: str
    games: Sessions
    points: Points
    turns: Sessions | None = None
    least_towns: int = 1


@dataclass(frozen=True, slots=True)
class UseLog:
    """Who uses a place and for what, without names. ``age`` and ``purpose`` are questions of the intake form."""

    age: str
    purpose: str
    neighbourhoods: tuple[Named, ...]
