"""A hall that two towns share: wishes, turns without double booking, swaps by consent, and who may do what."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, CEDAR, ELM, MAPLE_HILLS, make_actor
from igum.pooling import commands
from igum.pooling.commands import NewHall
from igum.pooling.models import Hall, HallSwap, HallTurn, HallWish
from igum.pooling.queries.halls import fairness_of
from igum.pooling.rules.halls import Opening
from igum.pooling.tests.factories import NOW, coordinator, make_pool, manager
from igum.pooling.tests.test_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
SUNDAY = 6
EVENING = (SUNDAY, time(18))
NEW = NewHall(
    titles={"he": "אולם", "en": "Hall"},
    opens=(Opening(SUNDAY, time(16), time(20)),),
    turn_minutes=120,
    weights={BIRCH: 3, CEDAR: 1},
)


@pytest.fixture
def hall(places):
    actor, pool = coordinator(), make_pool()
    with tenant_scope(actor):
        return commands.make_hall(actor=actor, pool_id=pool.pk, new=NEW, at=NOW)


def give(hall, *, weeks=4, at=NOW):
    actor = coordinator()
    with tenant_scope(actor):
        first = timezone.localdate(at) + timedelta(days=1)
        commands.make_turns(actor=actor, hall_id=hall.pk, first_on=first, weeks=weeks, at=at)
        return list(HallTurn.objects.filter(hall=hall))


def wish(hall, town, wishes):
    actor = manager(town)
    with tenant_scope(actor):
        return commands.set_wishes(actor=actor, hall_id=hall.pk, authority_id=town, wishes=wishes, at=NOW)


def ask(hall, *, at=NOW, actor=None):
    """Birch offers its first turn for Cedar's."""
    actor = actor or manager(BIRCH)
    with tenant_scope(actor):
        own, other = (HallTurn.objects.filter(hall=hall, authority=town).first() for town in (BIRCH, CEDAR))
        return commands.ask_swap(actor=actor, hall_id=hall.pk, gives=own.pk, takes=other.pk, at=at)


def test_a_town_has_turns_by_its_part_and_a_trail_is_left(hall):
    turns = give(hall, weeks=5)

    assert [len([one for one in turns if one.authority_id == town]) for town in (BIRCH, CEDAR)] == [6, 2]
    assert {timezone.localtime(one.starts_at).hour for one in turns} == {16, 18}
    with tenant_scope(coordinator()):
        assert fairness_of(hall).furthest == 0
        assert AuditRow.objects.filter(action="pooling.hall.turns").count() == 1


def test_an_hour_that_one_wishes_for_and_the_other_cannot_use_is_its_own(hall):
    wish(hall, CEDAR, {EVENING: 3})
    wish(hall, BIRCH, {EVENING: 0})

    turns = give(hall)

    evenings = [one for one in turns if timezone.localtime(one.starts_at).hour == 18]
    assert {(one.authority_id, one.was_wished) for one in evenings} == {(CEDAR, True)}


def test_turns_given_anew_replace_what_is_to_come_but_not_what_was_swapped(hall):
    give(hall)
    swap = ask(hall)
    actor = manager(CEDAR)
    with tenant_scope(actor):
        commands.answer_swap(actor=actor, swap_id=swap.pk, agrees=True, at=NOW)

    again = {one.pk: one.authority_id for one in give(hall)}

    assert again[swap.gives_id] == CEDAR
    assert again[swap.takes_id] == BIRCH
    assert len(again) == 6


def test_the_database_refuses_two_towns_at_once(hall):
    turn = give(hall)[0]
    with tenant_scope(coordinator()), pytest.raises(IntegrityError, match="one_town_at_a_time"), transaction.atomic():
        HallTurn.objects.create(
            region_id=ALDER_VALLEY,
            authority_id=CEDAR,
            pool_id=hall.pool_id,
            hall=hall,
            starts_at=turn.starts_at + timedelta(minutes=30),
            ends_at=turn.ends_at + timedelta(minutes=30),
        )


def test_a_town_neither_wishes_nor_gives_for_another(hall):
    give(hall)
    actor = manager(CEDAR)
    with tenant_scope(actor):
        with pytest.raises(PermissionDenied):
            commands.set_wishes(actor=actor, hall_id=hall.pk, authority_id=BIRCH, wishes={EVENING: 3}, at=NOW)
        with pytest.raises(PermissionDenied):
            commands.make_turns(actor=actor, hall_id=hall.pk, first_on=NOW.date() + timedelta(1), weeks=1, at=NOW)
    with pytest.raises(PermissionDenied):
        ask(hall, actor=actor)


def test_who_asked_for_a_swap_does_not_agree_to_it_but_may_take_it_back(hall):
    give(hall)
    swap, actor = ask(hall), manager(BIRCH)
    with tenant_scope(actor):
        with pytest.raises(PermissionDenied):
            commands.answer_swap(actor=actor, swap_id=swap.pk, agrees=True, at=NOW)

        commands.answer_swap(actor=actor, swap_id=swap.pk, agrees=False, at=NOW)

        assert HallTurn.objects.get(pk=swap.gives_id).authority_id == BIRCH


