"""Pages of regions, authorities and localities, and the shapes for their maps. Anyone may open them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from igum.core.public import public
from igum.core.slots import Slot
from igum.places import queries
from igum.places.drawing import Area, PlaceMap, Spot
from igum.places.models import Authority, Locality, Region
from igum.places.slots import AUTHORITY_CARDS, LOCALITY_CARDS, REGION_CARDS, Card
from igum.places.templatetags.figures import figure

MAP_SECONDS = 24 * 60 * 60
POPULATION_YEAR, SOCIO_ECONOMIC_YEAR, PERIPHERALITY_YEAR = "2021", "2019", "2020"


@dataclass(frozen=True)
class Figure:
    """One figure about a place; ``value`` is None where nobody knows it."""

    label: str
    value: str | None
    year: str


@dataclass(frozen=True)
class NameRow:
    """A place's name in one language, and whether it was only transliterated."""

    language: str
    language_name: str
    text: str
    transliterated: bool


@public
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """All regional clusters, to choose one's own."""
    return render(request, "places/regions.html", {"places": queries.regions_with_figures()})


@public
@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """A region: its authorities with their figures, on a shaded map and in a table."""
    place = get_object_or_404(queries.regions(), slug=slug)
    authorities = list(queries.authorities_of(place.pk))
    counted = queries.count_localities(place.pk)
    figures = [
        Figure(_("Residents"), _number(counted.residents), POPULATION_YEAR),
        Figure(_("Authorities"), _number(len(authorities)), POPULATION_YEAR),
        Figure(_("Localities"), _number(counted.localities), POPULATION_YEAR),
    ]
    context = {
        "place": place,
        "region": place,
        "figures": figures,
        "authorities": authorities,
        "counts_elsewhere": [str(count) for count in place.counts_elsewhere],
        "cards": _cards(REGION_CARDS, request, place),
        **_map_context(_region_map(authorities), f"region={place.slug}"),
    }
    return render(request, "places/region.html", context)


@public
@require_safe
def authority(request: HttpRequest, code: int) -> HttpResponse:
    """An authority: its figures, its localities, what is near it, and what upper modules add."""
    place = get_object_or_404(queries.authorities_of(), pk=code)
    localities = list(queries.localities_of(authority_id=code))
    neighbours = queries.nearest_authorities(code)
    context = {
        "place": place,
        "region": place.region,
        "figures": _figures_of_authority(place),
        "names": _names(place),
        "localities": localities,
        "neighbours": neighbours,
        "estimated": any(near.estimated for near in neighbours),
        "cards": _cards(AUTHORITY_CARDS, request, place),
        **_map_context(_authority_map(place, localities, neighbours), f"authority={code}"),
    }
    return render(request, "places/authority.html", context)


@public
@require_safe
def locality(request: HttpRequest, code: int) -> HttpResponse:
    """A locality: its figures, its authority, what is near it, and what upper modules add."""
    place = get_object_or_404(queries.localities_of(), pk=code)
    neighbours = queries.nearest_localities(code)
    context = {
        "place": place,
        "region": place.region,
        "figures": [Figure(_("Residents"), _number(place.population), POPULATION_YEAR)],
        "names": _names(place),
        "neighbours": neighbours,
        "estimated": any(near.estimated for near in neighbours),
        "cards": _cards(LOCALITY_CARDS, request, place),
        **_map_context(_locality_map(place, neighbours), f"locality={code}"),
    }
    return render(request, "places/locality.html", context)


@public
@require_safe
@cache_control(private=True, max_age=MAP_SECONDS)  # names are in the visitor's language
def areas(request: HttpRequest) -> JsonResponse:
    """What the map of one page shows, as GeoJSON: ``?region=slug``, ``?authority=code`` or ``?locality=code``."""
    shown = _map_asked_for(request)
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    return JsonResponse(shown.collection(), content_type="application/geo+json", json_dumps_params=compact)


