"""What people lack, as far as the actor may know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from igum.core.access import require
from igum.core.actor import Actor
from igum.needs import access
from igum.needs.models import Need, NeedSize


@dataclass(frozen=True, slots=True)
class SizeRow:
    """People of one town. ``language`` is None for any, ``gender`` empty for all."""

    locality_id: int
    town: str
    people: int
    age_from: int | None
    age_to: int | None
    language: str | None
    gender: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with its sizes. ``authority_id`` is None for one of the region."""

    id: UUID
    region_id: int
    authority_id: int | None
    authority: str
    term_id: str
    term: str
    title: str
    population: str
    regime: str
    source: str
    confidence: str
    state: str
    source_note: str
    made_at: datetime
    campaign_id: UUID | None
    sizes: tuple[SizeRow, ...]

    @property
    def people(self) -> int:
        """How many in all its towns."""
        return sum(size.people for size in self.sizes)


def needs_for(actor: Actor) -> QuerySet[Need]:
    """The needs an actor may read: of the region, and of the authorities whose rows their posts open.

    Raises:
        PermissionDenied: the actor works for no town of the region.
    """
    require(access.may_see_needs(actor))
    needs = Need.objects.filter(region_id=actor.here)
    if actor.sees_whole_region:
        return needs
    return needs.filter(authority_id__in=actor.authority_ids) | needs.filter(authority=None)


def needs_of(actor: Actor, region_id: int, state: str = Need.State.OPEN) -> list[NeedRow]:
    """The needs of a region in a state, with their sizes, the latest first; an empty state gives all. Three queries.

    Raises:
        PermissionDenied: the actor works for no town of the region.
    """
    found = needs_for(actor).filter(region_id=region_id)
    return _rows(found.filter(state=state) if state else found)


def need(actor: Actor, need_id: UUID) -> NeedRow:
    """One need.

    Raises:
        Need.DoesNotExist: there is none that the actor may read.
        PermissionDenied: the actor works for no town of the region.
    """
    rows = _rows(needs_for(actor).filter(pk=need_id))
    if not rows:
        raise Need.DoesNotExist
    return rows[0]


def _rows(needs: QuerySet[Need]) -> list[NeedRow]:
    listed = list(needs.select_related("authority", "term").order_by("-made_at", "pk"))
    sizes: dict[UUID, list[NeedSize]] = {one.pk: [] for one in listed}
    for size in NeedSize.objects.filter(need__in=listed).select_related("locality").order_by("-people", "pk"):
        sizes[size.need_id].append(size)
    return [
        NeedRow(
            id=one.pk,
            region_id=one.region_id,
            authority_id=one.authority_id,
            authority=one.authority.name if one.authority else "",
            term_id=one.term_id,
            term=one.term.name,
            title=one.title,
            population=one.population,
            regime=one.regime,
            source=one.source,
            confidence=one.confidence,
            state=one.state,
            source_note=one.source_note,
            made_at=one.made_at,
            campaign_id=one.campaign_id,
            sizes=tuple(_sizes(sizes[one.pk])),
        )
        for one in listed
    ]


def _sizes(sizes: Iterable[NeedSize]) -> Iterable[SizeRow]:
    for size in sizes:
        yield SizeRow(
            locality_id=size.locality_id,
            town=size.locality.name,
            people=size.people,
            age_from=size.age_from,
            age_to=size.age_to,
            language=size.language or None,
            gender=size.gender,
        )
