from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.volunteering import commands
from igum.volunteering.models import Shift, SignUp, Volunteer
from igum.volunteering.rules.vetting import POLICE, REFERRAL, VIOLENCE
from igum.volunteering.tests.factories import (
    NOW,
    PROGRAM,
    TODAY,
    TUESDAY_FOUR,
    TWO_HOURS,
    join,
    leave,
    make_opportunity,
    make_shift,
    make_volunteer,
    neighbour,
    of,
    reread,
    somebody,
    vetted,
    worker,
)

pytestmark = pytest.mark.usefixtures("places")


def see_birth_year(volunteer: Volunteer, actor) -> None:
    with tenant_scope(actor):
        commands.confirm_birth_year(actor=actor, volunteer_id=volunteer.pk, at=NOW)


def letters_to(volunteer) -> set[str]:
    with tenant_scope(PROGRAM):
        found = Message.objects.filter(recipient_name=volunteer.name)
        return {message.once.split(":")[1] for message in found}


class TestJoiningAShift:
    def test_gives_the_first_place_and_writes_a_letter(self):
        shift, noa = make_shift(), make_volunteer()

        sign_up = join(shift, noa)

        assert (sign_up.place, sign_up.starts_at) == (1, TUESDAY_FOUR)
        assert reread(shift).taken == 1
        assert letters_to(noa) == {"joined"}

    def test_waits_in_line_when_all_places_are_taken(self):
        shift = make_shift(places=1)
        join(shift, make_volunteer())

        sign_up = join(shift, noa := make_volunteer())

        assert sign_up.waits
        assert reread(shift).taken == 1
        assert letters_to(noa) == {"waits"}

    def test_is_refused_twice(self):
        shift, noa = make_shift(), make_volunteer()
        join(shift, noa)

        with pytest.raises(commands.AlreadySignedUp, match="signed up for this shift already"):
            join(shift, noa)

    def test_is_refused_for_another_shift_at_that_time(self):
        noa = make_volunteer()
        join(make_shift(), noa)

        with pytest.raises(commands.Clash, match="another shift at that time"):
            join(make_shift(starts_at=TUESDAY_FOUR + timedelta(hours=1)), noa)

    def test_one_may_follow_the_other_at_once(self):
        noa = make_volunteer()
        join(make_shift(), noa)

        assert join(make_shift(starts_at=TUESDAY_FOUR + TWO_HOURS), noa).place == 1

    def test_may_wait_for_one_shift_while_holding_another(self):
        noa, full = make_volunteer(), make_shift(places=1)
        join(full, make_volunteer())
        join(full, noa)

        assert join(make_shift(), noa).place == 1

    def test_is_refused_while_nobody_is_looked_for(self):
        shift = make_shift()
        actor = worker()
        with tenant_scope(actor):
            commands.pause_recruiting(actor=actor, opportunity_id=shift.opportunity_id, at=NOW)

        with pytest.raises(commands.NotLookedFor, match="enough people here now"):
            join(shift, make_volunteer())

    def test_is_refused_to_whoever_is_too_young(self):
        shift = make_shift(minimum_age=21)

        with pytest.raises(commands.TooYoung, match="from the age of 21"):
            join(shift, make_volunteer(birth_year=2007))

    def test_is_refused_once_it_has_begun(self):
        with pytest.raises(PermissionDenied, match="has begun already"):
            join(make_shift(), make_volunteer(), at=TUESDAY_FOUR)

    def test_is_done_by_a_worker_for_whoever_called(self):
        noa = make_volunteer()

        assert join(make_shift(), noa, actor=worker()).place == 1

    @pytest.mark.parametrize("stranger", [neighbour, somebody])
    def test_is_refused_to_strangers(self, stranger):
        with pytest.raises(PermissionDenied, match="sign up themselves"):
            join(make_shift(), make_volunteer(), actor=stranger())


