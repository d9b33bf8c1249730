"""Questions about places. All of it is public, so no query asks who is asking."""

from igum.places.models import Authority, Locality, Region
from igum.places.queries.areas import ShownAreas, authority_areas, read_operator_areas, shown_areas
from igum.places.queries.codes import Codes, codes
from igum.places.queries.distances import (
    Neighbour,
    nearest_authorities,
    nearest_localities,
    operators_minutes,
    travel_matrix,
    travel_minutes,
)
from igum.places.queries.finding import (
    LocalityCount,
    authorities_of,
    authority,
    count_localities,
    localities_of,
    locality,
    region,
    regions,
    regions_with_figures,
)
from igum.places.queries.gazetteer import GazetteerEntry, gazetteer
from igum.places.queries.operator import check_operator_files

__all__ = [
    "Authority",
    "Codes",
    "GazetteerEntry",
    "Locality",
    "LocalityCount",
    "Neighbour",
    "Region",
    "ShownAreas",
    "authorities_of",
    "authority",
    "authority_areas",
    "check_operator_files",
    "codes",
    "count_localities",
    "gazetteer",
    "localities_of",
    "locality",
    "nearest_authorities",
    "nearest_localities",
    "operators_minutes",
    "read_operator_areas",
    "region",
    "regions",
    "regions_with_figures",
    "shown_areas",
    "travel_matrix",
    "travel_minutes",
]
