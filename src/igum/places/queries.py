"""Questions about places. All of it is public, so no query asks who is asking."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from numpy.typing import NDArray

from igum.places import rules
from igum.places.models import Authority, Locality, Region

# --- Finding ------------------------------------------------------------------------------------------------


def regions() -> QuerySet[Region]:
    """All regional clusters."""
    return Region.objects.order_by("id")


def region(slug: str) -> Region:
    """One region by its words in addresses.

    Raises:
        Region.DoesNotExist: there is none of this name.
    """
    return Region.objects.get(slug=slug)


def authorities_of(region_id: int | None = None) -> QuerySet[Authority]:
    """The authorities of a region (or all), largest first; those without residents last."""
    found = Authority.objects.select_related("region")
    found = found if region_id is None else found.filter(region_id=region_id)
    return found.order_by(_largest_first(), "id")


def authority(code: int) -> Authority:
    """One authority with its region.

    Raises:
        Authority.DoesNotExist: there is none with this code.
    """
    return Authority.objects.select_related("region").get(pk=code)


def localities_of(*, region_id: int | None = None, authority_id: int | None = None) -> QuerySet[Locality]:
    """The localities of a region, of an authority, or all; largest first, those without residents last."""
    found = Locality.objects.select_related("authority", "region")
    if region_id is not None:
        found = found.filter(region_id=region_id)
    if authority_id is not None:
        found = found.filter(authority_id=authority_id)
    return found.order_by(_largest_first(), "id")


def locality(code: int) -> Locality:
    """One locality with its authority and region.

    Raises:
        Locality.DoesNotExist: there is none with this code.
    """
    return Locality.objects.select_related("authority", "region").get(pk=code)


def _largest_first():  # type: ignore[no-untyped-def]  # django-stubs keeps the type of an ordering to itself
    return Locality._meta.get_field("population").model and models_order()
