"""One service with everything its page says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from igum.core.texts import Text, Translations
from igum.directory.models import CostOption, Location, Phone, Schedule, Service, ServiceArea, Term
from igum.directory.queries.wording import wording
from igum.directory.rules import Span, is_open, next_opening, spans_of

FIELDS = ("name", "description", "who", "fees", "documents", "application_process", "alert", "assured_by")

PLACES = ("region", "authority", "locality")


@dataclass(frozen=True)
class ServicePage:
    """A published service with its texts in one language. Prices are in agorot; hours are local wall time."""

    id: UUID
    service: Service
    texts: dict[str, Text]
    organization_name: Text
    organization_description: Text
    needs: tuple[Term, ...]
    situations: tuple[Term, ...]
    areas: tuple[ServiceArea, ...]
    phones: tuple[Phone, ...]
    places: tuple[Location, ...]
    place_texts: dict[UUID, dict[str, Text]]
    costs: tuple[CostOption, ...]
    spans: tuple[Span, ...]
    hours_notes: tuple[Text, ...]
    open_now: bool | None
    opens_next: tuple[date, time] | None

    @property
    def is_translated(self) -> bool:
        """Whether the page's language has this service's own words."""
        return self.texts["description"].language != self.service.source_language

    @property
    def source_changed(self) -> bool:
        """Whether something was changed since it was translated."""
        return any(text.changed for text in self.texts.values())


def service_page(service_id: UUID, *, language: str, at: datetime) -> ServicePage:
    """One published service.

    Args:
        service_id: its id.
        language: of the page.
        at: local time, for what is open now.

    Raises:
        Service.DoesNotExist: there is none of this id, or it is not published.
    """
    service = Service.objects.published().select_related("organization").get(pk=service_id)
    places = [
        row.location
        for row in service.at_locations.select_related("location__locality").order_by("pk")
        if not row.location.confidential
    ]
    schedules = list(service.schedules.order_by("pk"))
    texts = wording(
        language,
        {
            "directory.service": [service],
            "directory.organization": [service.organization],
            "directory.location": places,
            "directory.schedule": schedules,
        },
    )
    spans = spans_of((row.weekdays, row.opens_at, row.closes_at, row.note) for row in schedules)
    terms = list(service.terms.order_by("code"))
    active = service.status == Service.Status.ACTIVE
    return ServicePage(
        id=service.pk,
        service=service,
        texts={field: texts.text("directory.service", service, field) for field in FIELDS},
        organization_name=texts.text("directory.organization", service.organization, "name"),
        organization_description=texts.text("directory.organization", service.organization, "description"),
        needs=tuple(term for term in terms if term.axis == Term.Axis.NEED),
        situations=tuple(term for term in terms if term.axis == Term.Axis.SITUATION),
        areas=tuple(
            service.areas.select_related(*PLACES)
            .only("service", *PLACES, *(f"{place}__names" for place in PLACES))
            .order_by("pk")
        ),
        phones=_phones(service),
        places=tuple(places),
        place_texts={
            place.pk: {
                field: texts.text("directory.location", place, field) for field in ("name", "address", "accessibility")
            }
            for place in places
        },
        costs=tuple(service.cost_options.order_by("amount_agorot")),
        spans=tuple(spans),
        hours_notes=_notes(schedules, texts),
        open_now=is_open(spans, at) if active else False,
        opens_next=next_opening(spans, at) if active else None,
    )


def _phones(service: Service) -> tuple[Phone, ...]:
    """The service's own numbers; the organisation's where it has none."""
    of_either = Q(service=service) | Q(organization=service.organization_id)
    phones = tuple(Phone.objects.filter(of_either).order_by("pk"))
    return tuple(phone for phone in phones if phone.service_id) or phones


def _notes(schedules: Sequence[Schedule], texts: Translations) -> tuple[Text, ...]:
    """What is said in place of hours, such as "by appointment", each once."""
    notes = (texts.text("directory.schedule", row, "note") for row in schedules if row.note and row.opens_at is None)
    return tuple(dict.fromkeys(notes))
