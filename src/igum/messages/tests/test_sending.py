from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.db import connection
from procrastinate.contrib.django import app

from igum.core.tenancy import tenant_scope
from igum.messages import commands
from igum.messages.channels.protocol import Outcome, Result
from igum.messages.models import Message
from igum.messages.rules.states import ATTEMPT_LASTS, KEY_REMEMBERED, Failure, State
from igum.messages.tasks import send_due, send_due_of
from igum.messages.tests.factories import (
    MONDAY_NIGHT,
    MONDAY_NOON,
    PROGRAM,
    TUESDAY_EIGHT,
    make_message,
    make_messages,
    of_birch,
    reread,
)
from igum.people.tests.factories import ALDER_VALLEY, acting, make_places

MINUTE = timedelta(minutes=1)
SENT = Outcome(Result.SENT)
LOST = Outcome(Result.UNSURE, Failure.NO_ANSWER)
BUSY = Outcome(Result.LATER, Failure.BUSY)
LOST_BUT_REPEATED = Outcome(Result.LATER, Failure.NO_ANSWER)
REFUSED = Outcome(Result.REFUSED, Failure.REFUSED)


def take(at=MONDAY_NOON, without=frozenset()):
    with tenant_scope(PROGRAM):
        return commands.take_due(actor=PROGRAM, at=at, without=without)


def note(message, outcome, at=MONDAY_NOON):
    with tenant_scope(PROGRAM):
        commands.note_outcome(actor=PROGRAM, message_id=message.pk, outcome=outcome, at=at)
    return reread(message)


@pytest.fixture
def sms_first(settings):
    settings.IGUM_CHANNELS = ["sms"]
    settings.IGUM_SMS = {"url": "http://127.0.0.1:1/"}


@pytest.fixture
def sms_with_keys(settings, sms_first):
    settings.IGUM_SMS = {"url": "http://127.0.0.1:1/", "idempotency": "Idempotency-Key"}


@pytest.mark.usefixtures("places", "email_first")
class TestTakeDue:
    def test_the_letter_due_longest_is_taken_once(self):
        younger = make_message(at=MONDAY_NOON - MINUTE)
        older = make_message(at=MONDAY_NOON - 2 * MINUTE)

        taken = [take(), take(), take()]

        assert [each and each.message_id for each in taken] == [older.pk, younger.pk, None]
        assert reread(older).state == State.UNDER_WAY

    def test_what_is_not_due_was_sent_or_withdrawn_or_waits_for_a_hand_is_not_taken(self, settings):
        later, marked, gone = make_message(at=MONDAY_NOON + MINUTE), make_message(), make_message()
        settings.IGUM_CHANNELS = []
        make_message()
        settings.IGUM_CHANNELS = ["email"]
        worker = of_birch()
        with acting(worker):
            commands.mark_sent_by_hand(actor=worker, message_id=marked.pk, at=MONDAY_NOON)
            commands.withdraw_message(actor=worker, message_id=gone.pk, at=MONDAY_NOON)

        assert take() is None
        assert reread(later).state == State.WAITING

    def test_what_stayed_over_till_night_waits_for_the_morning_and_what_is_urgent_does_not(self):
        usual, urgent = make_message(at=MONDAY_NOON), make_message(at=MONDAY_NOON + MINUTE, urgent=True)

        assert take(MONDAY_NIGHT).message_id == urgent.pk
        assert take(MONDAY_NIGHT) is None
        assert take(TUESDAY_EIGHT).message_id == usual.pk

    def test_a_channel_that_rests_is_passed_over(self):
        make_message()

        assert take(without=frozenset({"email"})) is None

    def test_a_channel_that_is_no_longer_set_up_leaves_its_letters_to_a_hand(self, settings):
        letters = make_messages(3)
        settings.IGUM_CHANNELS = []

        assert take() is None
        assert {reread(each).state for each in letters} == {State.FAILED}
        assert reread(letters[0]).failure == Failure.NOT_SET_UP

    def test_a_letter_whose_sender_died_is_in_doubt_and_never_handed_over_again(self):
        message = make_message()
        take()

        assert take(MONDAY_NOON + ATTEMPT_LASTS) is None
        assert reread(message).state == State.UNDER_WAY
        assert take(MONDAY_NOON + ATTEMPT_LASTS + MINUTE) is None
        assert (reread(message).state, reread(message).failure) == (State.UNSURE, Failure.STOPPED)


