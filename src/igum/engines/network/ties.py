"""From what work shows and what each side says, to ties."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

Organization = str
Pair = tuple[Organization, Organization]


class Intensity(IntEnum):
    """How much two organisations do together; each holds the ones before it."""

    KNOW = 1  # of each other, and whom to call
    COOPERATE = 2  # pass on information and people
    COORDINATE = 3  # plan and act together
    INTEGRATE = 4  # share staff, budget or a service


class Source(StrEnum):
    """Where a statement comes from."""

    WORK = "work"  # shared services, referrals, pools: a fact, not somebody's view
    SURVEY = "survey"  # one side's answer


class Setting(StrEnum):
    """When the tie is at work."""

    ROUTINE = "routine"
    EMERGENCY = "emergency"


class Standing(StrEnum):
    """How sure a tie is."""

    CONFIRMED = "confirmed"  # work shows it, or both sides say so
    CLAIMED = "claimed"  # one side says so, the other has not answered
    DISPUTED = "disputed"  # one side says so, the other says there is no tie


@dataclass(frozen=True, slots=True)
class Statement:
    """What work has shown of a pair, or what one side said of the other.

    Attributes:
        teller: who said it; for work, either of the two.
        about: the other one.
        intensity: how much they do together; None: the teller says that there is no tie.
        source: from work or from a survey.
        year: of the survey or the work.
        setting: in routine or in an emergency.
    """

    teller: Organization
    about: Organization
    intensity: Intensity | None
    source: Source
    year: int
    setting: Setting = Setting.ROUTINE

    def __post_init__(self) -> None:
        if self.teller == self.about:
            raise ValueError(f"a statement must be about another organisation, not {self.teller} about itself")
        if self.intensity is None and self.source is Source.WORK:
            raise ValueError("work shows ties; that there is none only a side can say")


@dataclass(frozen=True, order=True, slots=True)
class Tie:
    """What the statements about two organisations come to.

    Attributes:
        one: the one whose key is smaller.
        other: the other one.
        intensity: what work shows, or what both sides say, the weaker of the two; what one says while only one does.
        standing: how sure it is.
        sources: by code.
        waits_for: who has not answered yet, while the tie is claimed.
    """

    one: Organization
    other: Organization
    intensity: Intensity
    standing: Standing
    sources: tuple[Source, ...]
    waits_for: Organization | None = None


def ties_of(statements: Iterable[Statement], year: int, setting: Setting = Setting.ROUTINE) -> list[Tie]:
    """The ties of a year in routine or in an emergency, by the keys of both sides.

    Of several statements of one side the strongest counts.

    >>> said = [Statement("clinic", "school", Intensity.COORDINATE, Source.SURVEY, 2026),
    ...         Statement("school", "clinic", Intensity.COOPERATE, Source.SURVEY, 2026),
    ...         Statement("clinic", "police", Intensity.KNOW, Source.SURVEY, 2026)]
    >>> [(tie.other, tie.intensity.name, tie.standing.value, tie.waits_for) for tie in ties_of(said, 2026)]
    [('police', 'KNOW', 'claimed', 'police'), ('school', 'COOPERATE', 'confirmed', None)]
    """
    of_pair: dict[Pair, list[Statement]] = defaultdict(list)
    for statement in statements:
        if (statement.year, statement.setting) == (year, setting):
            of_pair[_pair(statement)].append(statement)
    return sorted(tie for pair, about in of_pair.items() if (tie := _tie(pair, about)))


def reciprocity(statements: Iterable[Statement]) -> float | None:
    """The share of ties said by one side that the other side says too; None when nobody said any.

    Of the statements of one survey. Work does not count: it has no sides.

    >>> said = [Statement("a", "b", Intensity.KNOW, Source.SURVEY, 2026),
    ...         Statement("b", "a", Intensity.KNOW, Source.SURVEY, 2026),
    ...         Statement("a", "c", Intensity.KNOW, Source.SURVEY, 2026)]
    >>> round(reciprocity(said), 2)
    0.67
    """
    said = {(each.teller, each.about) for each in statements if each.source is Source.SURVEY and each.intensity}
    if not said:
        return None
    return sum((about, teller) in said for teller, about in said) / len(said)


def _pair(statement: Statement) -> Pair:
    return min(statement.teller, statement.about), max(statement.teller, statement.about)


def _tie(pair: Pair, statements: list[Statement]) -> Tie | None:
    worked = max((each.intensity or 0 for each in statements if each.source is Source.WORK), default=0)
    answers: dict[Organization, int] = {}
    for each in statements:
        if each.source is Source.SURVEY:
            answers[each.teller] = max(answers.get(each.teller, 0), each.intensity or 0)
    agreed = min(answers.values()) if len(answers) == len(pair) else 0
    claimed = max(answers.values(), default=0)
    if not worked and not claimed:
        return None
    sources = tuple(sorted({each.source for each in statements if each.intensity}))
    if worked or agreed:
        return Tie(*pair, Intensity(max(worked, agreed)), Standing.CONFIRMED, sources)
    if len(answers) == len(pair):
        return Tie(*pair, Intensity(claimed), Standing.DISPUTED, sources)
    return Tie(*pair, Intensity(claimed), Standing.CLAIMED, sources, next(one for one in pair if one not in answers))
