"""Every name of every place, for whoever must recognise one in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from igum.places.models import AlsoKnownAs, Authority, Locality, Region


@dataclass(frozen=True)
class GazetteerEntry:
    """A place with all its names. Codes repeat between kinds: a town is a locality and its own authority.

    ``names`` gives, by language, the name shown on pages first and then other spellings, earlier names and parts.
    """

    kind: Literal["region", "authority", "locality"]
    code: int
    names: Mapping[str, tuple[str, ...]]
    authority: int | None = None
    region: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None


def gazetteer() -> tuple[GazetteerEntry, ...]:
    """All regions, authorities and localities with their names in every language. Three queries."""
    regions = [
        GazetteerEntry("region", region.pk, {language: (name,) for language, name in region.names.items()})
        for region in Region.objects.order_by("id")
    ]
    authorities = [
        GazetteerEntry("authority", place.pk, _all_names(place), place.pk, place.region_id, population=place.population)
        for place in Authority.objects.order_by("id")
    ]
    localities = [
        GazetteerEntry(
            "locality",
            place.pk,
            _all_names(place),
            place.authority_id,
            place.region_id,
            place.latitude,
            place.longitude,
            place.population,
        )
        for place in Locality.objects.order_by("id")
    ]
    return (*regions, *authorities, *localities)


def _all_names(place: AlsoKnownAs) -> dict[str, tuple[str, ...]]:
    also = place.names_also
    return {language: (name, *also.get(language, ())) for language, name in place.names.items()}
