from datetime import date, datetime, time
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.messages import commands, queries
from igum.messages.models import Message
from igum.messages.rules.states import State
from igum.messages.rules.wording import FSI, LRI, PDI
from igum.messages.slots import WORDINGS
from igum.messages.tests.factories import (
    JERUSALEM,
    MONDAY_NIGHT,
    MONDAY_NOON,
    OFFER,
    PROGRAM,
    RUTH,
    TUESDAY_EIGHT,
    make_message,
    make_messages,
    of_birch,
    reread,
)
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, CEDAR, acting, make_actor, make_places


@pytest.mark.usefixtures("places")
class TestWriteMessage:
    def test_a_letter_speaks_the_recipients_language_and_waits_for_a_hand(self):
        written = make_message(to=commands.Recipient("سامي", "ar", phone="052-7654321"), facts={"name": "سامي"})

        assert (written.language, written.subject) == ("ar", "مكان في البرنامج")
        assert written.body == "مرحبا سامي، تم حجز مكان لك."
        assert (written.phone, written.channel, written.state) == ("+972527654321", "by_hand", State.WAITING)
        assert written.due_at == MONDAY_NOON

    def test_a_language_without_words_gets_the_next_best_and_says_so(self):
        written = make_message(to=commands.Recipient("Ольга", "ru"), facts={"name": "Ольга"})

        assert written.language == "he"
        assert f"{FSI}Ольга{PDI}" in written.body

    def test_days_hours_and_numbers_are_written_as_the_language_writes_them(self):
        words = {"he": commands.Wording("s", "{day} | {moment} | {hour} | {count}")}
        facts = {
            "day": date(2027, 2, 1),
            "moment": datetime(2027, 2, 1, 16, 30, tzinfo=JERUSALEM),
            "hour": time(9, 5),
            "count": 17,
        }

        day, moment, hour, count = make_message(wordings=words, facts=facts).body.split(" | ")

        assert "פברואר" in day
        assert "16:30" in moment
        assert (hour, count) == (f"{LRI}09:05{PDI}", "17")

    def test_the_same_key_never_makes_a_second_letter_whatever_else_differs(self):
        first = make_message(once="offer:1:made")

        second = make_message(once="offer:1:made", facts={"name": "Dan"}, at=MONDAY_NIGHT)

        assert second.pk == first.pk
        assert "רות" in reread(first).body
        assert queries_of_program() == 1

    def test_twins_in_one_batch_are_one_letter(self):
        letter = commands.Letter(RUTH, ("x", "1"), "twin", BIRCH, wordings=OFFER, facts={"name": "רות"})

        with tenant_scope(PROGRAM):
            written = commands.write_messages(actor=PROGRAM, letters=[letter, letter], at=MONDAY_NOON)

        assert written[0].pk == written[1].pk
        assert queries_of_program() == 1

    def test_a_hundred_letters_cost_the_same_queries_as_one(self, django_assert_num_queries):
        letters = [
            commands.Letter(RUTH, ("x", "1"), f"k{n}", BIRCH, wordings=OFFER, facts={"name": "a"}) for n in range(100)
        ]

        with tenant_scope(PROGRAM), django_assert_num_queries(6):  # region, insert, look, trail; savepoints
            commands.write_messages(actor=PROGRAM, letters=letters, at=MONDAY_NOON)

        assert queries_of_program() == 100

    def test_a_fact_that_nobody_told_is_refused_by_its_name(self):
        with pytest.raises(commands.MissingFacts, match=r"\{name\}"):
            make_message(facts={})

        assert queries_of_program() == 0

    def test_words_with_a_broken_place_are_refused(self):
        with pytest.raises(commands.CannotBeWritten, match="both braces"):
            make_message(wordings={"he": commands.Wording("s", "שלום {name")})

    def test_a_letter_without_words_in_any_language_is_refused(self):
        with pytest.raises(commands.CannotBeWritten, match="no words"):
            make_message(wordings={}, template="nobody.wrote.this")

    def test_a_letter_of_ten_thousand_and_one_signs_is_refused(self):
        with pytest.raises(commands.CannotBeWritten, match="too long"):
            make_message(wordings={"he": commands.Wording("s", "א" * 10_001)})

    def test_a_letter_to_nobody_is_refused(self):
        with pytest.raises(commands.NobodyToWriteTo):
            make_message(to=commands.Recipient(" \u202e\n", "he"))

    @pytest.mark.parametrize("key", ["", "two words", "רות", "x" * 121, "a\n"])
    def test_a_key_that_is_no_code_is_a_mistake_of_the_program(self, key):
        with pytest.raises(ValueError, match="once must be a code"):
            make_message(once=key)

    def test_a_contact_that_cannot_be_one_is_kept_as_typed_and_the_letter_waits_for_a_hand(self, email_first):
        written = make_message(to=commands.Recipient("רות", "he", phone="ask her aunt", email="ruth at home"))

        assert (written.phone, written.email, written.channel) == ("ask her aunt", "ruth at home", "by_hand")

    def test_a_letter_that_goes_by_itself_waits_for_the_morning_and_an_urgent_one_does_not(self, email_first):
        assert make_message(at=MONDAY_NIGHT).due_at == TUESDAY_EIGHT
        assert make_message(at=MONDAY_NIGHT, urgent=True).due_at == MONDAY_NIGHT
        assert make_message(at=MONDAY_NIGHT, to=commands.Recipient("רות", "he")).due_at == MONDAY_NIGHT

    def test_a_module_above_gives_its_letters_as_a_file_and_a_programme_may_say_it_otherwise(self, tmp_path):
        file = tmp_path / "letters.yaml"
        file.write_text("tests.offer:\n  he: {subject: כללי, body: 'כללי {name}'}\n  ru: {subject: О, body: Общий}\n")
        WORDINGS.fill("tests", file)
        try:
            general = make_message(wordings=None, template="tests.offer")
            own = make_message(template="tests.offer")
            russian = make_message(template="tests.offer", to=commands.Recipient("Ольга", "ru"))
        finally:
            del WORDINGS._fillings["tests"]

        assert general.body == "כללי רות"
        assert own.body == "שלום רות, נשמר לך מקום."
        assert russian.body == "Общий"

    def test_the_trail_holds_ids_and_nothing_that_was_written(self):
        written = make_message()

        with tenant_scope(PROGRAM):
            row = AuditRow.objects.get(action="messages.message.written")
        assert row.object_id == str(written.pk)
        assert "רות" not in str(row.facts)
        assert "501234567" not in str(row.facts)


