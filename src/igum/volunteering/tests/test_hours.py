from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, ELM, MAPLE_HILLS, make_actor
from igum.volunteering import commands, queries
from igum.volunteering.commands import Given
from igum.volunteering.models import Certificate, HoursEntry, SignUp, Volunteer
from igum.volunteering.tests.factories import (
    NOW,
    OTHER_BODY,
    PROGRAM,
    TUESDAY_FOUR,
    join,
    make_shift,
    make_volunteer,
    neighbour,
    of,
    provider,
    reread,
    somebody,
    worker,
)

pytestmark = pytest.mark.usefixtures("places")
AFTER = TUESDAY_FOUR + timedelta(hours=3)


def log(sign_up: SignUp, minutes: int = 120, *, at=AFTER, **details: object) -> HoursEntry:
    actor = of(sign_up.volunteer)
    given = Given(sign_up.opportunity_id, TUESDAY_FOUR.date(), minutes, sign_up_id=sign_up.pk)
    with tenant_scope(actor):
        return commands.log_hours(actor=actor, volunteer_id=sign_up.volunteer_id, given=given, at=at)


def approve(entry: HoursEntry, actor: Actor | None = None) -> None:
    actor = actor or provider()
    with tenant_scope(actor):
        commands.approve_hours(actor=actor, entry_ids=[entry.pk], at=AFTER)


def certify(volunteer: Volunteer) -> Certificate:
    actor, day = of(volunteer), TUESDAY_FOUR.date()
    with tenant_scope(actor):
        return commands.draw_certificate(
            actor=actor, volunteer_id=volunteer.pk, first_day=day - timedelta(days=9), last_day=day, at=AFTER
        )


class TestLogging:
    def test_hours_wait_until_the_body_approved_them(self):
        entry = log(join(make_shift(), make_volunteer()))
        before = entry.approved_at

        approve(entry)

        assert (before, reread(entry).approved_at) == (None, AFTER)

    def test_of_one_shift_are_written_once(self):
        sign_up = join(make_shift(), make_volunteer())
        log(sign_up)

        with pytest.raises(commands.NotHours, match="written down already"):
            log(sign_up)

    def test_before_the_shift_began_are_refused(self):
        sign_up = join(make_shift(), make_volunteer())

        with pytest.raises(commands.NotHours):
            log(sign_up, at=NOW)

    def test_more_than_a_day_are_refused(self):
        with pytest.raises(commands.NotHours, match="one day"):
            log(join(make_shift(), make_volunteer()), 24 * 60 + 1)

    def test_where_one_only_waited_are_refused(self):
        shift = make_shift(places=1)
        join(shift, make_volunteer())

        with pytest.raises(commands.NotHours, match="where you had a place"):
            log(join(shift, make_volunteer()))


class TestDeciding:
    @pytest.mark.parametrize("stranger", [neighbour, somebody, lambda: provider(OTHER_BODY)])
    def test_strangers_approve_nothing(self, stranger):
        entry = log(join(make_shift(), make_volunteer()))

        with pytest.raises(PermissionDenied):
            approve(entry, stranger())

    def test_nobody_approves_their_own(self):
        noa = make_volunteer()
        entry = log(join(make_shift(), noa))

        with pytest.raises(PermissionDenied, match="their own hours"):
            approve(entry, make_actor(Role.SOCIAL_WORKER, BIRCH, user_id=noa.user_id))

    def test_refused_with_a_reason_they_may_be_written_anew(self):
        sign_up = join(make_shift(), make_volunteer())
        entry, actor = log(sign_up), worker()
        with tenant_scope(actor):
            commands.refuse_hours(actor=actor, entry_id=entry.pk, why="It was one hour.", at=AFTER)

        assert log(sign_up, 60).minutes == 60