def _map_asked_for(request: HttpRequest) -> PlaceMap:
    if (slug := request.GET.get("region", "")) and slug.isprintable():
        place = get_object_or_404(queries.regions(), slug=slug)
        return _region_map(list(queries.authorities_of(place.pk)))
    code = request.GET.get("authority") or request.GET.get("locality") or ""
    if not (code.isascii() and code.isdigit() and len(code) <= 5):
        raise Http404
    if "authority" in request.GET:
        town = get_object_or_404(queries.authorities_of(), pk=int(code))
        localities = list(queries.localities_of(authority_id=town.pk))
        return _authority_map(town, localities, queries.nearest_authorities(town.pk))
    spot = get_object_or_404(queries.localities_of(), pk=int(code))
    return _locality_map(spot, queries.nearest_localities(spot.pk))


# --- Maps -------------------------------------------------------------------------------------------------


def _map_context(shown: PlaceMap, which: str) -> dict[str, Any]:
    return {
        "drawing": shown.drawing(),
        "map_url": f"{reverse('places:areas')}?{which}&lang={get_language()}",
        "approximate": queries.shown_areas().approximate,
    }


def _region_map(authorities: Iterable[Authority]) -> PlaceMap:
    return PlaceMap(tuple(_areas(authorities, here=True)))


def _authority_map(
    place: Authority, localities: Iterable[Locality], neighbours: Iterable[queries.Neighbour]
) -> PlaceMap:
    around = [near.place for near in neighbours if isinstance(near.place, Authority)]
    spots = [_spot(one) for one in localities]
    return PlaceMap((*_areas(around, here=False), *_areas([place], here=True)), tuple(spots))


def _locality_map(place: Locality, neighbours: Iterable[queries.Neighbour]) -> PlaceMap:
    near = [neighbour.place for neighbour in neighbours if isinstance(neighbour.place, Locality)]
    around = {one.authority_id: one.authority for one in (*near, place) if one.authority}
    town = [around.pop(place.pk)] if place.pk in around else []
    shapes = (*_areas(around.values(), here=False), *_areas(town, here=True))
    return PlaceMap(shapes, (*(_spot(one, here=False) for one in near), _spot(place)))


def _areas(authorities: Iterable[Authority], *, here: bool) -> Iterable[Area]:
    shapes = queries.shown_areas().areas
    for place in authorities:
        if place.pk in shapes:
            name, url = place.named, reverse("places:authority", args=[place.pk])
            yield Area(name.text, name.language, url, shapes[place.pk], place.socio_economic_cluster, here)


def _spot(place: Locality, *, here: bool = True) -> Spot:
    name, url = place.named, reverse("places:locality", args=[place.pk])
    return Spot(name.text, name.language, url, place.latitude, place.longitude, here)


# --- Figures, names and cards -----------------------------------------------------------------------------


def _figures_of_authority(place: Authority) -> list[Figure]:
    return [
        Figure(_("Residents"), _number(place.population), POPULATION_YEAR),
        Figure(_("Aged 0–17"), _percent(place.percent_0_17), POPULATION_YEAR),
        Figure(_("Aged 65 and over"), _percent(place.percent_65_plus), POPULATION_YEAR),
        Figure(_("Area, km²"), _number(place.area_km2), POPULATION_YEAR),
        Figure(_("Socio-economic cluster"), _number(place.socio_economic_cluster), SOCIO_ECONOMIC_YEAR),
        Figure(_("Peripherality cluster"), _number(place.peripherality_cluster), PERIPHERALITY_YEAR),
    ]


def _number(value: Any) -> str | None:
    return None if value is None else figure(value)


def _percent(value: Any) -> str | None:
    return None if value is None else f"{figure(value)}%"


def _names(place: Authority | Locality) -> list[NameRow]:
    return [
        NameRow(language, own, place.names[language], language in place.names_transliterated)
        for language, own in settings.LANGUAGES
        if language in place.names
    ]


def _cards(slot: Slot[Any], request: HttpRequest, place: Region | Authority | Locality) -> list[Card]:
    made = (make(request, place) for make in slot)
    return [card for card in made if card is not None]
