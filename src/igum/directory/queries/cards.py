"""Services as cards of a list and as points on a map: what a person needs in order to choose one, and no more."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from igum.core.models import Translation
from igum.core.texts import Text, Translations
from igum.directory.models import Schedule, Service, ServiceArea, ServiceAtLocation, Term
from igum.directory.queries.searching import place_names
from igum.directory.queries.wording import wording
from igum.directory.rules import is_open, spans_of

# The columns a card shows: whole rows, with the whole places they name, cost more than drawing the page.
_SHOWN = (
    *("name", "description", "assured_on", "languages", "free_of_charge", "status", "is_sample"),
    *("source_language", "organization__name", "organization__source_language"),
)
_FIRST_NEED = (
    Service.terms.through.objects.filter(service=OuterRef("pk"), term__axis=Term.Axis.NEED)
    .order_by("term_id")
    .values("term_id")[:1]
)
_KINDS = ("directory.service", "directory.organization")
_LINE = (
    *("key", "name", "source_language", "owner", "organization__name", "organization__source_language"),
    *(f"at_locations__location__{field}" for field in ("latitude", "longitude", "locality_id")),
)
_FIRST_TOWN = (
    ServiceAtLocation.objects.filter(service=OuterRef("pk"), location__confidential=False)
    .exclude(location__locality=None)
    .order_by("pk")
    .values("location__locality_id")[:1]
)
_AS_WORDS = {"key": Cast("pk", TextField()), "owner": Cast("organization_id", TextField())}
_FIRST = {"need_code": Subquery(_FIRST_NEED), "town_code": Subquery(_FIRST_TOWN)}
Place = tuple[str, int]
Hours = tuple[Sequence[int], time | None, time | None, str]


@dataclass(frozen=True)
class ServiceCard:
    """One service in a list. Areas are the names of places served; ``region`` is set where it is the whole of one."""

    id: UUID
    name: Text
    organization: Text
    summary: Text
    need_code: str
    areas: tuple[str, ...]
    region: str
    place: str
    languages: tuple[str, ...]
    free: bool | None
    open_now: bool | None
    assured_on: date | None
    is_sample: bool
    status: str


@dataclass(frozen=True)
class ServiceLine:
    """One service as a point on a map and a line beneath it. Degrees; None where it has no place of its own."""

    id: str
    name: Text
    organization: Text
    place: str
    latitude: float | None
    longitude: float | None


def service_cards(ids: Sequence[str], *, language: str, at: datetime) -> list[ServiceCard]:
    """The published services of these ids, in the given order; ids that are no longer published are left out.

    Four queries for any number, three where everything was written in the page's language.

    Args:
        ids: service ids, as the search answers them.
        language: of the page; texts not translated into it stay in their own.
        at: local time, for what is open now.

    Raises:
        NotBuilt: there is no index, which knows what places are called.
    """
    rows = Service.objects.published().filter(pk__in=ids).select_related("organization").only(*_SHOWN)
    services = {str(service.pk): service for service in rows.annotate(**_FIRST)}
    keys = [service.pk for service in services.values()]
    texts = wording(
        language,
        {
            "directory.service": services.values(),
            "directory.organization": {service.organization for service in services.values()},
        },
    )
    names = place_names(language)
    areas, hours = _areas(keys), _hours(keys)
    return [
        _card(
            service,
            texts,
            areas=[(kind, names.get((kind, code), str(code))) for kind, code in areas[service.pk]],
            place=names.get(("locality", service.town_code), ""),  # type: ignore[attr-defined]  # annotated above
            hours=hours[service.pk],
            at=at,
        )
        for service in (services[one] for one in ids if one in services)
    ]


def _areas(keys: Collection[UUID]) -> Mapping[UUID, list[Place]]:
    """Places served, as kind and code, by service."""
    rows = ServiceArea.objects.filter(service__in=keys).order_by("pk")
    found: dict[UUID, list[Place]] = defaultdict(list)
    for key, region, authority, locality in rows.values_list("service_id", "region_id", "authority_id", "locality_id"):
        found[key].append(
            ("region", region) if region else ("authority", authority) if authority else ("locality", locality)
        )
    return found


def _hours(keys: Collection[UUID]) -> Mapping[UUID, list[Hours]]:
    """Rows of opening hours by service."""
    found: dict[UUID, list[Hours]] = defaultdict(list)
    rows = Schedule.objects.filter(service__in=keys)
    columns = ("service_id", "weekdays", "opens_at", "closes_at", "note")
    for key, weekdays, opens, closes, note in rows.values_list(*columns):
        found[key].append((weekdays, opens, closes, note))
    return found


def _card(
    service: Service,
    texts: Translations,
    *,
    areas: Sequence[tuple[str, str]],
    place: str,
    hours: Sequence[Hours],
    at: datetime,
) -> ServiceCard:
    return ServiceCard(
        id=service.pk,
        name=texts.text("directory.service", service, "name"),
        organization=texts.text("directory.organization", service.organization, "name"),
        summary=texts.text("directory.service", service, "description"),
        need_code=service.need_code or "",  # type: ignore[attr-defined]  # annotated above
        areas=tuple(name for kind, name in areas if kind != "region"),
        region=next((name for kind, name in areas if kind == "region"), ""),
        place=place,
        languages=tuple(service.languages),
        free=service.free_of_charge,
        open_now=is_open(spans_of(hours), at) if service.status == Service.Status.ACTIVE else False,
        assured_on=service.assured_on,
        is_sample=service.is_sample,
        status=service.status,
    )


def service_lines(ids: Sequence[str], *, language: str) -> list[ServiceLine]:
    """The published services of these ids, in the given order, with no more than their names and where they are.

    Two queries for any number, one where everything was written in the page's language. A confidential place has
    no point and no town, here as in the tables.

    Raises:
        NotBuilt: there is no index, which knows what places are called.
    """
    # One array instead of hundreds of words, and ids as words: a map holds hundreds of services.
    these = RawSQL("SELECT unnest(%s::uuid[])", [list(ids)])
    rows = Service.objects.published().filter(pk__in=these).order_by("at_locations__pk").annotate(**_AS_WORDS)
    towns = place_names(language)
    lines: dict[str, ServiceLine] = {}
    owners: dict[str, str] = {}
    for one, name, written_in, owner, organization, its_language, north, east, town in rows.values_list(*_LINE):
        held = lines.get(one)
        if held is None or held.latitude is None:
            place = towns.get(("locality", town), "")
            lines[one] = ServiceLine(one, Text(name, written_in), Text(organization, its_language), place, north, east)
            owners[one] = owner
    foreign = {one for one, line in lines.items() if line.name.language != language}
    foreign |= {owners[one] for one, line in lines.items() if line.organization.language != language}
    named = _names(foreign, language) if foreign else {}
    for one, line in lines.items() if named else ():
        name, organization = named.get(one, line.name), named.get(owners[one], line.organization)
        lines[one] = replace(line, name=name, organization=organization)
    return [lines[one] for one in ids if one in lines]


def _names(ids: Collection[str], language: str) -> Mapping[str, Text]:
    """Names of services and organisations in a language, by id, where there is one."""
    rows = Translation.objects.filter(kind__in=_KINDS, object_id__in=list(ids), field="name", language=language)
    return {one: Text(text, language) for one, text in rows.values_list("object_id", "text")}
