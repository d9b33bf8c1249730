"""What there is: needs of the taxonomy, services by authority, organisations and whom to turn to in them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from igum.core.texts import Text
from igum.directory.models import Contact, Organization, Service, ServiceArea, Term
from igum.directory.queries.wording import wording
from igum.places import queries as places


def terms_of_needs(codes: Collection[str] | None = None) -> QuerySet[Term]:
    """The needs of the taxonomy, or those of these codes, by code."""
    needs = Term.objects.filter(axis=Term.Axis.NEED).order_by("code")
    return needs if codes is None else needs.filter(pk__in=codes)


def supply_by_authority(region_id: int, codes: Collection[str]) -> Mapping[tuple[str, int], int]:
    """How many published services answer to a need, or to one beneath it, for residents of each authority.

    A service counts where people may live to be served: in the authority, in a locality of it, or in the region.
    """
    authorities = list(places.authorities_of(region_id).values_list("pk", flat=True))
    of_locality = dict(places.localities_of(region_id=region_id).values_list("pk", "authority_id"))
    served: dict[UUID, set[int]] = defaultdict(set)
    areas = ServiceArea.objects.filter(
        Q(region_id=region_id) | Q(authority_id__in=authorities) | Q(locality_id__in=of_locality),
        service__in=Service.objects.published(),
    )
    for service, region, authority, locality in areas.values_list(
        "service_id", "region_id", "authority_id", "locality_id"
    ):
        if region is not None:
            served[service].update(authorities)
        else:
            served[service].add(authority if authority is not None else of_locality[locality])
    found: dict[tuple[str, int], set[UUID]] = defaultdict(set)
    through = Service.terms.through.objects.filter(service_id__in=served).values_list("service_id", "term_id")
    for service, term in through:
        for code in codes:
            if term == code or term.startswith(f"{code}:"):
                for authority in served[service]:
                    found[code, authority].add(service)
    return {key: len(services) for key, services in found.items()}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that serves a region, for lists and maps of it."""

    id: UUID
    name: Text
    authority_id: int | None
    is_sample: bool


def bodies_in(region_id: int) -> list[Body]:
    """The organisations with a published service for residents of the region, by name.

    The authority is that of the organisation's place, where it has one in the region.
    """
    towns = dict(places.localities_of(region_id=region_id).values_list("pk", "authority_id"))
    served = ServiceArea.objects.filter(
        Q(region_id=region_id) | Q(authority__region_id=region_id) | Q(locality__region_id=region_id),
        service__in=Service.objects.published(),
    )
    listed = list(
        Organization.objects.filter(services__in=served.values("service_id"))
        .distinct()
        .prefetch_related("locations")
        .order_by("name", "pk")
    )
    language = get_language() or "he"
    texts = wording(language, {"directory.organization": listed})
    bodies = [
        Body(
            id=one.pk,
            name=texts.text("directory.organization", one, "name"),
            authority_id=next(
                (towns[place.locality_id] for place in one.locations.all() if place.locality_id in towns), None
            ),
            is_sample=one.is_sample,
        )
        for one in listed
    ]
    return sorted(bodies, key=lambda body: (str(body.name), str(body.id)))


def shared_services(region_id: int) -> Iterator[frozenset[UUID]]:
    """Organisations that work from one place: each group of those whose published services share a location's address.

    A confidential location, which has no address, ties nobody.
    """
    at: dict[tuple[int, str], set[UUID]] = defaultdict(set)
    rows = Service.objects.published().filter(
        at_locations__location__locality__region_id=region_id, at_locations__location__confidential=False
    )
    for organization, town, address in rows.exclude(at_locations__location__address="").values_list(
        "organization_id", "at_locations__location__locality_id", "at_locations__location__address"
    ):
        at[town, address].add(organization)
    return (frozenset(group) for group in at.values() if len(group) > 1)


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Whom to turn to in an organisation."""

    organization_id: UUID
    organization: str
    title: str
    name: str
    email: str


def role_holders_of(organization_ids: Collection[UUID]) -> list[RoleHolder]:
    """The role-holders that the directory names for these organisations; else their common address."""
    named = (
        Contact.objects.filter(organization_id__in=organization_ids).select_related("organization").order_by("title")
    )
    holders = [RoleHolder(one.organization_id, one.organization.name, one.title, one.name, one.email) for one in named]
    without = set(organization_ids) - {one.organization_id for one in holders}
    return holders + [
        RoleHolder(one.pk, one.name, "", "", one.email)
        for one in Organization.objects.filter(pk__in=without).order_by("name")
    ]


def organizations_giving(codes: Collection[str]) -> set[UUID]:
    """The organisations with a published service that answers to one of these needs, or to one beneath it."""
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(terms=code) | Q(terms__code__startswith=f"{code}:")
    return set(Service.objects.published().filter(wanted).values_list("organization_id", flat=True))


def serves_region(service_id: UUID, region_id: int) -> bool:
    """Whether a service is published, and given to residents of some town of the region."""
    here = Q(region_id=region_id) | Q(authority__region_id=region_id) | Q(locality__region_id=region_id)
    return ServiceArea.objects.filter(here, service_id=service_id, service__in=Service.objects.published()).exists()


def services_of(organization_ids: Collection[UUID]) -> list[UUID]:
    """One published service of each of these organisations, the first by its key."""
    rows = Service.objects.published().filter(organization_id__in=organization_ids)
    return list(rows.order_by("organization_id", "pk").distinct("organization_id").values_list("pk", flat=True))


def needs_of_services(service_ids: Collection[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    """The codes of the needs that each service answers to."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Service.terms.through.objects.filter(service_id__in=service_ids, term__axis=Term.Axis.NEED)
    for service, term in rows.order_by("term_id").values_list("service_id", "term_id"):
        found[service].append(term)
    return {service: tuple(codes) for service, codes in found.items()}