class TestVetting:
    def test_a_task_with_children_asks_for_both_clearances(self):
        with pytest.raises(commands.NotVetted) as refused:
            join(make_shift(with_minors=True), make_volunteer(birth_year=1990))

        assert "Police clearance for work with minors" in str(refused.value)
        assert "Police clearance under the violence law" in str(refused.value)

    def test_whoever_has_both_joins(self):
        noa = vetted(make_volunteer(birth_year=1990), POLICE, VIOLENCE)

        assert join(make_shift(with_minors=True), noa).place == 1

    def test_a_youth_brings_the_parents_consent_instead(self):
        shift, youth = make_shift(with_minors=True), make_volunteer(birth_year=2011)
        see_birth_year(youth, worker())
        with pytest.raises(commands.NotVetted, match="Parents' consent"):
            join(shift, youth)
        vetted(youth, "parents_consent")

        assert join(shift, youth).place == 1

    def test_a_year_that_nobody_has_seen_lowers_no_demand(self):
        youth = make_volunteer(birth_year=1990)
        see_birth_year(youth, worker())
        with tenant_scope(of(youth)):
            profile = commands.Profile(youth.name, birth_year=2011, locality_id=youth.locality_id)
            commands.change_profile(actor=of(youth), volunteer_id=youth.pk, profile=profile, at=NOW)

        assert reread(youth).birth_year_seen_at is None
        with pytest.raises(commands.NotVetted, match="Police clearance"):
            join(make_shift(with_minors=True), youth)

    def test_nobody_confirms_their_own_year_nor_next_door(self):
        youth = make_volunteer(birth_year=2011)

        with pytest.raises(PermissionDenied):
            see_birth_year(youth, of(youth))
        with pytest.raises(Volunteer.DoesNotExist):
            see_birth_year(youth, neighbour())

    def test_what_runs_out_before_the_shift_does_not_count(self):
        noa = vetted(make_volunteer(), REFERRAL, issued_on=TODAY.replace(year=2026, month=1, day=6))
        shift = make_shift(requires=("insurance_referral",), starts_at=TUESDAY_FOUR + timedelta(days=1))

        with pytest.raises(commands.NotVetted, match="is good until"):
            join(shift, noa)

    def test_on_its_last_day_it_still_counts(self):
        noa = vetted(make_volunteer(), REFERRAL, issued_on=TODAY.replace(year=2026, month=1, day=6))

        assert join(make_shift(requires=("insurance_referral",)), noa).place == 1


class TestLeavingAShift:
    def test_gives_the_place_to_whoever_waits_longest(self):
        shift, first, second, third = make_shift(places=1), *(make_volunteer() for _ in range(3))
        held = join(shift, first)
        waits, last = join(shift, second), join(shift, third, at=NOW + timedelta(minutes=1))

        leave(held)

        assert reread(waits).place == 1
        assert reread(last).waits
        assert reread(shift).taken == 1
        assert letters_to(second) == {"waits", "place_free"}

    def test_passes_over_whoever_is_elsewhere_by_now(self):
        shift, first, second, third = make_shift(places=1), *(make_volunteer() for _ in range(3))
        held = join(shift, first)
        elsewhere, free = join(shift, second), join(shift, third, at=NOW + timedelta(minutes=1))
        join(make_shift(), second)

        leave(held)

        assert reread(elsewhere).waits
        assert reread(free).place == 1

    def test_is_too_late_once_it_has_begun(self):
        sign_up = join(make_shift(), make_volunteer())

        with pytest.raises(commands.NotNow, match="has begun"):
            leave(sign_up, at=TUESDAY_FOUR)

    def test_twice_is_the_same_as_once(self):
        shift = make_shift()
        sign_up = join(shift, make_volunteer())
        leave(sign_up)

        leave(sign_up)

        assert reread(shift).taken == 0

    def test_the_place_may_be_taken_again(self):
        shift, noa = make_shift(), make_volunteer()
        leave(join(shift, noa))

        assert join(shift, noa).place == 1


