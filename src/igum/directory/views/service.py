"""One service: what, for whom, what it costs, when, where and how to reach it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from igum.core.languages import language_name
from igum.core.public import public
from igum.core.texts import Text
from igum.directory import queries
from igum.directory.forms import SearchState
from igum.directory.models import Location, Service
from igum.directory.queries import ServicePage
from igum.directory.rules import Span
from igum.directory.slots import SERVICE_CARDS
from igum.directory.views.json_ld import json_ld
from igum.directory.views.region import local_now, page_language, region_of

SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
WHOLE_DAY = (time(0, 0), time(23, 59))


@public
@require_safe
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The page of one published service."""
    at = local_now()
    try:
        page = queries.service_page(service_id, language=page_language(), at=at)
    except Service.DoesNotExist:
        raise Http404 from None
    url = request.build_absolute_uri(reverse("directory:service", args=[service_id]))
    region = region_of(request)
    cards = [card for make in SERVICE_CARDS if (card := make(request, service_id, region.pk))] if region else []
    located = any(place.latitude is not None for place in page.places)
    return render(
        request,
        "directory/service.html",
        {
            "region": region,
            "service": _service(page, url, at),
            "json_ld": json_ld(page, url),
            "cards": cards,
            "areas_url": f"{reverse('places:areas')}?region={region.slug}" if region and located else "",
        },
    )


def _service(page: ServicePage, url: str, at: datetime) -> dict[str, Any]:
    service = page.service
    search = reverse("directory:search")
    whole = next((area.region for area in page.areas if area.region), None)
    return {
        "id": page.id,
        "url": url,
        **page.texts,
        "organization": {
            "name": page.organization_name,
            "description": page.organization_description,
            "website": service.organization.website,
            "email": service.organization.email,
        },
        "free_of_charge": service.free_of_charge,
        "costs": page.costs,
        "status": service.status,
        "status_words": service.get_status_display() if service.status != Service.Status.ACTIVE else "",
        "needs": [
            {"name": t.name, "code": t.code, "url": SearchState(needs=(t.code,)).url(search)} for t in page.needs
        ],
        "situations": [
            {"name": t.name, "code": t.code, "url": SearchState(situations=(t.code,)).url(search)}
            for t in page.situations
        ],
        "languages": [{"code": code, "name": language_name(code)} for code in service.languages],
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "areas": [_area(area) for area in page.areas if area.region is None],
        "everywhere_in": whole.name if whole else None,
        "phones": page.phones,
        "email": service.organization.email,
        "website": service.organization.website,
        "places": [_place(page, place) for place in page.places],
        "hours": _week(page.spans, at),
        "hours_note": next(iter(page.hours_notes), None),
        "open_now": page.open_now,
        "opens_next": _opens_next(page, at.date()),
        "assured_on": service.assured_on,
        "is_sample": service.is_sample,
        "untranslated": language_name(service.source_language) if _is_foreign(page) else "",
        "changed": page.source_changed,
    }


def _is_foreign(page: ServicePage) -> bool:
    return page.texts["description"].language != page_language()


def _area(area: Any) -> dict[str, str]:
    if area.authority:
        return {"name": area.authority.name, "url": reverse("places:authority", args=[area.authority_id])}
    return {"name": area.locality.name, "url": reverse("places:locality", args=[area.locality_id])}


def _place(page: ServicePage, place: Location) -> dict[str, Any]:
    locality, texts = place.locality, page.place_texts[place.pk]
    return {
        **texts,
        "address": without_town(texts["address"], locality.names.values()) if locality else texts["address"],
        "kind": place.kind,
        "locality": {"name": locality.name, "url": reverse("places:locality", args=[locality.pk])}
        if locality
        else None,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def without_town(address: Text, names: Iterable[str]) -> Text:
    """An address without the town at its end: the town's own name and link stand after it."""
    street, sign, town = address.text.replace("،", ",").rpartition(",")
    return replace(address, text=street.strip()) if sign and town.strip() in names else address


def _week(spans: tuple[Span, ...], at: datetime) -> list[dict[str, Any]]:
    """Seven rows from Sunday, or none when no hours are known."""
    if not spans:
        return []
    sunday = date(2023, 1, 1)  # any Sunday: only the names of the days are used
    return [
        {
            "day": weekday,
            "day_name": date_format(sunday + timedelta(days=place), "l"),
            "today": weekday == at.weekday(),
            "spans": [
                {
                    "opens": time_format(span.opens, "H:i"),
                    "closes": time_format(span.closes, "H:i"),
                    "all_day": (span.opens, span.closes) == WHOLE_DAY,
                    "note": span.note,
                }
                for span in spans
                if span.weekday == weekday
            ],
        }
        for place, weekday in enumerate(SUNDAY_FIRST)
    ]


def _opens_next(page: ServicePage, today: date) -> str:
    if page.open_now or page.opens_next is None:
        return ""
    day, hour = page.opens_next
    words = {"hour": time_format(hour, "H:i"), "day": date_format(day, "l")}
    if day == today:
        return _("Opens today at %(hour)s.") % words
    if day == today + timedelta(days=1):
        return _("Opens tomorrow at %(hour)s.") % words
    return _("Opens on %(day)s at %(hour)s.") % words
