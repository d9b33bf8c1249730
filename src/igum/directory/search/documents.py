"""What the index knows of a service."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MINUTES_OF_WEEK = 7 * 24 * 60


@dataclass(frozen=True)
class ServiceDocument:
    """A published service as it is found: a value, made from the tables by whoever indexes.

    Texts are by language code. Codes are the service's own; their ancestors are added by the index from the lexicon.
    ``hours`` are half-open spans in minutes of the week from Monday 00:00, local time; a span over the end of the
    week is two spans. ``points`` are latitude and longitude in degrees, of places whose address is public.
    """

    id: str
    titles: Mapping[str, str]
    organizations: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    situations: frozenset[str] = frozenset()
    localities: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()
    whole_region: bool = False
    languages: frozenset[str] = frozenset()
    free: bool | None = None
    points: tuple[tuple[float, float], ...] = ()
    hours: tuple[tuple[int, int], ...] = ()
    status: str = "active"

    def __post_init__(self) -> None:
        """Refuse what would silently never be found."""
        if not self.id:
            raise ValueError("A service document needs an id.")
        for opens, closes in self.hours:
            if not 0 <= opens < closes <= MINUTES_OF_WEEK:
                raise ValueError(
                    f"Hours of {self.id} must lie within 0 to {MINUTES_OF_WEEK} minutes, not {opens} to {closes}."
                )

    @property
    def published(self) -> bool:
        """Closed for good is not found; closed for a while is, and says so on its page."""
        return self.status in ("active", "temporarily closed")