class TestCertificates:
    def test_say_what_was_approved_and_are_numbered_without_a_hole(self):
        noa, dana = make_volunteer(), make_volunteer()
        shift = make_shift()
        for one in (noa, dana):
            approve(log(join(shift, one)))

        first, second = certify(noa), certify(dana)

        assert (first.numbered, second.numbered) == ("2027-00001", "2027-00002")
        assert (first.minutes, first.lines[0]["minutes"]) == (120, 120)

    def test_are_the_same_until_further_hours_are_approved(self):
        noa = make_volunteer()
        approve(log(join(make_shift(), noa)))

        first, again = certify(noa), certify(noa)

        assert again == first
        assert again.code == first.code

    def test_keep_their_code_sealed_and_its_hash(self):
        noa = make_volunteer()
        approve(log(join(make_shift(), noa)))
        drawn = certify(noa)

        with tenant_scope(of(noa)), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM volunteering_certificate")
            [row] = cursor.fetchall()
        assert drawn.code not in str(row)
        assert drawn.code.encode() not in b"".join(bytes(one) for one in row if isinstance(one, bytes | memoryview))

    def test_are_not_drawn_of_hours_that_nobody_approved(self):
        noa = make_volunteer()
        log(join(make_shift(), noa))

        with pytest.raises(commands.NothingApproved):
            certify(noa)

    def test_are_read_by_whoever_holds_the_code_and_changed_by_nobody(self):
        noa = make_volunteer()
        approve(log(join(make_shift(), noa)))
        drawn = certify(noa)
        holder = Actor(region_id=ALDER_VALLEY, link=hash_of(drawn.code))

        with tenant_scope(holder):
            found = queries.certificate_by_code(holder)
            changed = Certificate.objects.update(minutes=6000)
        assert found == drawn
        assert changed == 0


class TestTheDatabaseItself:
    """What row-level security shows, past every command and query."""

    @pytest.fixture
    def one_of_each(self):
        noa = make_volunteer()
        log(join(make_shift(), noa))
        return noa

    def seen_by(self, actor: Actor) -> dict[str, int]:
        with tenant_scope(actor), connection.cursor() as cursor:
            counts = {}
            for table in ("volunteer", "signup", "hoursentry", "shift"):
                cursor.execute(f"SELECT count(*) FROM volunteering_{table}")
                counts[table] = cursor.fetchone()[0]
            return counts

    def test_shows_a_volunteer_their_own_and_the_board(self, one_of_each):
        assert self.seen_by(of(one_of_each)) == {"volunteer": 1, "signup": 1, "hoursentry": 1, "shift": 1}

    def test_shows_another_volunteer_the_board_alone(self, one_of_each):
        other = make_volunteer()

        assert self.seen_by(of(other)) == {"volunteer": 1, "signup": 0, "hoursentry": 0, "shift": 1}

    def test_shows_the_body_who_comes_and_no_profile(self, one_of_each):
        assert self.seen_by(provider()) == {"volunteer": 0, "signup": 1, "hoursentry": 1, "shift": 1}

    def test_shows_another_body_nothing_of_it(self, one_of_each):
        assert self.seen_by(provider(OTHER_BODY)) == {"volunteer": 0, "signup": 0, "hoursentry": 0, "shift": 1}

    def test_shows_the_town_next_door_the_board_alone(self, one_of_each):
        assert self.seen_by(neighbour()) == {"volunteer": 0, "signup": 0, "hoursentry": 0, "shift": 1}

    def test_shows_another_region_nothing(self, one_of_each):
        stranger = make_actor(Role.SOCIAL_WORKER, ELM, region_id=MAPLE_HILLS)

        assert set(self.seen_by(stranger).values()) == {0}


def test_a_shift_is_reminded_of_once_the_day_before():
    noa = make_volunteer()
    join(make_shift(), noa)
    with tenant_scope(PROGRAM):
        early = commands.remind_of_shifts(actor=PROGRAM, at=TUESDAY_FOUR - timedelta(hours=27))
        due = commands.remind_of_shifts(actor=PROGRAM, at=TUESDAY_FOUR - timedelta(hours=25))

    assert (early, due) == (0, 1)
