"""What is asked of the search, and what it answers: values, in the words of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

RelaxationKind = Literal["open_now", "free", "language", "distance", "situation", "need", "town", "region", "text"]


class NotBuilt(Exception):
    """There is no index here yet, or it was deleted: build it from the database."""


@dataclass(frozen=True)
class SearchRequest:
    """One state of the search page. Everything is optional; nothing asked means everything in the region."""

    text: str = ""
    language: str = "he"
    region: int | None = None
    needs: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    town: int | None = None
    languages: tuple[str, ...] = ()
    free: bool = False
    open_now: bool = False
    near: tuple[float, float] | None = None
    km: float | None = None
    order: Literal["relevance", "distance"] | None = None
    literal: bool = False
    """Search for exactly what was typed: no layout repair, no spelling, no place taken out of the words."""
    semantic: bool = False
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Hit:
    """One service found. Distance is from ``near``, in kilometres by air, where the service has a point."""

    id: str
    score: float
    distance_km: float | None = None


@dataclass(frozen=True)
class Facets:
    """How many services each further choice would leave. An axis is counted without its own choice."""

    needs: Mapping[str, int] = field(default_factory=dict)
    situations: Mapping[str, int] = field(default_factory=dict)
    towns: Mapping[int, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    free: int = 0
    open_now: int = 0


@dataclass(frozen=True)
class Relaxation:
    """Something asked for that was let go because nothing fulfilled it. ``kept`` is what was asked instead, if any."""

    kind: RelaxationKind
    asked: str
    kept: str = ""


@dataclass(frozen=True)
class Correction:
    """A word that is in no dictionary and no service, and what it was taken for."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Understanding:
    """How the words were read, so that the page can say it and offer the way back."""

    text: str = ""
    """The words searched for: after layout repair and correction."""
    typed_in_layout: str = ""
    """The language whose keyboard was meant ("he", "ar", "ru", "en") where the layout was repaired, else empty."""
    corrections: tuple[Correction, ...] = ()
    town: int | None = None
    """The locality named in the words and taken as the town, if none was chosen."""
    places: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchAnswer:
    """Services in order, how many there are, and what the page must say about them."""

    hits: tuple[Hit, ...]
    total: int
    facets: Facets
    understanding: Understanding
    relaxed: tuple[Relaxation, ...] = ()
    did_you_mean: str = ""
    """Another way to write the words; offered, never applied."""
    milliseconds: float = 0.0


@dataclass(frozen=True)
class Suggestion:
    """A phrase to complete what is being typed, with at least one published result in the region."""

    text: str
    kind: Literal["need", "situation", "need for situation", "need in town", "service", "organization"]
    count: int
    service_id: str = ""
