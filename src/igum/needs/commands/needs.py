"""Writing needs down, and saying what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.directory import queries as directory
from igum.needs import access, queries
from igum.needs.catalogue import populations
from igum.needs.models import Need, NeedSize
from igum.places import queries as places

MOST_PEOPLE = 10_000_000


class NotANeed(Refused):
    """Something that a need must say is missing or wrong; the text says what."""


class NotOpen(Refused):
    """The need was pooled or closed already."""


@dataclass(frozen=True, slots=True)
class Size:
    """People of one town, perhaps of some ages, one language or one gender."""

    locality_id: int
    people: int
    age_from: int | None = None
    age_to: int | None = None
    language: str | None = None
    gender: str = ""


@dataclass(frozen=True, slots=True)
class NeedData:
    """What a need says. ``term`` is the code of a need in the directory's taxonomy."""

    term: str
    title: str
    population: str
    sizes: Sequence[Size]
    regime: str = Need.regime.field.default
    source: str = Need.Source.BY_HAND
    confidence: str = Need.Confidence.LOW
    source_note: str = ""
    authority_id: int | None = None
    campaign_id: UUID | None = None


@transaction.atomic
def add_need(*, actor: Actor, region_id: int, data: NeedData, at: datetime) -> Need:
    """Write a need down, with its size by town.

    Raises:
        PermissionDenied: the actor coordinates neither this authority nor the region.
        NotANeed: what it says is missing or wrong.
    """
    require(access.may_see_needs(actor))
    require(access.may_add_need(actor, data.authority_id))
    _check(actor, region_id, data)
    need = Need(
        region_id=region_id,
        authority_id=data.authority_id,
        term_id=data.term,
        title=" ".join(data.title.split())[:200],
        population=data.population,
        regime=data.regime,
        source=data.source,
        confidence=data.confidence,
        source_note=data.source_note,
        campaign_id=data.campaign_id,
        made_at=at,
    )
    need.save(force_insert=True)
    NeedSize.objects.bulk_create(
        NeedSize(
            region_id=region_id,
            authority_id=data.authority_id,
            need=need,
            locality_id=size.locality_id,
            people=size.people,
            age_from=size.age_from,
            age_to=size.age_to,
            language=size.language or "",
            gender=size.gender,
        )
        for size in data.sizes
    )
    record(actor, "needs.need.added", need, at=at, source=need.source, people=sum(size.people for size in data.sizes))
    return need


@transaction.atomic
def mark_pooled(*, actor: Actor, need_ids: Collection[UUID], at: datetime) -> int:
    """Say that a pool takes these needs up. Those that are in a pool already stay so. How many are new.

    Raises:
        Need.DoesNotExist: one of them is not the actor's to see.
        PermissionDenied: the actor does not keep one of them.
        NotOpen: one of them was closed.
    """
    needs = list(queries.needs_for(actor).select_for_update(of=("self",)).filter(pk__in=need_ids).order_by("pk"))
    if len(needs) != len(set(need_ids)):
        raise Need.DoesNotExist
    for need in needs:
        require(access.may_change_need(actor, need))
    if any(need.state == Need.State.CLOSED for need in needs):
        raise NotOpen(_("One of these needs was closed meanwhile. Choose again from those that are open."))
    fresh = [need for need in needs if need.state == Need.State.OPEN]
    Need.objects.filter(region_id=actor.here, pk__in=[need.pk for need in fresh]).update(state=Need.State.POOLED)
    record_each(actor, "needs.need.pooled", fresh, at=at)
    return len(fresh)


@transaction.atomic
def close_need(*, actor: Actor, need_id: UUID, at: datetime) -> None:
    """Say that nobody lacks this any more, or that it was a mistake. Closing twice is the same as once.

    Raises:
        Need.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not keep it.
    """
    need = queries.needs_for(actor).select_for_update(of=("self",)).get(pk=need_id)
    require(access.may_change_need(actor, need))
    if need.state == Need.State.CLOSED:
        return
    need.state = Need.State.CLOSED
    need.save(update_fields=["state"])
    record(actor, "needs.need.closed", need, at=at)


def _check(actor: Actor, region_id: int, data: NeedData) -> None:
    if region_id != actor.here:
        raise NotANeed(_("This need is of another region. Write it down there."))
    if not data.title.strip():
        raise NotANeed(_("Say in a few words what is lacking."))
    if not directory.terms_of_needs([data.term]).exists():
        raise NotANeed(_("Choose what is lacking from the list of needs."))
    if data.population not in populations():
        raise NotANeed(_("Choose from the list who lacks it."))
    if not data.sizes or any(not 0 < size.people <= MOST_PEOPLE for size in data.sizes):
        raise NotANeed(_("Say for at least one town how many people lack it: one or more."))
    if any(
        size.age_from is not None and size.age_to is not None and size.age_from > size.age_to for size in data.sizes
    ):
        raise NotANeed(_("The lowest age cannot be above the highest."))
    towns = set(places.localities_of(region_id=region_id, authority_id=data.authority_id).values_list("pk", flat=True))
    if {size.locality_id for size in data.sizes} - towns:
        raise NotANeed(_("One of these towns is not of this authority. Choose again."))
