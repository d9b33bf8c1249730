"""The pages on which a coordinator without YAML writes a programme."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.programmes.models import ProgrammeDraft
from igum.programmes.tests.editing import PARTS, TODAY, a_draft, data, now, rewrite, send, url
from igum.programmes.tests.factories import AKKO, NAHARIYA, PROGRAM
from igum.programmes.tests.test_views import sign_in

pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["igum_language"] = "en"


@pytest.fixture
def draft() -> ProgrammeDraft:
    return a_draft()


class TestTheList:
    def test_shows_what_one_may_write_and_nothing_else(self, client):
        own, other = a_draft(AKKO, "akko-choir"), a_draft(NAHARIYA, "nahariya-choir")
        sign_in(client, authority_id=AKKO)

        page = client.get(reverse("programmes:drafts"))

        assert url(own, "what") in page.text
        assert url(other, "what") not in page.text

    def test_tells_others_whom_to_ask(self, client):
        sign_in(client, "social_worker")

        page = client.get(reverse("programmes:drafts"))

        assert "Ask one of them" in page.text
        assert client.get(reverse("programmes:start")).status_code == 403

    def test_asks_a_stranger_to_sign_in(self, client, draft):
        assert client.get(url(draft, "what")).status_code == 302


class TestBeginning:
    def test_by_a_few_answers_makes_a_draft_without_a_problem(self, client):
        sign_in(client)
        typed = {
            "key": "Mother to mother",
            "subject": "person",
            "authority": "region",
            "places": "12",
            "language": ["he", "ar"],
        }
        days = {"opens": TODAY, "closes": TODAY + timedelta(days=9), "starts": TODAY + timedelta(days=20)}
        words = {f"{name}.{code}": "אם לאם" for name in ("names", "summary", "owner") for code in ("he", "ar")}

        done = client.post(reverse("programmes:start"), {**typed, **days, **words})

        assert done.status_code == 302
        assert "Still to be solved" not in client.get(done.url).text
        with tenant_scope(PROGRAM):
            assert ProgrammeDraft.objects.get().key == "mother-to-mother"

    def test_with_answers_missing_loses_nothing_typed(self, client):
        sign_in(client)

        page = client.post(reverse("programmes:start"), {"names.he": "מקהלה", "language": ["he", "ar"]})

        assert page.status_code == 422
        assert "מקהלה" in page.text


class TestAPart:
    @pytest.mark.parametrize("section", PARTS)
    def test_is_shown_with_its_page_its_calendar_and_its_file(self, client, draft, section):
        sign_in(client)

        page = client.get(url(draft, section))

        assert page.status_code == 200
        assert "Here visitors find the button" in page.text
        assert "8 meetings" in page.text
        assert "# never changes" in page.text

    @pytest.mark.parametrize("section", ["what", "questions", "who", "places"])
    def test_sent_unchanged_changes_nothing(self, client, draft, section):
        sign_in(client)
        if section == "what":
            rewrite(draft, "languages: [he, ar]", "languages: [he, ar] # ours")
        before = now(draft)

        done = send(client, url(draft, section))

        assert done.status_code == 302
        assert (now(draft).source, now(draft).number) == (before.source, before.number)

    def test_is_saved_into_the_file_with_its_comments(self, client, draft):
        sign_in(client)

        send(client, url(draft, "what"), names__he="מקהלת העמק")
        send(client, url(draft, "places"), selection__waiting_list__keep_0="")
        send(client, url(draft, "cost"), cost__price__agorot="180.50")

        assert data(draft)["names"]["he"] == "מקהלת העמק"
        assert "waiting_list" not in data(draft)["selection"]
        assert data(draft)["cost"]["price"]["agorot"] == 18050
        assert "# the lot is drawn from a seed that is published" in now(draft).source

    def test_with_a_problem_says_it_beside_its_field(self, client, draft):
        sign_in(client)
        rewrite(draft, "subject: person", "subject: dragon")

        page = client.get(url(draft, "what"))

        assert re.search(r'id="id_subject_error".*?“dragon” is not one of', page.text, re.S)

    def test_of_somebody_elses_draft_is_not_there(self, client):
        draft = a_draft(AKKO)
        sign_in(client, authority_id=NAHARIYA)

        for address in (
            url(draft, "what"),
            url(draft, "who", "rule", "0"),
            reverse("programmes:edit-file", args=[draft.pk]),
        ):
            assert client.get(address).status_code == 404
        assert client.post(url(draft, "what"), {"number": "1"}).status_code == 404
        assert client.post(reverse("programmes:discard-draft", args=[draft.pk])).status_code == 404

    @pytest.mark.parametrize("place", ["7", "-1", "x", "٣", "9" * 30])
    def test_has_no_entry_that_is_not_in_the_file(self, client, draft, place):
        sign_in(client)

        assert client.get(url(draft, "who", "rule", place)).status_code == 404


def test_a_thousand_questions_are_a_page_that_answers(client, draft):
    sign_in(client)
    asked = "\n".join(f"      - {{name: q{number}, type: yes_no, ask: {{he: a, ar: b}}}}" for number in range(900))
    rewrite(draft, "      - {name: lives_here", asked + "\n      - {name: lives_here")

    page = client.get(url(draft, "questions"))

    assert page.status_code == 200
    assert page.text.count("remove:") == 902
