"""A shared hall: making it, wishing, giving the turns, swapping two of them by consent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.engines.schedule.calendars import COMMUNITIES
from igum.engines.schedule.halls import share_hall
from igum.pooling import access, queries
from igum.pooling.models import Hall, HallSwap, HallTurn, HallWish
from igum.pooling.rules.halls import (
    MOST_POINTS,
    MOST_WEEKS,
    Opening,
    WeekTime,
    holidays_of,
    key_of,
    sharers_of,
    slots_of,
)
from igum.pooling.rules.halls import times_of_week as times_of

MOST_TIMES, MOST_WEIGHT = 60, 10_000_000


class NotAHall(Refused):
    """Its hours or its weights do not fit."""


class NotATime(Refused):
    """The hall is not open then, or no such wish is known."""


class NotThoseWeeks(Refused):
    """Turns are given for weeks to come only, and for half a year at most."""


class CannotSwap(Refused):
    """These two turns cannot be swapped; the text says why."""


@dataclass(frozen=True, slots=True)
class NewHall:
    """What a hall begins with: its name by language, when it is open, how long a turn is, the weights by authority."""

    titles: Mapping[str, str]
    opens: tuple[Opening, ...]
    turn_minutes: int
    weights: Mapping[int, int]
    id: UUID = field(default_factory=uuid4)
    is_sample: bool = False


@transaction.atomic
def make_hall(*, actor: Actor, pool_id: UUID, new: NewHall, at: datetime) -> Hall:
    """Let the towns of a pool share a hall.

    Raises:
        Pool.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor makes no pools, or it was closed.
        NotAHall: its hours or its weights do not fit.
    """
    pool = queries.pools_for(actor).get(pk=pool_id)
    require(access.may_change(actor, pool))
    require(access.may_try(actor, pool))
    times = times_of(new.opens, new.turn_minutes) if 15 <= new.turn_minutes <= 720 else []
    if not 0 < len(times) <= MOST_TIMES or any(not 0 <= one.weekday <= 6 for one in new.opens):
        raise NotAHall(_("The hall must be open for at least one turn in a week, and for sixty at most."))
    weights = {str(town): weight for town, weight in sorted(new.weights.items())}
    if new.weights.keys() - set(pool.authority_ids) or not any(weights.values()):
        raise NotAHall(_("Only towns that take part share the hall, and at least one must have a part in it."))
    if any(not 0 <= weight <= MOST_WEIGHT for weight in weights.values()):
        raise NotAHall(_("A town's part is a figure from 0 to ten million."))
    hall = Hall.objects.create(
        id=new.id,
        region_id=pool.region_id,
        pool=pool,
        titles=dict(new.titles),
        opens=[one.as_data() for one in new.opens],
        turn_minutes=new.turn_minutes,
        weights=weights,
        is_sample=new.is_sample,
        made_at=at,
        made_by_id=actor.user_id,
    )
    record(actor, "pooling.hall.made", hall, at=at, towns=len(weights), times=len(times))
    return hall


@transaction.atomic
def set_wishes(
    *,
    actor: Actor,
    hall_id: UUID,
    authority_id: int,
    wishes: Mapping[WeekTime, int],
    keeps: Collection[str] = (),
    at: datetime,
) -> int:
    """Say for a town which times of the week it would like, and which it cannot use; in place of what it said before.

    Args:
        actor: who speaks for the town.
        hall_id: which hall.
        authority_id: the town.
        wishes: points from 1 to 3 by time of the week, 0 where it cannot; what is not named is all the same to it.
        keeps: the communities whose holidays the town keeps, out of jewish, muslim, druze and christian: no turn
            of its own falls on them. A town says so itself; nobody guesses it from its residents.
        at: now.

    Returns:
        How many times were named.

    Raises:
        Hall.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not speak for the town, or the pool was closed.
        NotATime: the hall is not open then, the points are none of these, or there is no such community.
    """
    hall = queries.halls_for(actor).get(pk=hall_id)
    require(access.may_try(actor, hall.pool))
    require(access.may_use_hall(actor, hall, authority_id))
    known = set(times_of(map(Opening.of_data, hall.opens), hall.turn_minutes))
    if wishes.keys() - known or any(not 0 <= points <= MOST_POINTS for points in wishes.values()):
        raise NotATime(_("The hall is not open at one of these times. Load the page again."))
    if set(keeps) - COMMUNITIES.keys():
        raise NotATime(_("One of these holidays is not known here. Load the page again."))
    with tenant_scope(system_actor(hall.region_id)):
        locked = _lock(hall)  # the same form may be sent twice at once
        locked.holidays = {**locked.holidays, str(authority_id): sorted(set(keeps))}
        locked.save(update_fields=["holidays"])
        HallWish.objects.filter(region_id=hall.region_id, hall=hall, authority_id=authority_id).delete()
        HallWish.objects.bulk_create(
            HallWish(
                region_id=hall.region_id,
                authority_id=authority_id,
                pool_id=hall.pool_id,
                hall=hall,
                weekday=weekday,
                starts=starts,
                points=points,
                set_at=at,
                set_by_id=actor.user_id,
            )
            for (weekday, starts), points in wishes.items()
        )
    record(actor, "pooling.hall.wished", hall, at=at, authority=authority_id, times=len(wishes))
    return len(wishes)


@transaction.atomic
def make_turns(*, actor: Actor, hall_id: UUID, first_on: date, weeks: int, at: datetime) -> int:
    """Give the turns from a day on, in place of those given before. What two towns have swapped stays as it is.

    Returns:
        How many turns were given.

    Raises:
        Hall.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor makes no pools, or the pool was closed.
        NotThoseWeeks: the first day is past, or the weeks are too many or none.
    """
    hall = queries.halls_for(actor).get(pk=hall_id)
    require(access.may_change(actor, hall.pool))
    require(access.may_try(actor, hall.pool))
    holidays = _lock(hall).holidays
    if first_on <= timezone.localdate(at) or not 1 <= weeks <= MOST_WEEKS:
        raise NotThoseWeeks(_("Choose a first day from tomorrow on, and one to 26 weeks."))
    midnight = timezone.make_aware(datetime.combine(first_on, datetime.min.time()))
    mine = HallTurn.objects.filter(region_id=hall.region_id, hall=hall)
    mine.filter(starts_at__gte=midnight).exclude(pk__in=_swapped(hall)).delete()
    kept = list(mine.values_list("starts_at", "authority_id"))
    taken = {key_of(timezone.localtime(starts)) for starts, _town in kept}
    zone = timezone.get_current_timezone()
    times = times_of(map(Opening.of_data, hall.opens), hall.turn_minutes)
    calendar = slots_of(times, hall.turn_minutes, first_on, weeks, zone)
    calendar = [[slot for slot in week if slot.key not in taken] for week in calendar]
    had = Counter(str(town) for _starts, town in kept)
    closed = holidays_of(holidays, first_on, first_on + timedelta(weeks=weeks))
    given = share_hall(calendar, sharers_of(hall.weights, _wishes_of(hall), calendar, had, closed))
    slots = {slot.key: slot for week in calendar for slot in week}
    HallTurn.objects.bulk_create(
        HallTurn(
            region_id=hall.region_id,
            authority_id=int(turn.sharer),
            pool_id=hall.pool_id,
            hall=hall,
            starts_at=slots[turn.slot].starts_at,
            ends_at=slots[turn.slot].ends_at,
            was_wished=bool(turn.wished),
        )
        for turn in given.turns
    )
    record(actor, "pooling.hall.turns", hall, at=at, weeks=weeks, turns=len(given.turns), empty=len(given.empty))
    return len(given.turns)


@transaction.atomic
def ask_swap(*, actor: Actor, hall_id: UUID, gives: UUID, takes: UUID, at: datetime) -> HallSwap:
    """Offer a turn of one's own town for a turn of another's.

    Raises:
        Hall.DoesNotExist, HallTurn.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not speak for the town that gives, or the pool was closed.
        CannotSwap: both are one town's, one is past, or one is offered or asked for already.
    """
    hall = queries.halls_for(actor).get(pk=hall_id)
    require(access.may_try(actor, hall.pool))
    with tenant_scope(system_actor(hall.region_id)):
        _lock(hall)
        turns = {one.pk: one for one in hall.turns.filter(pk__in=(gives, takes))}
        if turns.keys() != {gives, takes}:
            raise HallTurn.DoesNotExist
        own, wanted = turns[gives], turns[takes]
        require(access.may_use_hall(actor, hall, own.authority_id))
        _require_swappable(own, wanted, at)
        open_ones = hall.swaps.filter(agreed_at=None, refused_at=None)
        if open_ones.filter(Q(gives__in=turns) | Q(takes__in=turns)).exists():
            raise CannotSwap(_("Somebody has asked to swap one of these turns already. Wait for the answer."))
        swap = HallSwap.objects.create(
            region_id=hall.region_id,
            authority_id=own.authority_id,
            other_id=wanted.authority_id,
            pool_id=hall.pool_id,
            hall=hall,
            gives=own,
            takes=wanted,
            asked_at=at,
            asked_by_id=actor.user_id,
        )
    record(actor, "pooling.hall.swap-asked", swap, at=at, authority=swap.authority_id, other=swap.other_id)
    return swap


@transaction.atomic
def answer_swap(*, actor: Actor, swap_id: UUID, agrees: bool, at: datetime) -> HallSwap:
    """Agree that two turns are swapped, or not. Who asked may take the question back by saying no.

    Raises:
        HallSwap.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not speak for the town that was asked, or the pool was closed.
        CannotSwap: it was answered already, or one of the turns is past.
    """
    seen = queries.swaps_for(actor).get(pk=swap_id)
    require(access.may_try(actor, seen.hall.pool))
    takes_back = not agrees and access.may_use_hall(actor, seen.hall, seen.authority_id)
    require(takes_back or access.may_use_hall(actor, seen.hall, seen.other_id))
    with tenant_scope(system_actor(seen.region_id)):
        _lock(seen.hall)
        swap = HallSwap.objects.select_related("gives", "takes").get(pk=seen.pk)
        if swap.agreed_at is not None or swap.refused_at is not None:
            raise CannotSwap(_("This question was answered already."))
        if agrees:
            own, wanted = swap.gives, swap.takes
            _require_swappable(own, wanted, at)
            own.authority_id, wanted.authority_id = wanted.authority_id, own.authority_id
            own.was_wished = wanted.was_wished = True  # each wants what it takes
            HallTurn.objects.bulk_update([own, wanted], ["authority", "was_wished"])
        swap.agreed_at, swap.refused_at = (at, None) if agrees else (None, at)
        swap.answered_by_id = actor.user_id
        swap.save(update_fields=["agreed_at", "refused_at", "answered_by"])
    record(actor, "pooling.hall.swap-answered", swap, at=at, agrees=agrees)
    return swap


def _lock(hall: Hall) -> Hall:
    """The hall as it is now; nobody else gives or swaps its turns meanwhile."""
    return Hall.objects.select_for_update().get(pk=hall.pk)


def _require_swappable(own: HallTurn, wanted: HallTurn, at: datetime) -> None:
    if own.authority_id == wanted.authority_id:
        raise CannotSwap(_("Both turns are of the same town."))
    if min(own.starts_at, wanted.starts_at) <= at:
        raise CannotSwap(_("One of these turns has begun already. Choose turns that are still to come."))


def _swapped(hall: Hall) -> set[UUID]:
    agreed = hall.swaps.exclude(agreed_at=None).values_list("gives", "takes")
    return {turn for pair in agreed for turn in pair}


def _wishes_of(hall: Hall) -> dict[str, dict[WeekTime, int]]:
    found: dict[str, dict[WeekTime, int]] = {}
    for one in hall.wishes.all():
        found.setdefault(str(one.authority_id), {})[one.weekday, one.starts] = one.points
    return found
