"""Services as cards of a list: what a person needs in order to choose one, in five queries for any number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from igum.core.texts import Text, Translations
from igum.directory.models import Schedule, Service, ServiceArea, ServiceAtLocation
from igum.directory.rules import Span, is_open, spans_of

Row = TypeVar("Row", ServiceArea, ServiceAtLocation, Schedule)
_IS_NEED = Q(terms__axis="need")
_AREA_PLACES = ("region", "authority", "locality")


@dataclass(frozen=True)
class ServiceCard:
    """One service in a list. Areas are the names of places served; coordinates are public ones, in degrees."""

    id: UUID
    name: Text
    organization: Text
    summary: Text
    need_codes: tuple[str, ...]
    areas: tuple[str, ...]
    region: str
    place: str
    languages: tuple[str, ...]
    free: bool | None
    open_now: bool | None
    assured_on: date | None
    assured_by: Text
    is_sample: bool
    status: str
    latitude: float | None
    longitude: float | None
    spans: tuple[Span, ...] = field(default=(), repr=False)


def service_cards(ids: Sequence[str], *, language: str, at: datetime) -> list[ServiceCard]:
    """The published services of these ids, in the given order; ids that are no longer published are left out.

    Args:
        ids: service ids, as the search answers them.
        language: of the page; texts not translated into it stay in their own.
        at: local time, for what is open now.
    """
    services = {
        str(service.pk): service
        for service in Service.objects.published()
        .filter(pk__in=ids)
        .select_related("organization")
        .annotate(need_codes=ArrayAgg("terms", filter=_IS_NEED, distinct=True, default=[]))
    }
    texts = Translations.of(
        language,
        {
            "directory.service": services,
            "directory.organization": {service.organization_id for service in services.values()},
        },
    )
    areas = _by_service(ServiceArea.objects.filter(service__in=list(services)).select_related(*_AREA_PLACES))
    places = _by_service(
        ServiceAtLocation.objects.filter(service__in=list(services)).select_related("location__locality").order_by("pk")
    )
    hours = _by_service(Schedule.objects.filter(service__in=list(services)))
    return [
        _card(services[one], texts, areas.get(one, []), places.get(one, []), hours.get(one, []), at)
        for one in ids
        if one in services
    ]


def _by_service(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows gathered under the id of their service."""
    gathered: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        gathered[str(row.service_id)].append(row)
    return gathered


def _card(
    service: Service,
    texts: Translations,
    areas: Sequence[ServiceArea],
    places: Sequence[ServiceAtLocation],
    hours: Sequence[Schedule],
    at: datetime,
) -> ServiceCard:
    spans = spans_of((row.weekdays, row.opens_at, row.closes_at, row.note) for row in hours)
    location = next((place.location for place in places if not place.location.confidential), None)
    whole = next((area.region for area in areas if area.region), None)
    return ServiceCard(
        id=service.pk,
        name=texts.text("directory.service", service, "name"),
        organization=texts.text("directory.organization", service.organization, "name"),
        summary=texts.text("directory.service", service, "description"),
        need_codes=tuple(service.need_codes),  # type: ignore[attr-defined]  # annotated above
        areas=tuple(area.place.name for area in areas if area.region_id is None),
        region=whole.name if whole else "",
        place=location.locality.name if location and location.locality else "",
        languages=tuple(service.languages),
        free=service.free_of_charge,
        open_now=is_open(spans, at) if service.status == Service.Status.ACTIVE else False,
        assured_on=service.assured_on,
        assured_by=texts.text("directory.service", service, "assured_by"),
        is_sample=service.is_sample,
        status=service.status,
        latitude=location.latitude if location else None,
        longitude=location.longitude if location else None,
        spans=tuple(spans),
    )