class TestOnTheDay:
    @pytest.mark.parametrize("hours", [-5, 2])
    def test_on_the_way_is_said_near_the_shift_only(self, hours):
        sign_up = join(make_shift(), make_volunteer())

        with pytest.raises(commands.NotNow, match="hours before the shift"):
            say_on_way(sign_up, at=TUESDAY_FOUR + timedelta(hours=hours))

    def test_on_the_way_and_arrived(self):
        sign_up = join(make_shift(), make_volunteer())
        say_on_way(sign_up, at=TUESDAY_FOUR - timedelta(minutes=30))
        note(sign_up, came=True, at=TUESDAY_FOUR)

        found = reread(sign_up)
        assert (found.on_way_at, found.arrived_at) == (TUESDAY_FOUR - timedelta(minutes=30), TUESDAY_FOUR)

    def test_the_later_note_counts(self):
        sign_up = join(make_shift(), make_volunteer())
        note(sign_up, came=False, at=TUESDAY_FOUR + timedelta(minutes=20))
        note(sign_up, came=True, at=TUESDAY_FOUR + timedelta(minutes=30))

        found = reread(sign_up)
        assert (found.missed_at, found.arrived_at) == (None, TUESDAY_FOUR + timedelta(minutes=30))

    def test_nobody_is_noted_as_missing_before_it_begins(self):
        sign_up = join(make_shift(), make_volunteer())

        with pytest.raises(commands.NotNow, match="has not begun"):
            note(sign_up, came=False, at=TUESDAY_FOUR - timedelta(minutes=1))


class TestTheDatabaseItself:
    def test_refuses_to_overbook(self):
        shift = make_shift(places=1)

        with pytest.raises(IntegrityError, match="never_overbooked"), tenant_scope(PROGRAM):
            Shift.objects.filter(pk=shift.pk).update(taken=2)

    def test_refuses_two_shifts_at_one_time(self):
        noa, first, second = make_volunteer(), make_shift(), make_shift()
        join(first, noa)

        with pytest.raises(IntegrityError, match="one_shift_at_a_time"), tenant_scope(PROGRAM):
            make_row(second, noa)

    def test_refuses_a_place_twice(self):
        shift = make_shift()
        join(shift, make_volunteer())

        with pytest.raises(IntegrityError, match="place_is_given_once"), tenant_scope(PROGRAM):
            make_row(shift, make_volunteer())

    def test_moves_sign_ups_with_their_shift(self):
        shift, noa = make_shift(), make_volunteer()
        sign_up = join(shift, noa)
        move(shift, TUESDAY_FOUR + timedelta(days=1))

        assert reread(sign_up).starts_at == TUESDAY_FOUR + timedelta(days=1)
        assert letters_to(noa) == {"joined", "shift_changed"}

    def test_does_not_move_a_shift_onto_another_of_the_same_volunteer(self):
        shift, noa = make_shift(), make_volunteer()
        join(shift, noa)
        join(make_shift(starts_at=TUESDAY_FOUR + timedelta(days=1)), noa)

        with pytest.raises(commands.NotAShift, match="another shift then"):
            move(shift, TUESDAY_FOUR + timedelta(days=1))


class TestCallingAShiftOff:
    def test_frees_everybody_and_tells_them(self):
        opportunity = make_opportunity()
        shift, noa = make_shift(opportunity), make_volunteer()
        sign_up = join(shift, noa)
        actor = worker()
        with tenant_scope(actor):
            commands.cancel_shift(actor=actor, shift_id=shift.pk, at=NOW)

        assert reread(sign_up).left_at == NOW
        assert reread(shift).taken == 0
        assert letters_to(noa) == {"joined", "shift_cancelled"}
        assert join(make_shift(), noa).place == 1


def say_on_way(sign_up: SignUp, *, at) -> None:
    actor = of(sign_up.volunteer)
    with tenant_scope(actor):
        commands.say_on_way(actor=actor, sign_up_id=sign_up.pk, at=at)


def note(sign_up: SignUp, *, came: bool, at) -> None:
    actor = worker()
    with tenant_scope(actor):
        commands.note_arrival(actor=actor, sign_up_id=sign_up.pk, came=came, at=at)


def move(shift: Shift, starts_at) -> None:
    actor = worker()
    with tenant_scope(actor):
        commands.change_shift(
            actor=actor, shift_id=shift.pk, starts_at=starts_at, ends_at=starts_at + TWO_HOURS, places=2, at=NOW
        )


def make_row(shift: Shift, volunteer) -> None:
    """Past every command, as a mistake of ours would."""
    SignUp.objects.create(
        region_id=shift.region_id,
        authority_id=shift.authority_id,
        opportunity_id=shift.opportunity_id,
        shift=shift,
        volunteer=volunteer,
        volunteer_name="x",
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        place=1,
        joined_at=NOW,
    )
