"""Which region a page speaks of, in which language, and what time it is there."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from igum.directory import queries
from igum.places import queries as places

NO_SERVICE = UUID(int=0)


def region_of(request: HttpRequest) -> places.Region | None:
    """The region named in the address, else the installation's own; None before places are loaded."""
    known = _regions(queries.index_generation())
    return known.get(request.GET.get("region", "")) or known.get(settings.IGUM_REGION)


def know_regions() -> None:
    """Read the regions before the first page has to."""
    _regions(queries.index_generation())


def page_facts(request: HttpRequest) -> Mapping[str, object]:
    """What every page knows of the directory: whose region it is. Asked only by pages that show it."""
    return {"region": SimpleLazyObject(lambda: region_of(request))}


def towns_of(region_id: int | None) -> tuple[int, ...]:
    """Codes of the localities of a region in which people live, largest first; of all regions when none is given."""
    return _towns(region_id, queries.index_generation())


# Places change once in years, and then the index is built anew: what is read of them is kept as long as the index.
@lru_cache(maxsize=2)
def _regions(_generation: str) -> Mapping[str, places.Region]:
    return {region.slug: region for region in places.regions()}


@lru_cache(maxsize=32)
def _towns(region_id: int | None, _generation: str) -> tuple[int, ...]:
    return tuple(places.localities_of(region_id=region_id).filter(population__gt=0).values_list("pk", flat=True))


def page_language() -> str:
    """The language of the page being made."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def service_address() -> str:
    """What the addresses of all services begin with; a service's id follows. Worked out once for a whole list."""
    return reverse("directory:service", args=[NO_SERVICE]).removesuffix(str(NO_SERVICE))


def local_now() -> datetime:
    """Now, by the clock on the wall in Israel: opening hours are wall time."""
    return timezone.localtime()
