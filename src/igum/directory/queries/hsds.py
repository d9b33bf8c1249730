"""Services in the shape of Open Referral HSDS 3.1, as plain values for the open API.

The specification has no place for translations: texts are in the language asked for where there is one, and
``languages`` says in which languages the service itself is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Prefetch, Q, QuerySet

from igum.core.languages import LANGUAGE_NAMES
from igum.core.texts import Translations
from igum.directory.models import Location, Schedule, Service, ServiceAtLocation, Term
from igum.directory.queries.wording import wording

PROFILE = "https://docs.openreferral.org/en/v3.1.0/hsds/schema_reference.html"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class ServicesAsked:
    """Filters of the list; all of them must hold (the specification's MUST)."""

    taxonomy_term_id: str = ""
    organization_id: UUID | None = None
    modified_after: datetime | None = None


def services_page(asked: ServicesAsked, *, page: int, per_page: int, language: str) -> dict[str, Any]:
    """One page of published services, oldest id first, with organisation and terms: no call per service is needed."""
    found = _narrowed(asked)
    total = found.count()
    start = (page - 1) * per_page
    services = list(_with_parts(found.order_by("pk")[start : start + per_page]))
    pages = max(1, -(-total // per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(services),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not services,
        "contents": _shown(services, language),
    }


def service_in_full(service_id: UUID, *, language: str) -> dict[str, Any]:
    """One published service with its places, hours, phones and areas.

    Raises:
        Service.DoesNotExist: there is none of this id, or it is not published.
    """
    service = _with_parts(Service.objects.published()).get(pk=service_id)
    return {**_shown([service], language)[0], **_parts(service)}


def _narrowed(asked: ServicesAsked) -> QuerySet[Service]:
    found: QuerySet[Service] = Service.objects.published()
    if asked.taxonomy_term_id:
        code = asked.taxonomy_term_id
        below = Q(terms__code=code) | Q(terms__code__startswith=f"{code}:")
        found = found.filter(pk__in=Service.objects.filter(below).values("pk"))
    if asked.organization_id:
        found = found.filter(organization_id=asked.organization_id)
    if asked.modified_after:
        found = found.filter(modified_at__gt=asked.modified_after)
    return found


def _with_parts(services: QuerySet[Service]) -> QuerySet[Service]:
    return services.select_related("organization").prefetch_related(
        Prefetch("terms", queryset=Term.objects.order_by("code"))
    )


def _shown(services: Sequence[Service], language: str) -> list[dict[str, Any]]:
    texts = wording(
        language,
        {"directory.service": services, "directory.organization": {service.organization for service in services}},
    )
    return [_service(service, texts) for service in services]


def _service(service: Service, texts: Translations) -> dict[str, Any]:
    def text(field: str) -> str | None:
        return texts.text("directory.service", service, field).text or None

    organization = service.organization
    shown = {
        "id": str(service.pk),
        "name": text("name"),
        "description": text("description"),
        "status": service.status,
        "application_process": text("application_process"),
        "fees_description": text("fees"),
        "eligibility_description": text("who"),
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "alert": text("alert"),
        "assured_date": service.assured_on.isoformat() if service.assured_on else None,
        "last_modified": service.modified_at.isoformat(timespec="milliseconds"),
        "languages": [
            {"id": _id(service.pk, "language", code), "name": LANGUAGE_NAMES.get(code, code), "code": code}
            for code in service.languages
        ],
        "organization": _without_empty(
            {
                "id": str(organization.pk),
                "name": texts.text("directory.organization", organization, "name").text,
                "description": texts.text("directory.organization", organization, "description").text
                or organization.name,
                "email": organization.email or None,
                "website": organization.website or None,
            }
        ),
        "attributes": [_attribute(service, term) for term in service.terms.all()],
    }
    return _without_empty(shown)


def _attribute(service: Service, term: Term) -> dict[str, Any]:
    return {
        "id": _id(service.pk, "attribute", term.code),
        "link_id": str(service.pk),
        "link_entity": "service",
        "taxonomy_term": _without_empty(
            {
                "id": _term_id(term.code),
                "code": term.code,
                "name": term.name,
                "description": term.name,
                "parent_id": _term_id(term.parent_id) if term.parent_id else None,
                "taxonomy": term.axis,
                "term_uri": None,
            }
        ),
    }


def _parts(service: Service) -> dict[str, Any]:
    at_locations = list(service.at_locations.select_related("location__locality").order_by("pk"))
    open_ones = [row for row in at_locations if not row.location.confidential]
    areas = service.areas.select_related("region", "authority", "locality").order_by("pk")
    return {
        "phones": [
            _without_empty(
                {
                    "id": str(phone.pk),
                    "number": phone.number,
                    "type": phone.kind,
                    "description": phone.description or None,
                }
            )
            for phone in service.phones.order_by("pk")
        ],
        "schedules": [row for schedule in service.schedules.order_by("pk") for row in _schedule(schedule)],
        "service_areas": [{"id": str(area.pk), "name": area.place.name} for area in areas],
        "service_at_locations": [_at_location(row) for row in open_ones],
        "required_documents": (
            [{"id": _id(service.pk, "documents"), "document": service.documents}] if service.documents else []
        ),
        "cost_options": [
            {"id": str(cost.pk), "option": cost.option, "currency": "ILS", "amount": cost.amount_agorot / 100}
            for cost in service.cost_options.order_by("amount_agorot")
        ],
    }


def _schedule(schedule: Schedule) -> Iterable[dict[str, Any]]:
    if schedule.opens_at is None or schedule.closes_at is None:
        return
    yield {
        "id": str(schedule.pk),
        "freq": "WEEKLY",
        "byday": ",".join(WEEKDAYS[day] for day in schedule.weekdays),
        "opens_at": schedule.opens_at.isoformat("minutes"),
        "closes_at": schedule.closes_at.isoformat("minutes"),
        **({"notes": schedule.note} if schedule.note else {}),
    }


def _at_location(row: ServiceAtLocation) -> dict[str, Any]:
    return {"id": str(row.pk), "location": _location(row.location)}


def _location(location: Location) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": str(location.pk),
        "location_type": location.kind,
        "name": location.name or None,
        "latitude": location.latitude,
        "longitude": location.longitude,
    }
    if location.locality and location.address:
        shown["addresses"] = [
            {
                "id": _id(location.pk, "address"),
                "address_1": location.address,
                "city": location.locality.name,
                "state_province": location.locality.get_district_display(),
                "postal_code": "",
                "country": "IL",
                "address_type": "physical",
            }
        ]
    return _without_empty(shown)


def _id(*parts: object) -> str:
    """A stable id for what has none of its own here: the same parts, the same UUID."""
    return str(uuid5(NAMESPACE_URL, "igum:" + ":".join(map(str, parts))))


@lru_cache(maxsize=4096)
def _term_id(code: str) -> str:
    """A page of services names the same few hundred terms again and again; the id of a code never changes."""
    return _id("term", code)


def _without_empty(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if value is not None}