@pytest.mark.usefixtures("places", "sms_with_keys")
class TestRepeats:
    def test_a_provider_that_knows_keys_is_asked_again_with_the_same_key(self):
        message = make_message()
        first = take()

        second = take(MONDAY_NOON + ATTEMPT_LASTS + MINUTE)

        assert second.letter.key == first.letter.key
        assert reread(message).attempts == 2

    def test_but_not_after_it_may_have_forgotten(self):
        message = make_message()
        take()

        assert take(MONDAY_NOON + KEY_REMEMBERED + MINUTE) is None
        assert reread(message).state == State.UNSURE

    def test_a_lost_answer_is_asked_for_at_night_too_and_at_most_four_times_in_all(self):
        evening = MONDAY_NIGHT.replace(hour=20, minute=59)
        message, at = make_message(at=evening), evening

        for _ in range(3):
            assert take(at) is not None
            at = note(message, LOST_BUT_REPEATED, at).due_at
        take(at)

        assert note(message, LOST_BUT_REPEATED, at).state == State.UNSURE
        assert at - evening == 26 * MINUTE


@pytest.mark.usefixtures("places", "sms_first")
class TestNoteOutcome:
    @pytest.mark.parametrize(
        ("outcome", "state"), [(SENT, State.SENT), (LOST, State.UNSURE), (REFUSED, State.FAILED), (BUSY, State.WAITING)]
    )
    def test_what_a_channel_says_becomes_the_letters_state(self, outcome, state):
        message = make_message()
        take()

        assert note(message, outcome).state == state

    def test_what_was_certainly_not_sent_is_tried_again_and_given_up_after_six_times(self):
        message, at = make_message(), MONDAY_NOON
        dues = []
        while reread(message).state == State.WAITING:
            take(at)
            at = note(message, BUSY, at).due_at
            dues.append(at)

        assert len(dues) == 6
        assert reread(message).state == State.FAILED

    def test_a_second_try_does_not_fall_into_the_night(self):
        evening = MONDAY_NIGHT.replace(hour=20, minute=59, second=30)
        message = make_message(at=evening)
        take(evening)

        assert note(message, BUSY, evening).due_at == TUESDAY_EIGHT

    def test_a_letter_that_somebody_meanwhile_marked_stays_marked(self):
        message, worker = make_message(), of_birch()
        take()
        with acting(worker):
            commands.mark_sent_by_hand(actor=worker, message_id=message.pk, at=MONDAY_NOON + 6 * MINUTE)

        noted = note(message, REFUSED, MONDAY_NOON + 7 * MINUTE)

        assert (noted.state, noted.sent_by_id) == (State.SENT, worker.user_id)

    def test_a_letter_that_went_out_after_all_is_not_called_withdrawn(self):
        message, worker = make_message(), of_birch()
        take()
        with acting(worker):
            commands.withdraw_message(actor=worker, message_id=message.pk, at=MONDAY_NOON + 6 * MINUTE)

        assert note(message, SENT, MONDAY_NOON + 7 * MINUTE).state == State.SENT


@pytest.mark.usefixtures("places", "email_first")
class TestSendDue:
    @pytest.fixture(autouse=True)
    def _by_day(self):
        with time_machine.travel(MONDAY_NOON + MINUTE, tick=True):
            yield

    def test_all_that_is_due_goes_out_once(self):
        letters = make_messages(3)

        assert send_due_of(ALDER_VALLEY) == 3
        assert send_due_of(ALDER_VALLEY) == 0

        assert len(mail.outbox) == 3
        assert {reread(each).state for each in letters} == {State.SENT}
        assert {reread(each).sent_by_id for each in letters} == {None}

    def test_the_job_of_every_minute_does_all_regions(self):
        make_message()

        send_due(0)

        assert len(mail.outbox) == 1

    def test_what_was_written_for_a_channel_that_is_gone_comes_to_a_hand_within_the_minute(self, settings):
        message = make_message()
        settings.IGUM_CHANNELS = []

        send_due(0)

        assert reread(message).state == State.FAILED
        assert mail.outbox == []

    def test_the_job_comes_by_the_clock(self):
        assert "messages.send_due" in {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    def test_a_channel_that_does_not_answer_three_times_rests_till_the_next_minute(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        letters = make_messages(6)

        assert send_due_of(ALDER_VALLEY) == 3

        assert sum(reread(each).attempts for each in letters) == 3


def test_eight_senders_at_once_hand_over_every_letter_once(committed_db, email_first):
    make_places()
    make_messages(40)
    together, taken = Barrier(8), []

    def work():
        try:
            together.wait(timeout=400)
            while (one := take(MONDAY_NOON + MINUTE)) is not None:
                taken.append(one.message_id)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(set(taken)) == 40
    with tenant_scope(PROGRAM):
        assert set(Message.objects.values_list("attempts", flat=True)) == {1}
