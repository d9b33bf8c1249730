import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from igum.people.tests.factories import BIRCH_TOWN
from igum.questionnaires.tests.factories import (
    CHILDREN,
    INCOME,
    KIDS,
    NAME,
    SECRET,
    TOWN,
    WHY,
    held,
    keep,
    save,
    start,
)

pytestmark = pytest.mark.usefixtures("places")
HERE = {"region": "alder-valley", "secret": SECRET}


def address(name="fill", **more):
    return reverse(f"questionnaires:{name}", kwargs={**HERE, **more})


@pytest.fixture
def client():
    return Client(headers={"Accept-Language": "en"})


def moments(page):
    sent = re.search(r'name="typed" value="([^"]*)"', page.text)
    return sent[1].replace("&quot;", '"')


def post(client, section, page=None, **fields):
    page = page or client.get(address() + f"?section={section}")
    return client.post(address() + f"?section={section}", {"typed": moments(page), "go": "on", **fields})


def test_the_cover_says_what_it_is_and_where_to_start(client, applications):
    start(NAME, KIDS)

    page = client.get(address())

    assert "Mother to mother" in page.text
    assert "A family applies" in page.text
    assert "2 questions" in page.text
    assert 'href="?section=1"' in page.text


def test_no_browser_proxy_or_search_engine_keeps_a_page_of_a_secret_link(client):
    start(NAME)

    for path in (address(), address() + "?section=1", address("print")):
        page = client.get(path)

        assert set(page["Cache-Control"].split(", ")) >= {"private", "no-store"}
        assert page["X-Robots-Tag"].startswith("noindex")
        assert page["Referrer-Policy"] == "same-origin"


def test_a_wrong_secret_and_another_region_open_nothing(client):
    start(NAME)

    for wrong in ({"secret": "x" * 24}, {"region": "maple-hills"}, {"region": "nowhere"}):
        assert client.get(address(**wrong)).status_code == 404
        assert client.post(address("send", **wrong)).status_code == 404


def test_a_section_is_saved_without_scripts_and_leads_to_the_next(client):
    response = start(NAME, CHILDREN)

    answer = post(client, 1, name="Ruth")

    assert answer["Location"] == address() + "?section=2"
    assert held(response).answers == {"name": "Ruth"}


def test_what_cannot_be_read_is_shown_again_as_it_was_typed_with_what_to_write(client):
    response = start(NAME, INCOME)

    page = client.get(post(client, 1, name="Ruth", income="about 5000")["Location"])

    assert 'href="#q-income"' in page.text
    assert "Write a number in digits" in page.text
    assert 'value="about 5000"' in page.text
    assert held(response).answers == {"name": "Ruth"}


@pytest.mark.parametrize("typed", ['{"name": 1e999}', '{"name": NaN}', '{"name": []}', "[1]", "{", ""])
def test_a_page_that_was_tampered_with_saves_nothing_and_breaks_nothing(client, typed):
    start(NAME)

    answered = client.post(address() + "?section=1", {"typed": typed, "go": "on", "name": "somebody"})

    assert answered.status_code == 302
    assert "somebody" not in client.get(address() + "?section=1").text


def test_a_question_that_an_answer_brings_up_is_shown_before_going_on(client):
    start(NAME, KIDS, WHY)
    page = client.get(address() + "?section=1")
    assert re.search(r'data-path="why"[^>]* hidden', page.text)

    answer = post(client, 1, page, name="Ruth", kids="5")

    assert answer["Location"] == address() + "?section=1#q-why"
    assert not re.search(r'data-path="why"[^>]* hidden', client.get(address() + "?section=1").text)


def test_one_may_leave_and_come_back(client):
    start(NAME, CHILDREN)

    answer = post(client, 1, name="Ruth", go="leave")
    cover = client.get(answer["Location"])

    assert answer["Location"] == address()
    assert "Go on where you left off" in cover.text
    assert 'class="button" href="?section=2"' in cover.text


def test_entries_are_added_and_taken_out_without_scripts(client):
    response = start(NAME, CHILDREN)

    answer = post(client, 2, add="children", go="")
    entry = held(response).entries["children"][0]
    assert answer["Location"] == address() + f"?section=2#e-children-{entry}"
    post(client, 2, **{f"children.{entry}.born": "2019-05-01"}, add="children", go="")
    assert held(response).answers["children"] == [{"born": "2019-05-01"}, {}]
    post(client, 2, **{f"children.{entry}.born": "2019-05-01"}, remove=f"children.{entry}", go="")

    assert held(response).answers["children"] == [{}]


def test_two_windows_without_scripts_lose_nothing_and_say_what_happened(client):
    response = start(NAME, KIDS)
    first, second = client.get(address() + "?section=1"), client.get(address() + "?section=1")
    post(client, 1, first, name="Ruth Cohen", kids="3")

    page = post(client, 1, second, name="Ruth Levi", kids="")

    assert held(response).answers == {"name": "Ruth Cohen", "kids": 3}
    assert "changed in another window" in page.text
    assert "<bdi>Ruth Levi</bdi>" in page.text


def test_towns_to_choose_from_are_those_of_the_region(client):
    response = start(TOWN)

    page = client.get(address() + "?section=1")
    post(client, 1, page, town=str(BIRCH_TOWN))

    assert ">Birch<" in page.text
    assert ">Elm<" not in page.text
    assert held(response).answers == {"town": BIRCH_TOWN}


