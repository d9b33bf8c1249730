from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.messages.commands import Recipient
from igum.messages.models import Message
from igum.messages.queries import PAGE
from igum.messages.rules.states import Failure, State
from igum.messages.rules.ways import ways_to_send
from igum.messages.slots import ABOUT, Subject
from igum.messages.tests.factories import MONDAY_NOON, PROGRAM, make_message, make_messages, reread
from igum.people.models import User
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, CEDAR, make_post, make_user

OUTBOX = "/outbox/"
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def worker(places) -> User:
    user = make_user("Ruth")
    make_post(user, Role.SOCIAL_WORKER, BIRCH)
    return user


@pytest.fixture
def browser(worker) -> Client:
    return signed_in(worker)


def signed_in(user: User) -> Client:
    browser = Client(**ENGLISH)
    browser.force_login(user)
    return browser


def change(message: Message, **columns: object) -> Message:
    with tenant_scope(PROGRAM):
        Message.objects.filter(pk=message.pk).update(**columns)
    return message


def test_the_outbox_asks_for_sign_in(db):
    assert Client().get(OUTBOX).status_code == 302


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.STEERING_MEMBER, Role.PRIVACY_OFFICER])
def test_whoever_sends_no_letters_is_told_so(places, role):
    user = make_user()
    make_post(user, role)

    answer = signed_in(user).get(OUTBOX)

    assert answer.status_code == 403
    assert "have letters to send" in answer.text


def test_a_waiting_letter_shows_its_words_and_the_ways_to_send_it(browser):
    make_message()

    page = browser.get(OUTBOX).text

    assert "רות כהן" in page
    assert 'lang="he" dir="rtl">שלום רות, נשמר לך מקום.</div>' in page
    assert "https://wa.me/972501234567?text=" in page
    assert "sms:+972501234567" in page
    assert "mailto:ruth@example.org" in page
    assert "050-123-4567" in page


def test_a_neighbours_letters_are_not_there(places):
    make_message()
    neighbour = make_user()
    make_post(neighbour, Role.SOCIAL_WORKER, CEDAR)

    page = signed_in(neighbour).get(OUTBOX).text

    assert "רות" not in page
    assert "Everything has been sent" in page


def test_a_hostile_name_and_words_stay_words(browser):
    make_message(
        to=Recipient("<script>alert(1)</script>", "he", phone="javascript:alert(1)", email='"><img src=x>@x.il'),
        facts={"name": "</div><script>alert(2)</script>"},
    )

    page = browser.get(OUTBOX).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "No number or address here can be written to" in page


def test_letters_stand_under_what_they_are_about(browser):
    make_messages(2, about=("programmes.offer", "1"))
    make_messages(1, about=("questionnaires.response", "9"))

    def names(actor: Actor, kind, ids):
        return {one: Subject("Tennis for all", "/cohorts/1") for one in ids} if kind == "programmes.offer" else {}

    ABOUT.fill("tests", names)
    try:
        page = browser.get(OUTBOX).text
    finally:
        del ABOUT._fillings["tests"]

    assert page.count("<h2>") == 2
    assert '<a href="/cohorts/1"><bdi>Tennis for all</bdi></a>' in page
    assert "<h2>Letters</h2>" in page


def test_reading_the_outbox_is_on_the_trail_letter_by_letter(browser, worker):
    letters = make_messages(2)

    browser.get(OUTBOX)

    with tenant_scope(PROGRAM):
        rows = AuditRow.objects.filter(action="messages.message.read", actor_id=worker.pk)
        assert sorted(row.object_id for row in rows) == sorted(str(letter.pk) for letter in letters)


def test_a_full_page_costs_the_same_queries_as_one_letter(browser, django_assert_max_num_queries):
    make_messages(PAGE)

    with django_assert_max_num_queries(20):
        browser.get(OUTBOX)


@pytest.mark.parametrize(("state", "columns"), [("waiting", {}), ("sent", {"sent_at": MONDAY_NOON})])
def test_every_letter_is_on_one_page_and_no_letter_on_two(browser, state, columns):
    letters = make_messages(2 * PAGE + 3)
    letters += [make_message(at=MONDAY_NOON + timedelta(minutes=n), about=("a.b", "1")) for n in range(3)]
    made = {str(change(letter, **{"channel": "by_hand", **columns}).pk) for letter in letters}

    seen: list[str] = []
    page = browser.get(OUTBOX, {"state": state})
    while True:
        seen += [str(row.letter.pk) for _subject, rows in page.context["groups"] for row in rows]
        if not page.context["following"]:
            break
        page = browser.get(OUTBOX, {"state": state, "after": page.context["following"]})

    assert len(seen) == len(set(seen))
    assert set(seen) == made


