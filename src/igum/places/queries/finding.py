"""Finding regions, authorities and localities."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum

from igum.places.models import Authority, Locality, Region

LARGEST_FIRST = (F("population").desc(nulls_last=True), "id")


@dataclass(frozen=True)
class LocalityCount:
    """How many localities there are, and how many residents are known to live in them; None when of none."""

    localities: int
    residents: int | None


def regions() -> QuerySet[Region]:
    """All regional clusters."""
    return Region.objects.order_by("id")


def regions_with_figures() -> QuerySet[Region]:
    """All regional clusters by size, each with its ``authority_count`` and its ``residents``. One query."""
    within = Locality.objects.filter(region=OuterRef("pk")).values("region")
    residents = Subquery(within.annotate(total=Sum("population")).values("total"))
    counted = Region.objects.annotate(authority_count=Count("authorities"), residents=residents)
    return counted.order_by(F("residents").desc(nulls_last=True), "id")


def region(slug: str) -> Region:
    """One region, by its word in addresses.

    Raises:
        Region.DoesNotExist: there is none of this name.
    """
    return Region.objects.get(slug=slug)


def authorities_of(region_id: int | None = None) -> QuerySet[Authority]:
    """The authorities of a region, or all; largest first, those without residents last."""
    found = Authority.objects.select_related("region").order_by(*LARGEST_FIRST)
    return found if region_id is None else found.filter(region_id=region_id)


def authority(code: int) -> Authority:
    """One authority with its region.

    Raises:
        Authority.DoesNotExist: there is none with this code.
    """
    return Authority.objects.select_related("region").get(pk=code)


def localities_of(*, region_id: int | None = None, authority_id: int | None = None) -> QuerySet[Locality]:
    """The localities of a region, of an authority, or all; largest first, those without residents last."""
    found = Locality.objects.select_related("authority", "region").order_by(*LARGEST_FIRST)
    if region_id is not None:
        found = found.filter(region_id=region_id)
    if authority_id is not None:
        found = found.filter(authority_id=authority_id)
    return found


def locality(code: int) -> Locality:
    """One locality with its authority and region.

    Raises:
        Locality.DoesNotExist: there is none with this code.
    """
    return Locality.objects.select_related("authority", "region").get(pk=code)


def count_localities(region_id: int) -> LocalityCount:
    """The localities of a region and their residents. Localities of unknown population add nothing."""
    counted = Locality.objects.filter(region_id=region_id).aggregate(Count("id"), Sum("population"))
    return LocalityCount(counted["id__count"], counted["population__sum"])
