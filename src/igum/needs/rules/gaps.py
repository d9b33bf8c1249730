"""From answers to the gap matrix: for each need and each authority how much is lacking, and what there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from igum.needs.rules.surveys import LACKING, Part, Said

SEVERITY = {"unknown": 0, "none": 1, "some": 2, "large": 3, "nothing": 4}
WEAKER = {"high": "medium", "medium": "low", "low": "low"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one body said of one need. ``authority_id`` is None for one that speaks of the whole region."""

    code: str
    authority_id: int | None
    body: str
    said: Said


@dataclass(frozen=True, slots=True)
class Gap:
    """How much of one need is lacking in one authority.

    Attributes:
        code: of the need.
        authority_id: where; None for the region as a whole.
        level: the most severe that anybody there said; empty where nobody answered.
        people: the largest number that anybody there said; None where nobody gave one.
        basis: how that number is known.
        parts: by town, from whoever gave that number.
        bodies: who answered.
        notes: what they wrote.
        supply: how many services of the directory are for residents there.
        population: of the authority; None where it is not known.
    """

    code: str
    authority_id: int | None
    level: str = ""
    people: int | None = None
    basis: str = "low"
    parts: tuple[Part, ...] = ()
    bodies: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    supply: int = 0
    population: int | None = None

    @property
    def is_lacking(self) -> bool:
        """Whether somebody there lacks it."""
        return self.level in LACKING

    @property
    def per_thousand(self) -> float | None:
        """How many lack it of a thousand residents."""
        if self.people is None or not self.population:
            return None
        return 1000 * self.people / self.population


def gaps_from(
    answers: Iterable[Answer],
    codes: Sequence[str],
    populations: Mapping[int, int | None],
    supply: Mapping[tuple[str, int], int],
) -> list[list[Gap]]:
    """A row for each need, in it a gap for each authority of ``populations``, and last one for the region as a whole.

    Where several bodies speak of one authority, what is most severe counts, and the largest number: a body knows only
    those who come to it, so that the larger number is the nearer one. They are never added up: many know the same
    people.
    """
    of: dict[tuple[str, int | None], list[Answer]] = {}
    for answer in answers:
        of.setdefault((answer.code, answer.authority_id), []).append(answer)
    places: list[int | None] = [*populations, None]
    return [[_gap(code, place, of.get((code, place), []), populations, supply) for place in places] for code in codes]


def spread(people: int, parts: Sequence[Part], residents: Mapping[int, int]) -> tuple[tuple[Part, ...], bool]:
    """All the people of a gap by town: those told by town, and the others by the towns' numbers of residents.

    Args:
        people: in all.
        parts: what was told by town; people of a town elsewhere are spread like those of whom no town was told.
        residents: of each town of the authority; not empty.

    Returns:
        The parts, and whether some were spread rather than told. Whole people, by largest remainder.

    >>> spread(10, [Part(1, 4)], {1: 500, 2: 1000, 3: 500})[0]
    (Part(locality_id=1, people=4, age_from=None, age_to=None, language=None), Part(locality_id=2, people=4, \
age_from=None, age_to=None, language=None), Part(locality_id=3, people=2, age_from=None, age_to=None, language=None))
    """
    parts = tuple(part for part in parts if part.locality_id in residents)
    left = people - sum(part.people for part in parts)
    if left <= 0:
        return parts, False
    told = {part.locality_id for part in parts}
    towns = {town: many for town, many in residents.items() if town not in told} or dict(residents)
    total = sum(towns.values())
    shares = {town: left * many / total if total else left / len(towns) for town, many in towns.items()}
    whole = {town: int(share) for town, share in shares.items()}
    rest = left - sum(whole.values())
    for town in sorted(shares, key=lambda town: (whole[town] - shares[town], town))[:rest]:
        whole[town] += 1
    return (*parts, *(Part(town, many) for town, many in whole.items() if many)), len(towns) > 1


def _gap(
    code: str,
    place: int | None,
    answers: Sequence[Answer],
    populations: Mapping[int, int | None],
    supply: Mapping[tuple[str, int], int],
) -> Gap:
    there = supply.get((code, place), 0) if place is not None else 0
    population = populations.get(place) if place is not None else None
    if not answers:
        return Gap(code, place, supply=there, population=population)
    worst = max(answers, key=lambda answer: SEVERITY[answer.said.level])
    counted = [answer.said for answer in answers if answer.said.people is not None and answer.said.level in LACKING]
    most = max(counted, key=lambda said: said.people or 0, default=None)
    return Gap(
        code=code,
        authority_id=place,
        level=worst.said.level,
        people=most.people if most else None,
        basis=most.basis if most else "low",
        parts=most.parts if most else (),
        bodies=tuple(answer.body for answer in answers),
        notes=tuple(answer.said.note for answer in answers if answer.said.note),
        supply=there,
        population=population,
    )
