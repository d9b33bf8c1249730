"""Loads the demo region's invented directory. Deterministic, whole or not at all, and harmless to repeat."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import models, transaction

from igum.core.actor import Actor
from igum.core.models import Translation, fingerprint
from igum.directory.models import (
    CostOption,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Term,
)
from igum.sample.services import NAMESPACE, sample
from igum.sample.values import Sample, SampleService

SOURCE_LANGUAGE = "he"
BATCH = 2000
Texts = Mapping[str, Mapping[str, str]]


@transaction.atomic
def load_demo_region(*, actor: Actor, at: datetime, progress: Callable[[int, int], None] | None = None) -> int:
    """Replace the sample directory by what the package's files say now. What people entered stays untouched.

    Args:
        actor: the program at the terminal; samples concern nobody, so no leave is asked.
        at: the moment; the days on which details were "last assured" are counted back from it.
        progress: told steps done and steps in all.

    Returns:
        The number of services.
    """
    content = sample()
    steps = [_clear, _organizations, _services, _parts, _texts]
    for number, do in enumerate(steps, start=1):
        do(content, at)
        if progress:
            progress(number, len(steps))
    return len(content.services)


def _clear(content: Sample, at: datetime) -> None:
    """Take the sample away, so that what left the files leaves the site. Ids are stable: links keep working."""
    ids = [str(pk) for pk in Service.objects.filter(is_sample=True).values_list("pk", flat=True)]
    ids += [str(pk) for pk in Organization.objects.filter(is_sample=True).values_list("pk", flat=True)]
    ids += [str(pk) for pk in Location.objects.filter(organization__is_sample=True).values_list("pk", flat=True)]
    ids += [str(pk) for pk in Schedule.objects.filter(service__is_sample=True).values_list("pk", flat=True)]
    Translation.objects.filter(kind__startswith="directory.", object_id__in=ids).delete()
    Organization.objects.filter(is_sample=True).delete()


def _organizations(content: Sample, at: datetime) -> None:
    _insert(
        Organization(
            id=body.id,
            name=body.texts[SOURCE_LANGUAGE]["name"],
            description=body.texts[SOURCE_LANGUAGE].get("description", ""),
            email=body.email,
            website=body.website,
            source_language=SOURCE_LANGUAGE,
            is_sample=True,
        )
        for body in content.organizations
    )
    _insert(
        Location(
            id=place.id,
            organization_id=place.organization_id,
            kind=place.kind,
            address=place.texts.get(SOURCE_LANGUAGE, {}).get("address", ""),
            accessibility=place.texts.get(SOURCE_LANGUAGE, {}).get("accessibility", ""),
            locality_id=place.locality_code,
            latitude=place.latitude,
            longitude=place.longitude,
            confidential=place.confidential,
            source_language=SOURCE_LANGUAGE,
        )
        for place in content.locations
    )
    _insert(
        Phone(id=_id("phone", body.id), organization_id=body.id, number=body.number) for body in content.organizations
    )


def _services(content: Sample, at: datetime) -> None:
    today = at.date()
    _insert(
        Service(
            id=service.id,
            organization_id=service.organization_id,
            free_of_charge=service.free_of_charge,
            status=service.status,
            minimum_age=service.minimum_age,
            maximum_age=service.maximum_age,
            languages=list(service.languages),
            assured_on=None if service.assured_days_ago is None else today - timedelta(days=service.assured_days_ago),
            source_language=SOURCE_LANGUAGE,
            is_sample=True,
            modified_at=at,
            **service.texts[SOURCE_LANGUAGE],
        )
        for service in content.services
    )
    known = set(Term.objects.values_list("code", flat=True))
    through = Service.terms.through
    _insert(
        through(service_id=service.id, term_id=code)
        for service in content.services
        for code in dict.fromkeys(service.terms)
        if code in known
    )


def _parts(content: Sample, at: datetime) -> None:
    for part in (_areas, _places, _phones, _hours, _costs):
        _insert(row for service in content.services for row in part(service))


def _areas(service: SampleService) -> Iterator[models.Model]:
    for area in service.areas:
        yield ServiceArea(
            id=_id("area", service.id, area.kind, area.code), service_id=service.id, **{f"{area.kind}_id": area.code}
        )


def _places(service: SampleService) -> Iterator[models.Model]:
    for location in service.locations:
        yield ServiceAtLocation(id=_id("at", service.id, location), service_id=service.id, location_id=location)


def _phones(service: SampleService) -> Iterator[models.Model]:
    for phone in service.phones:
        yield Phone(
            id=_id("phone", service.id, phone.number),
            service_id=service.id,
            number=phone.number,
            kind=phone.kind,
            language=phone.language,
        )


def _hours(service: SampleService) -> Iterator[models.Model]:
    for number, hours in enumerate(service.hours):
        yield Schedule(
            id=_id("hours", service.id, number),
            service_id=service.id,
            weekdays=list(hours.weekdays),
            opens_at=hours.opens_at,
            closes_at=hours.closes_at,
            note=hours.notes.get(SOURCE_LANGUAGE, ""),
        )


def _costs(service: SampleService) -> Iterator[models.Model]:
    if service.price_agorot:
        yield CostOption(
            id=_id("cost", service.id), service_id=service.id, option="", amount_agorot=service.price_agorot
        )


def _texts(content: Sample, at: datetime) -> None:
    named: list[tuple[str, UUID, Texts]] = [
        *(("directory.organization", body.id, body.texts) for body in content.organizations),
        *(("directory.location", place.id, place.texts) for place in content.locations),
        *(("directory.service", service.id, service.texts) for service in content.services),
        *(
            (
                "directory.schedule",
                _id("hours", service.id, number),
                {language: {"note": note} for language, note in hours.notes.items()},
            )
            for service in content.services
            for number, hours in enumerate(service.hours)
            if hours.notes
        ),
    ]
    _insert(
        Translation(
            kind=kind,
            object_id=str(thing),
            field=field,
            language=language,
            text=text,
            source_sha256=fingerprint(texts[SOURCE_LANGUAGE].get(field, "")),
        )
        for kind, thing, texts in named
        for language, fields in texts.items()
        if language != SOURCE_LANGUAGE
        for field, text in fields.items()
        if text
    )


def _insert(rows: Iterator[models.Model]) -> None:
    listed = list(rows)
    if listed:
        type(listed[0])._default_manager.bulk_create(listed, batch_size=BATCH)


def _id(*parts: object) -> UUID:
    return uuid5(NAMESPACE, "/".join(map(str, parts)))
