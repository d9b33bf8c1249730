from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from igum.core.actor import Actor, PostHeld
from igum.core.errors import Refused
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.messages import access, commands
from igum.messages.models import Message
from igum.messages.rules.states import Failure, State
from igum.messages.tests.factories import (
    MONDAY_NIGHT,
    MONDAY_NOON,
    PROGRAM,
    make_message,
    make_messages,
    of_birch,
    reread,
)
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, CEDAR, acting, make_actor, make_places


@pytest.fixture
def worker(places):
    return of_birch()


def change(message: Message, **columns: object) -> Message:
    with tenant_scope(PROGRAM):
        Message.objects.filter(pk=message.pk).update(**columns)
    return message


def do(command, actor, message, at=MONDAY_NOON):
    with acting(actor):
        return command(actor=actor, message_id=message.pk, at=at)


class TestMark:
    def test_whoever_sends_by_hand_is_noted_and_may_take_it_back(self, worker):
        message = make_message()

        do(commands.mark_sent_by_hand, worker, message)
        marked = reread(message)
        do(commands.undo_mark, worker, message)

        assert (marked.state, marked.sent_by_id, marked.sent_by_hand) == (State.SENT, worker.user_id, True)
        assert reread(message).state == State.WAITING

    def test_a_second_mark_is_refused_in_words(self, worker):
        message = make_message()
        do(commands.mark_sent_by_hand, worker, message)

        with pytest.raises(commands.AlreadySent, match="marked as sent already"):
            do(commands.mark_sent_by_hand, worker, message)

    def test_what_was_withdrawn_is_not_marked(self, worker):
        message = change(make_message(), withdrawn_at=MONDAY_NOON)

        with pytest.raises(commands.AlreadySent, match="withdrawn"):
            do(commands.mark_sent_by_hand, worker, message)

    def test_what_a_channel_is_sending_now_is_not_marked_and_what_was_cut_off_is(self, worker):
        message = change(make_message(), handed_at=MONDAY_NOON)

        with pytest.raises(commands.IsBeingSent):
            do(commands.mark_sent_by_hand, worker, message, MONDAY_NOON + timedelta(minutes=1))
        do(commands.mark_sent_by_hand, worker, message, MONDAY_NOON + timedelta(minutes=6))

        assert reread(message).state == State.SENT

    def test_what_went_out_by_itself_cannot_be_unmarked(self, worker):
        message = change(make_message(), sent_at=MONDAY_NOON)

        with pytest.raises(commands.NotMarked, match="went out by itself"):
            do(commands.undo_mark, worker, message)

    def test_what_is_not_marked_cannot_be_unmarked(self, worker):
        with pytest.raises(commands.NotMarked, match="not marked"):
            do(commands.undo_mark, worker, make_message())

    def test_a_neighbour_does_not_even_learn_that_there_is_a_letter(self, worker):
        message = make_message()

        with pytest.raises(Message.DoesNotExist):
            do(commands.mark_sent_by_hand, make_actor(Role.SOCIAL_WORKER, CEDAR), message)

    def test_two_hands_at_once_mark_once(self, committed_db):
        make_places()
        message = make_message()
        workers = [of_birch(), of_birch()]
        together, refused = Barrier(2), []

        def mark(actor):
            try:
                with acting(actor):
                    together.wait(timeout=400)
                    commands.mark_sent_by_hand(actor=actor, message_id=message.pk, at=MONDAY_NOON)
            except Refused as words:
                refused.append(words)
            finally:
                connection.close()

        threads = [Thread(target=mark, args=[actor]) for actor in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [type(words) for words in refused] == [commands.AlreadySent]
        with tenant_scope(PROGRAM):
            assert AuditRow.objects.filter(action="messages.message.marked_sent").count() == 1


class TestMarkMany:
    def mark(self, actor, ids):
        with acting(actor):
            return commands.mark_many_sent_by_hand(actor=actor, message_ids=ids, at=MONDAY_NOON)

    def test_those_that_wait_are_marked_and_the_others_counted(self, worker):
        letters = make_messages(4)
        change(letters[0], withdrawn_at=MONDAY_NOON)
        do(commands.mark_sent_by_hand, worker, letters[1], MONDAY_NOON - timedelta(hours=1))

        done = self.mark(worker, [letter.pk for letter in letters] * 2)

        assert (done.marked, done.left) == (2, 2)
        assert [reread(letter).state for letter in letters] == [State.WITHDRAWN, State.SENT, State.SENT, State.SENT]

    def test_when_none_waits_it_says_so(self, worker):
        with pytest.raises(commands.AlreadySent, match="None of these"):
            self.mark(worker, [uuid4()])

    def test_more_than_anybody_can_have_looked_at_is_refused(self, worker):
        with pytest.raises(commands.TooMany):
            self.mark(worker, [uuid4() for _ in range(201)])

    def test_twenty_five_cost_as_many_queries_as_two(self, worker, django_assert_num_queries):
        letters = make_messages(25)

        with acting(worker), django_assert_num_queries(5):
            commands.mark_many_sent_by_hand(actor=worker, message_ids=[each.pk for each in letters], at=MONDAY_NOON)


class TestSendAgain:
    @pytest.mark.parametrize("moment", ["failed_at", "unsure_at"])
    def test_what_failed_or_is_in_doubt_waits_once_more_under_another_key(self, worker, moment):
        message = change(make_message(), failure=Failure.REFUSED, attempts=6, **{moment: MONDAY_NOON})
        before = message.provider_key

        do(commands.send_again, worker, message, MONDAY_NIGHT)

        again = reread(message)
        assert (again.state, again.failure, again.attempts) == (State.WAITING, "", 0)
        assert again.provider_key != before

    def test_what_waits_or_was_sent_is_not_sent_again(self, worker):
        message = make_message()
        with pytest.raises(commands.NothingToRepeat):
            do(commands.send_again, worker, message)

        do(commands.mark_sent_by_hand, worker, message)
        with pytest.raises(commands.NothingToRepeat):
            do(commands.send_again, worker, message)


def test_the_database_itself_keeps_what_went_out_from_being_withdrawn(places):
    message = change(make_message(), sent_at=MONDAY_NOON)

    with pytest.raises(IntegrityError, match="outbox_what_went_out_is_not_withdrawn"), transaction.atomic():
        change(message, withdrawn_at=MONDAY_NOON)


@pytest.mark.parametrize(
    ("role", "opens"),
    [(role, role in (Role.SOCIAL_WORKER, Role.COORDINATOR, Role.DEPARTMENT_MANAGER)) for role in Role],
)
def test_the_outbox_opens_to_those_who_write_to_residents(role, opens):
    decision = access.may_open_outbox(make_actor(role, user_id=7))

    assert decision.allowed is opens
    assert bool(decision.reason) is not opens


def test_a_post_in_an_organisation_opens_no_outbox():
    posts = (PostHeld(Role.COORDINATOR, ALDER_VALLEY, organization_id="o"),)

    assert not access.may_open_outbox(Actor(7, ALDER_VALLEY, posts))


def test_only_the_program_gives_letters_to_a_channel(worker):
    with acting(worker), pytest.raises(PermissionDenied, match="by themselves"):
        commands.take_due(actor=worker, at=MONDAY_NOON)
