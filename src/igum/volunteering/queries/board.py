"""The board: what bodies of the region ask help with, and one opportunity's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from igum.core.access import Decision, refuse
from igum.core.actor import Actor
from igum.volunteering import access
from igum.volunteering.models import Opportunity, Shift, SignUp, Volunteer
from igum.volunteering.models.opportunities import OpportunityQuerySet
from igum.volunteering.queries.volunteers import own_volunteer
from igum.volunteering.rules.times import EVENINGS, NIGHTS, SABBATH

TIMES = {"sabbath": SABBATH, "evening": EVENINGS, "night": NIGHTS}
MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """What of the board is shown; all of it stands in the address."""

    town: int | None = None
    need: str = ""
    language: str = ""
    times: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """An opportunity in a list: with its next shift that has a place, else its next one."""

    opportunity: Opportunity
    next_shift: Shift | None
    free: int
    shifts: int

    @property
    def needs_people(self) -> bool:
        """Whether somebody could sign up today."""
        return self.opportunity.recruits and (self.free > 0 or self.shifts == 0)


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift as its page shows it to one visitor."""

    shift: Shift
    sign_up: SignUp | None
    may_join: Decision


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """An opportunity's page for one visitor, and what else needs people when this does not."""

    card: OpportunityCard
    shifts: list[ShiftRow]
    volunteer: Volunteer | None
    may_manage: Decision
    others: list[OpportunityCard]


def opportunities_in(actor: Actor) -> OpportunityQuerySet:
    """What stands on the board of the region acted in."""
    found = Opportunity.objects.filter(region_id=actor.here).published()
    return found.select_related("organization", "locality", "authority", "term")


def board(actor: Actor, filters: BoardFilters, *, at: datetime) -> list[OpportunityCard]:
    """The board, those that need people first, then by the next shift. Two queries."""
    found = opportunities_in(actor)
    if filters.town is not None:
        found = found.filter(Q(locality_id=filters.town) | Q(remote=True))
    if filters.need:
        found = found.filter(Q(term_id=filters.need) | Q(term_id__startswith=f"{filters.need}:"))
    if filters.language:
        found = found.filter(languages__contains=[filters.language])
    if filters.remote:
        found = found.filter(remote=True)
    parts = TIMES.get(filters.times)
    if parts:
        found = found.filter(_any_of(parts))
    cards = _cards(found, at=at)
    return sorted(cards, key=_needed_first)


def opportunity_page(actor: Actor, opportunity_id: UUID, *, at: datetime) -> OpportunityPage:
    """One opportunity with its shifts to come, and what this visitor may do with each.

    Raises:
        Opportunity.DoesNotExist: it does not stand on the board.
    """
    card = _cards(opportunities_in(actor).filter(pk=opportunity_id), at=at)
    if not card:
        raise Opportunity.DoesNotExist
    volunteer = own_volunteer(actor) if actor.is_known else None
    opportunity = card[0].opportunity
    shifts = list(Shift.objects.upcoming(at).filter(opportunity=opportunity))
    mine: dict[UUID, SignUp] = {}
    if volunteer is not None:
        standing = SignUp.objects.standing().filter(shift__in=shifts, volunteer=volunteer)
        mine = {sign_up.shift_id: sign_up for sign_up in standing}
    rows = [
        ShiftRow(shift, mine.get(shift.pk), _may_join(actor, volunteer, shift, opportunity, at)) for shift in shifts
    ]
    others = [] if card[0].needs_people else _others(actor, opportunity, at=at)
    return OpportunityPage(card[0], rows, volunteer, access.may_manage(actor, opportunity), others)


def needs_on_board(actor: Actor) -> list[tuple[str, str]]:
    """The needs that something on the board answers, by name: what the filter offers."""
    found = {one.term.code: one.term.name for one in opportunities_in(actor) if one.term is not None}
    return sorted(found.items(), key=lambda pair: pair[1])


def opportunities_managed_by(actor: Actor) -> QuerySet[Opportunity]:
    """The opportunities an actor looks after, the newest first: those of a body, an authority, or the region."""
    found = Opportunity.objects.filter(region_id=actor.here).select_related("organization", "locality", "authority")
    if not access.recruits_somewhere(actor):
        return found.none()
    covered = access.authorities_cared_for(actor, access.RECRUITS)
    mine = Q(organization_id__in=access.organizations_of(actor))
    if covered is not None:
        found = found.filter(mine | Q(authority_id__in=covered))
    return found.order_by("closed_at", "-created_at", "pk")


def cards_of(opportunities: QuerySet[Opportunity], *, at: datetime) -> list[OpportunityCard]:
    """Opportunities as cards, in their order."""
    return _cards(opportunities, at=at)


def _any_of(parts: Iterable[str]) -> Q:
    wanted = Q(pk__in=[])
    for part in sorted(parts):
        wanted |= Q(times__contains=[part])
    return wanted


def _cards(opportunities: QuerySet[Opportunity], *, at: datetime) -> list[OpportunityCard]:
    found = list(opportunities)
    shifts: dict[UUID, list[Shift]] = {one.pk: [] for one in found}
    for shift in Shift.objects.upcoming(at).filter(opportunity__in=shifts):
        shifts[shift.opportunity_id].append(shift)
    return [
        OpportunityCard(
            one,
            next((shift for shift in shifts[one.pk] if shift.free), next(iter(shifts[one.pk]), None)),
            sum(shift.free for shift in shifts[one.pk]),
            len(shifts[one.pk]),
        )
        for one in found
    ]


def _needed_first(card: OpportunityCard) -> tuple[bool, bool, float, str]:
    starts = card.next_shift.starts_at.timestamp() if card.next_shift else float("inf")
    return not card.needs_people, card.next_shift is None, starts, str(card.opportunity.pk)


def _others(actor: Actor, opportunity: Opportunity, *, at: datetime) -> list[OpportunityCard]:
    """What needs people, the same need first, then the same town."""
    cards = [card for card in board(actor, BoardFilters(), at=at) if card.needs_people]
    cards = [card for card in cards if card.opportunity.pk != opportunity.pk]
    cards.sort(
        key=lambda card: (
            card.opportunity.term_id != opportunity.term_id,
            card.opportunity.locality_id != opportunity.locality_id,
        )
    )
    return cards[:MOST_OFFERED]


def _may_join(
    actor: Actor, volunteer: Volunteer | None, shift: Shift, opportunity: Opportunity, at: datetime
) -> Decision:
    if volunteer is None:
        return access.may_join(actor)
    if not opportunity.recruits:
        return refuse("")
    return access.may_sign_up(actor, volunteer, shift, at)
