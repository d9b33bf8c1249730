"""Two windows, an answer lost on its way, the text of a file, and publishing it: nothing typed is ever lost."""

import re

import pytest
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.programmes.models import Programme, ProgrammeDraft
from igum.programmes.tests.editing import PARTS, a_draft, changed, data, fields, now, post, rewrite, send, url
from igum.programmes.tests.factories import PROGRAM
from igum.programmes.tests.test_views import sign_in

STRANGE = (
    "languages: he",
    "forms: 7",
    "phases: {a: 1}",
    "selection: [1]",
    "cohorts: x",
    "tests: [1, {}, null]",
    "names: 3",
    "languages: [he]\nforms: {application: {questions: [7, {type: choice, choices: 3}]}}\nintake: {form: [1]}",
    "languages: [he]\nphases: [{sessions: 3}, {sessions: {repeat: [1]}}, x]\noutcomes: [{measured: 3}]",
)
pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["igum_language"] = "en"


@pytest.fixture
def draft() -> ProgrammeDraft:
    return a_draft()


class TestTwoWindows:
    def test_overwrite_nothing_and_show_both(self, client, draft):
        sign_in(client)
        old = fields(client.get(url(draft, "what")))
        send(client, url(draft, "what"), names__he="ראשון")

        clash = post(client, url(draft, "what"), changed(old, names__he="שני"))
        again = post(client, url(draft, "what"), changed(fields(clash), names__he="שני"))

        assert clash.status_code == 409
        assert "ראשון" in clash.text
        assert "שני" in clash.text
        assert again.status_code == 302
        assert data(draft)["names"]["he"] == "שני"

    def test_keep_both_texts(self, client, draft):
        sign_in(client)
        send(client, url(draft, "what"), names__he="ראשון")

        clash = client.post(reverse("programmes:edit-text", args=[draft.pk]), {"number": "1", "source": "mine: 1"})

        assert clash.status_code == 409
        assert "mine: 1" in clash.text
        assert "ראשון" in clash.text

    def test_send_the_same_new_question_once(self, client, draft):
        sign_in(client)
        address = url(draft, "questions", "question", "new")
        sent = changed(fields(client.get(address)), ask__he="גיל", ask__ar="عمر", type="integer")

        answers = [post(client, address, sent).status_code for _ in range(2)]

        assert answers == [302, 302]
        assert len(data(draft)["forms"]["application"]["questions"]) == 3

    def test_save_once_what_was_sent_again_after_its_answer_was_lost(self, client, draft):
        sign_in(client)
        sent = changed(fields(client.get(url(draft, "what"))), names__he="מקהלת העמק")

        answers = [post(client, url(draft, "what"), sent).status_code for _ in range(2)]

        assert answers == [302, 302]
        assert now(draft).number == 2

    def test_write_on_the_same_entry_after_it_was_moved(self, client, draft):
        sign_in(client)
        address = url(draft, "questions", "question", "0")
        sent = changed(fields(client.get(address)), ask__he="גרים כאן?")
        client.post(url(draft, "questions", "question"), {"do": "down:0", "number": "1"})

        clash = post(client, address, sent)
        post(client, url(draft, "questions", "question", "1"), fields(clash))

        questions = data(draft)["forms"]["application"]["questions"]
        assert clash.status_code == 409
        assert [one["ask"]["he"] for one in questions if one["name"] == "lives_here"] == ["גרים כאן?"]
        assert questions[0]["name"] == "why"

    def test_give_back_what_was_typed_on_an_entry_that_was_taken_out(self, client, draft):
        sign_in(client)
        address = url(draft, "questions", "question", "0")
        sent = changed(fields(client.get(address)), ask__he="גרים כאן?")
        client.post(url(draft, "questions", "question"), {"do": "remove:0", "number": "1"})

        clash = post(client, address, sent)
        post(client, url(draft, "questions", "question", "new"), fields(clash))

        questions = data(draft)["forms"]["application"]["questions"]
        assert clash.status_code == 409
        assert "it is added anew" in clash.text
        assert [one["ask"]["he"] for one in questions][1] == "גרים כאן?"


class TestTheText:
    @pytest.mark.parametrize("bomb", ["a: &a [1]\nb: *a", "[" * 300, "x: '", "k: 1\nk: 2", "a" * 400_000])
    def test_that_cannot_be_read_is_given_back_with_the_reason(self, client, draft, bomb):
        sign_in(client)

        page = client.post(reverse("programmes:edit-text", args=[draft.pk]), {"source": bomb, "number": draft.number})

        assert page.status_code == 422
        assert "Not saved" in page.text
        assert now(draft).source == draft.source

    def test_is_taken_along_word_for_word(self, client, draft):
        sign_in(client)

        file = client.get(reverse("programmes:edit-file", args=[draft.pk]))

        assert file.content.decode() == draft.source
        assert "choir.yaml" in file.headers["Content-Disposition"]

    def test_of_strange_kinds_never_breaks_a_page(self, client, draft):
        sign_in(client)
        for words in STRANGE:
            rewrite(draft, now(draft).source, f"key: choir\n{words}\n")
            for section in (*PARTS, "text", "publish"):
                assert client.get(f"/drafts/{draft.pk}/{section}").status_code == 200, (words, section)
            for place in ("questions/question/0", "meetings/phase/0", "measured/outcome/0", "cases/case/0"):
                assert client.get(f"/drafts/{draft.pk}/{place}").status_code in (200, 404), (words, place)


class TestPublishing:
    def test_makes_the_page_that_was_shown(self, client, draft):
        sign_in(client)
        page = client.get(reverse("programmes:publish", args=[draft.pk]))
        version = re.search(r'name="version" value="([^"]*)"', page.text)[1]

        done = client.post(reverse("programmes:publish", args=[draft.pk]), {"number": draft.number, "version": version})

        assert done.url == reverse("programmes:programme", args=["western-galilee", "choir"])
        assert "מקהלה" in client.get(done.url).text

    def test_shows_what_changes_and_what_running_rounds_keep(self, client, draft):
        sign_in(client)
        client.post(reverse("programmes:publish", args=[draft.pk]), {"number": draft.number, "version": "1.0.0"})
        with tenant_scope(PROGRAM):
            programme = Programme.objects.get()
        opened = client.post(reverse("programmes:open-draft", args=[programme.pk]))
        send(client, opened.url, names__he="מקהלת העמק")
        with tenant_scope(PROGRAM):
            following = ProgrammeDraft.objects.open().get()

        page = client.get(reverse("programmes:publish", args=[following.pk]))

        assert "Publish version 1.0.1" in page.text
        assert "goes on with version" in page.text

    def test_with_problems_offers_no_button(self, client, draft):
        sign_in(client)
        rewrite(draft, "subject: person", "subject: dragon")

        page = client.get(reverse("programmes:publish", args=[draft.pk]))
        forced = client.post(reverse("programmes:publish", args=[draft.pk]), {"number": "2", "version": "1.0.0"})

        assert "Publish version" not in page.text
        assert forced.status_code == 409