def queries_of_program() -> int:
    with tenant_scope(PROGRAM):
        return Message.objects.count()


@pytest.mark.usefixtures("places")
class TestLeave:
    def write(self, actor, authority_id):
        with acting(actor):
            return commands.write_message(
                actor=actor,
                to=RUTH,
                about=("x", "1"),
                once=str(uuid4()),
                at=MONDAY_NOON,
                authority_id=authority_id,
                wordings=OFFER,
                facts={"name": "רות"},
            )

    def test_a_worker_writes_for_her_own_authority_only(self):
        worker = of_birch()

        assert self.write(worker, BIRCH).written_by_id == worker.user_id
        for elsewhere in (CEDAR, None):
            with pytest.raises(PermissionDenied, match="Only workers of this authority"):
                self.write(worker, elsewhere)

    def test_a_coordinator_of_the_region_writes_for_all_of_it(self):
        coordinator = make_actor(Role.COORDINATOR)

        assert self.write(coordinator, CEDAR).authority_id == CEDAR
        assert self.write(coordinator, None).authority_id is None

    @pytest.mark.parametrize("role", [Role.RESIDENT, Role.VOLUNTEER, Role.STEERING_MEMBER, Role.PRIVACY_OFFICER])
    def test_others_write_none(self, role):
        with pytest.raises(PermissionDenied):
            self.write(make_actor(role), None)

    def test_a_letter_is_read_by_its_own_authority_and_the_region_and_by_nobody_next_door(self):
        message = make_message()

        seen = {}
        for name, actor in {
            "birch": of_birch(),
            "cedar": make_actor(Role.SOCIAL_WORKER, CEDAR),
            "region": make_actor(Role.COORDINATOR),
            "director": make_actor(Role.REGION_DIRECTOR),
            "administrator": make_actor(Role.ADMINISTRATOR),
        }.items():
            with acting(actor):
                seen[name] = queries.messages_for(actor).filter(pk=message.pk).exists()

        assert [name for name, sees in seen.items() if sees] == ["birch", "region"]

    def test_a_page_about_a_thing_shows_its_letters_to_whoever_may_read_them(self):
        make_messages(2, about=("programmes.offer", "7"))
        make_message()
        worker, neighbour = of_birch(), make_actor(Role.SOCIAL_WORKER, CEDAR)

        with acting(worker):
            assert queries.messages_about(worker, "programmes.offer", "7").count() == 2
        with acting(neighbour):
            assert queries.messages_about(neighbour, "programmes.offer", "7").count() == 0


@pytest.mark.usefixtures("places")
class TestWithdraw:
    def test_a_withdrawn_letter_does_not_wait_any_more(self):
        message, worker = make_message(), of_birch()

        with acting(worker):
            commands.withdraw_message(actor=worker, message_id=message.pk, at=MONDAY_NOON)
            commands.withdraw_message(actor=worker, message_id=message.pk, at=MONDAY_NIGHT)

        assert reread(message).withdrawn_at == MONDAY_NOON
        assert reread(message).state == State.WITHDRAWN

    def test_what_has_gone_out_is_not_withdrawn(self):
        message, worker = make_message(), of_birch()

        with acting(worker):
            commands.mark_sent_by_hand(actor=worker, message_id=message.pk, at=MONDAY_NOON)
            with pytest.raises(commands.WasSent, match="Call the recipient"):
                commands.withdraw_message(actor=worker, message_id=message.pk, at=MONDAY_NOON)


def test_twenty_hands_with_one_key_write_one_letter(committed_db):
    make_places()
    together = Barrier(20)
    found = []

    def write():
        together.wait(timeout=400)
        try:
            found.append(make_message(once="offer:1:made").pk)
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with tenant_scope(PROGRAM):
        assert Message.objects.count() == 1
        assert AuditRow.objects.filter(action="messages.message.written").count() == 1
    assert len(found) == 20
    assert len(set(found)) == 1
