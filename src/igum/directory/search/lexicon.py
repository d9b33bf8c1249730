"""What the search knows beside the services: the taxonomy, everyday synonyms, and the names of places."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

PlaceKind = Literal["locality", "authority", "region"]


@dataclass(frozen=True)
class Synonym:
    """Everyday words for a term, in one language. The weight is how much of a named term they count."""

    language: str
    text: str
    weight: float = 0.5


@dataclass(frozen=True)
class Term:
    """A need or a situation: its code, its parent's code and its names by language."""

    code: str
    axis: Literal["need", "situation"]
    names: Mapping[str, str]
    parent: str | None = None
    synonyms: tuple[Synonym, ...] = ()


@dataclass(frozen=True)
class Place:
    """A place that may be named in a question. A locality knows its authority and its region by their codes."""

    code: int
    kind: PlaceKind
    names: Mapping[str, str]
    authority: int | None = None
    region: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    also: tuple[str, ...] = ()
    """Other spellings and earlier names, in any language, as people write them."""


@dataclass(frozen=True)
class Lexicon:
    """Terms and places, as values."""

    terms: tuple[Term, ...] = ()
    places: tuple[Place, ...] = ()
    equals: tuple[tuple[str, ...], ...] = field(default=())
    """Groups of everyday words that mean the same and belong to no term."""

    @cached_property
    def term_by_code(self) -> dict[str, Term]:
        """Terms by code."""
        return {term.code: term for term in self.terms}

    @cached_property
    def localities(self) -> dict[int, Place]:
        """Localities by code."""
        return {place.code: place for place in self.places if place.kind == "locality"}

    def ancestors(self, code: str) -> Iterator[str]:
        """The code itself, its parent, and so on upwards; an unknown code stands alone."""
        seen: set[str] = set()
        upward: str | None = code
        while upward and upward not in seen:
            seen.add(upward)
            yield upward
            term = self.term_by_code.get(upward)
            upward = term.parent if term else None

    def with_ancestors(self, codes: frozenset[str]) -> frozenset[str]:
        """All codes and all their ancestors, so that a parent finds its children."""
        return frozenset(above for code in codes for above in self.ancestors(code))

    def texts(self) -> Iterator[str]:
        """All that is said in the lexicon, in any language."""
        for term in self.terms:
            yield from term.names.values()
            yield from (synonym.text for synonym in term.synonyms)
        for place in self.places:
            yield from (*place.names.values(), *place.also)
        for group in self.equals:
            yield from group

    def as_json(self) -> dict[str, Any]:
        """The same value in JSON's types."""
        return {
            "terms": [asdict(term) for term in self.terms],
            "places": [asdict(place) for place in self.places],
            "equals": [list(group) for group in self.equals],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Lexicon":
        """What ``as_json`` wrote."""
        terms = (
            Term(**{**term, "synonyms": tuple(Synonym(**synonym) for synonym in term["synonyms"])})
            for term in plain["terms"]
        )
        places = (Place(**{**place, "also": tuple(place.get("also", ()))}) for place in plain["places"])
        return cls(tuple(terms), tuple(places), tuple(tuple(group) for group in plain["equals"]))
