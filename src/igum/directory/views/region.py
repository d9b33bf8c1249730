"""Which region a page speaks of, in which language, and what time it is there."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from igum.places import queries as places

if TYPE_CHECKING:
    from igum.places.models import Region

SECONDS_KEPT = 60


def region_of(request: HttpRequest) -> "Region | None":
    """The region named in the address, else the installation's own; None before places are loaded."""
    known = _regions(int(timezone.now().timestamp()) // SECONDS_KEPT)
    return known.get(request.GET.get("region", "")) or known.get(settings.IGUM_REGION)


@lru_cache(maxsize=1)
def _regions(_period: int) -> "Mapping[str, Region]":
    """Regions change once in years: one query a minute and process is plenty."""
    return {region.slug: region for region in places.regions()}


def towns_of(region_id: int | None) -> tuple[int, ...]:
    """Codes of the localities of a region in which people live, largest first; of all regions when none is given."""
    return _towns(region_id, int(timezone.now().timestamp()) // SECONDS_KEPT)


@lru_cache(maxsize=32)
def _towns(region_id: int | None, _period: int) -> tuple[int, ...]:
    return tuple(places.localities_of(region_id=region_id).filter(population__gt=0).values_list("pk", flat=True))


def page_language() -> str:
    """The language of the page being made."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def local_now() -> datetime:
    """Now, by the clock on the wall in Israel: opening hours are wall time."""
    return timezone.localtime()