def test_a_turn_is_in_one_open_question_only_and_none_that_has_begun(hall):
    give(hall)
    ask(hall)
    with pytest.raises(commands.CannotSwap):
        ask(hall)
    with pytest.raises(commands.CannotSwap):
        ask(hall, at=datetime(2028, 1, 1, tzinfo=UTC))


def test_a_time_at_which_the_hall_is_closed_is_not_wished_for(hall):
    with pytest.raises(commands.NotATime):
        wish(hall, CEDAR, {(SUNDAY, time(3)): 3})


@pytest.mark.parametrize(("region", "authority"), [(MAPLE_HILLS, ELM), (ALDER_VALLEY, ELM)])
def test_others_read_nothing_past_any_filter(hall, region, authority):
    give(hall)
    wish(hall, CEDAR, {EVENING: 3})
    ask(hall)
    with tenant_scope(make_actor(Role.DEPARTMENT_MANAGER, authority, region_id=region)):
        assert not any(table.objects.exists() for table in (Hall, HallWish, HallTurn, HallSwap))


def test_the_page_shows_a_week_with_ones_own_turns_and_asks_to_swap(hall):
    give(hall, at=timezone.now())
    browser = signed_in(Role.DEPARTMENT_MANAGER, CEDAR)
    turn = HallTurn.objects
    with tenant_scope(coordinator()):
        first = turn.filter(hall=hall, authority=CEDAR).first()
    address = reverse("pooling:hall", args=[hall.pk])

    page = browser.get(address, {"week": f"{timezone.localtime(first.starts_at):%Y-%m-%d}"})

    cells = [one for _clock, row in page.context["rows"] for one in row if one["is_own"]]
    assert [one["cell"].turn.authority_id for one in cells] == [CEDAR] * len(cells) != []
    form = page.context["swap"]
    done = browser.post(
        reverse("pooling:hall-swap", args=[hall.pk]),
        {"gives": form["gives"][0]["turn"].pk, "takes": form["takes"][0]["turn"].pk},
    )
    assert done.url == address
    assert "Take the question back" in browser.get(address).text
    assert "Give the turns" not in page.text


def test_a_hall_is_begun_wished_for_and_given_on_its_pages():
    pool, browser = make_pool(), signed_in(Role.COORDINATOR)
    weights = {f"weight_{BIRCH}": 6, f"weight_{CEDAR}": 4}
    times = {"opens": "16:00", "closes": "20:00", "turn_minutes": 60}

    made = browser.post(
        reverse("pooling:new-hall", args=[pool.pk]), {"title": "אולם", "days": [6, 1], **times, **weights}
    )
    with tenant_scope(coordinator()):
        hall = Hall.objects.get(pool=pool)
    town = signed_in(Role.DEPARTMENT_MANAGER, BIRCH)
    town.post(reverse("pooling:hall-wishes", args=[hall.pk]), {"authority": BIRCH, "wish_6_1900": "3"})
    first = timezone.localdate() + timedelta(days=1)
    given = browser.post(reverse("pooling:hall-turns", args=[hall.pk]), {"first_on": first, "weeks": 3})

    assert made.url == reverse("pooling:hall", args=[hall.pk])
    assert given.url == f"{made.url}?week={first}"
    assert reverse("pooling:hall", args=[hall.pk]) in town.get(reverse("pooling:pool", args=[pool.pk])).text
    with tenant_scope(coordinator()):
        assert {one.authority_id for one in hall.turns.filter(was_wished=True)} == {BIRCH}


def test_no_turn_of_a_town_falls_on_a_holiday_that_it_keeps(hall):
    spring, actor = datetime(2027, 4, 12, 9, tzinfo=UTC), manager(BIRCH)
    with tenant_scope(actor):
        commands.set_wishes(
            actor=actor, hall_id=hall.pk, authority_id=BIRCH, wishes={}, keeps=["muslim", "druze"], at=NOW
        )

    turns = give(hall, weeks=3, at=spring)

    days = {(timezone.localdate(one.starts_at).isoformat(), one.authority_id) for one in turns}
    assert ("2027-04-18", BIRCH) in days
    assert {town for day, town in days if day == "2027-04-25"} == {CEDAR}  # the feast of Shu'ayb


def test_a_holiday_of_no_community_is_refused(hall):
    actor = manager(BIRCH)
    with tenant_scope(actor), pytest.raises(commands.NotATime):
        commands.set_wishes(actor=actor, hall_id=hall.pk, authority_id=BIRCH, wishes={}, keeps=["xmas"], at=NOW)


@pytest.mark.parametrize("town", ["-1", "9" * 5000])
def test_a_town_that_a_form_makes_up_is_not_found(hall, town):
    page = signed_in(Role.DEPARTMENT_MANAGER, BIRCH)

    assert page.post(reverse("pooling:hall-wishes", args=[hall.pk]), {"authority": town}).status_code == 404
    assert page.get(reverse("pooling:hall", args=[hall.pk]), {"town": town}).status_code == 200


def test_turns_of_a_closed_service_are_swapped_no_more(hall):
    give(hall)
    swap, actor = ask(hall), coordinator()
    with tenant_scope(actor):
        commands.close_pool(actor=actor, pool_id=hall.pool_id, at=NOW)

    other = manager(CEDAR)
    with tenant_scope(other), pytest.raises(PermissionDenied):
        commands.answer_swap(actor=other, swap_id=swap.pk, agrees=True, at=NOW)