@pytest.mark.parametrize(
    "address",
    [
        "?after=x",
        "?after=~~",
        "?after=a~2027-01-01~1",
        "?after=a~2027-01-01T00:00~{}",
        "?state=<b>",
        "?state=under_way",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_first_page(browser, address):
    make_message()

    page = browser.get(OUTBOX + address.format("00000000-0000-4000-8000-000000000001"))

    assert page.status_code == 200
    assert "רות כהן" in page.text


@pytest.mark.parametrize(
    ("state", "columns", "says"),
    [
        ("failed", {"failed_at": MONDAY_NOON, "failure": Failure.REFUSED}, "The provider refused"),
        ("unsure", {"unsure_at": MONDAY_NOON, "failure": Failure.STOPPED}, "Ask the recipient whether it arrived."),
        ("sent", {"sent_at": MONDAY_NOON}, "It went out by itself"),
        ("withdrawn", {"withdrawn_at": MONDAY_NOON}, "Withdrawn"),
    ],
)
def test_each_state_has_its_page_and_says_in_words_what_happened(browser, state, columns, says):
    change(make_message(), **columns)

    assert says in browser.get(OUTBOX, {"state": state}).text
    assert "רות כהן" not in browser.get(OUTBOX).text


def test_only_mine_shows_what_i_wrote_or_sent(browser, worker):
    mine, other = make_message(to=Recipient("Mine", "he")), make_message(to=Recipient("Other", "he"))
    change(mine, written_by_id=worker.pk)
    change(other, written_by_id=make_user().pk)

    page = browser.get(OUTBOX, {"mine": "1"}).text

    assert "Mine" in page
    assert "Other" not in page


class TestMarking:
    def test_without_javascript_the_page_comes_back_and_says_it(self, browser):
        message = make_message()
        where = {"next": "/outbox/?mine=1"}

        answer = browser.post(reverse("messages:mark-sent", args=[message.pk]), where)

        assert (answer.status_code, answer["Location"]) == (302, "/outbox/?mine=1")
        assert reread(message).state == State.SENT
        assert "Marked as sent." in browser.get(OUTBOX).text

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/outbox/", "//evil.example", "/accounts/logout/", ""])
    def test_nobody_is_led_elsewhere(self, browser, elsewhere):
        message = make_message()

        answer = browser.post(reverse("messages:mark-sent", args=[message.pk]), {"next": elsewhere})

        assert answer["Location"] == OUTBOX

    def test_htmx_gets_the_changed_letter_only_with_the_way_back(self, browser):
        message = make_message()

        answer = browser.post(reverse("messages:mark-sent", args=[message.pk]), headers={"HX-Request": "true"})

        assert answer.text.strip().startswith('<li class="card letter"')
        assert "<h1" not in answer.text
        assert reverse("messages:undo", args=[message.pk]) in answer.text

    def test_a_second_press_is_refused_in_words(self, browser):
        message = make_message()
        browser.post(reverse("messages:mark-sent", args=[message.pk]))

        answer = browser.post(reverse("messages:mark-sent", args=[message.pk]))

        assert answer.status_code == 409
        assert "marked as sent already" in answer.text

    @pytest.mark.parametrize("name", ["mark-sent", "undo", "again", "withdraw"])
    def test_a_letter_next_door_is_not_found(self, browser, name):
        message = change(make_message(), authority_id=CEDAR)

        assert browser.post(reverse(f"messages:{name}", args=[message.pk])).status_code == 404

    @pytest.mark.parametrize("name", ["mark-sent", "undo", "again", "withdraw"])
    def test_looking_changes_nothing(self, browser, name):
        assert browser.get(reverse(f"messages:{name}", args=[make_message().pk])).status_code == 405

    def test_many_are_marked_at_once_and_those_that_were_not_waiting_are_counted(self, browser):
        letters = make_messages(3)
        change(letters[0], withdrawn_at=MONDAY_NOON)

        answer = browser.post(reverse("messages:mark-many"), {"message": [str(letter.pk) for letter in letters]})
        page = browser.get(answer["Location"]).text

        assert "2 letters marked as sent." in page
        assert "1 was no longer waiting" in page

    @pytest.mark.parametrize("chosen", [{}, {"message": "x"}, {"message": ["", "1; DROP TABLE"]}])
    def test_nothing_ticked_is_refused_in_words(self, browser, chosen):
        answer = browser.post(reverse("messages:mark-many"), chosen)

        assert answer.status_code == 409
        assert "Tick the letters" in answer.text


def test_the_words_arrive_whole_in_every_program_that_opens():
    body = "שלום & ברוך\nהבא? #1 +50% ⁦10:30⁩ 🙂"

    opened = {
        way.code.value: way.url for way in ways_to_send("+972501234567", "a+b&c@example.org", "נושא & more", body)
    }

    assert parse_qs(urlsplit(opened["whatsapp"]).query)["text"] == [body]
    assert unquote(opened["sms"].partition("body=")[2]) == body
    assert opened["email"].startswith("mailto:a%2Bb%26c@example.org?subject=")
    assert unquote(opened["email"].partition("body=")[2]).replace("\r\n", "\n") == body
    assert opened["call"] == "tel:+972501234567"