def test_sending_with_something_missing_leads_to_each_question(client):
    start(NAME, KIDS)

    page = client.post(address("send"), follow=True)

    assert 'href="' + address() + '?section=1&amp;look=1#q-name"' in page.text
    assert "Answer this question." in page.text


def test_sending_leads_to_the_page_of_the_purpose_and_so_does_sending_again(client, applications):
    response = start(NAME)
    save(response, {"name": "Ruth"})

    first, again = client.post(address("send")), client.post(address("send"))

    assert first["Location"] == again["Location"] == f"/applications/{SECRET}/"
    assert applications.sent == [response.pk]
    page = client.get(address())
    assert "This was sent on" in page.text
    assert "Ruth" in page.text


def test_a_closed_purpose_says_why_there_is_no_form(client, applications):
    start(NAME)
    applications.closed = "The days for applying are over."

    page = client.get(address())

    assert "The days for applying are over." in page.text
    assert "Start" not in page.text


class TestAutosave:
    def send(self, client, **answers):
        return client.post(address("answers"), json.dumps({"answers": answers}), content_type="application/json")

    def test_an_answer_is_saved_and_what_follows_is_said(self, client):
        response = start(NAME, KIDS, WHY)

        told = self.send(client, kids=[5, "5"]).json()

        assert told["typed"] == {"kids": 5}
        assert "why" in told["shown"]
        assert "why" in told["required"]
        assert told["wrong"] == {}
        assert held(response).answers == {"kids": 5}

    def test_an_older_answer_is_told_what_is_there_now(self, client):
        response = start(NAME)
        save(response, {"name": "Ruth Cohen"}, typed={"name": 9})

        told = self.send(client, name=[5, "Ruth"]).json()

        assert told["newer"] == {"name": "Ruth Cohen"}
        assert told["typed"] == {"name": 9}

    def test_what_says_it_was_typed_later_than_now_was_typed_now_and_what_follows_replaces_it(self, client):
        response = start(NAME)
        to_come = 2**52

        told = self.send(client, name=[to_come, "Ruth"]).json()

        now = told["typed"]["name"]
        assert now < to_come
        save(response, {"name": "Ruth Cohen"}, typed={"name": now + 1})
        assert held(response).answers == {"name": "Ruth Cohen"}

    def test_what_cannot_be_kept_does_not_hold_up_the_rest(self, client):
        response = start(NAME, KIDS)

        told = self.send(
            client, **{"name": [5, "Ruth"], "surname": [6, "Cohen"], "children.gone.born": [7, "x"]}
        ).json()

        assert held(response).answers == {"name": "Ruth"}
        assert set(told["refused"]) == {"surname", "children.gone.born"}

    @pytest.mark.parametrize(
        "sent",
        [
            "",
            "[]",
            "{",
            '{"answers": 3}',
            '{"answers": {"name": "Ruth"}}',
            '{"answers": {"name": [true, "Ruth"]}}',
            '{"answers": {"name": [5, {"a": 1}]}}',
            '{"answers": {"name": [9007199254740993, "x"]}}',
            '{"answers": {"name": [-1, "x"]}}',
            "[" * 100_000,
        ],
    )
    def test_what_is_no_answer_at_all_is_refused_in_words(self, client, sent):
        start(NAME)

        told = client.post(address("answers"), sent, content_type="application/json")

        assert told.status_code == 400
        assert "Reload the page" in told.json()["reason"]

    def test_after_sending_it_says_that_it_was_sent(self, client):
        response = start(NAME)
        save(response, {"name": "Ruth"})
        client.post(address("send"))

        told = self.send(client, name=[5, "Rachel"])

        assert told.status_code == 409
        assert "sent already" in told.json()["reason"]

    def test_it_costs_the_same_however_many_answers_come_at_once(self, client, django_assert_max_num_queries):
        start(NAME, KIDS, WHY)

        with django_assert_max_num_queries(16):
            self.send(client, name=[5, "Ruth"], kids=[6, "5"], why=[7, "So"])


def test_the_whole_form_is_there_for_anybody_before_starting(client):
    kept = keep(NAME, KIDS, WHY, CHILDREN)

    page = client.get(reverse("questionnaires:preview", args=["alder-valley", kept.pk]))

    for words in ("Your name", "Why now?", "Asked only after some answers.", "School", "once for each"):
        assert words in page.text
    assert client.get(reverse("questionnaires:preview", args=["maple-hills", kept.pk])).status_code == 404


def test_a_questionnaire_is_given_out_as_fhir(client):
    kept = keep(NAME, KIDS, WHY)

    given = client.get(reverse("questionnaires:fhir", args=["alder-valley", kept.pk]) + "?release=R5")

    assert given["Content-Type"] == "application/fhir+json"
    assert [item["linkId"] for item in given.json()["item"]] == ["name", "kids", "why"]


def test_ones_own_answers_are_printed_with_the_entries(client):
    response = start(NAME, CHILDREN)
    save(response, {"name": "Ruth", "children": [{"born": "2019-05-01"}, {"born": "2021-06-02"}]})

    page = client.get(address("print"))

    assert "Ruth" in page.text
    assert page.text.count("Born on") == 2


def test_texts_in_another_language_than_the_page_say_so(client):
    start({**NAME, "ask": {"he": "השם שלך"}})

    page = client.get(address() + "?section=1")

    assert '<span lang="he" dir="rtl">השם שלך</span>' in page.text
