"""The pages on which a coordinator without YAML writes a programme."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import Programme, ProgrammeDraft
from igum.programmes.rules.edits import Rewrite
from igum.programmes.rules.reading import read
from igum.programmes.tests.factories import AKKO, NAHARIYA, PROGRAM
from igum.programmes.tests.test_drafts import a_start
from igum.programmes.tests.test_views import sign_in

pytestmark = pytest.mark.usefixtures("region")
TODAY = timezone.localdate()
PARTS = ("what", "questions", "who", "places", "meetings", "cost", "measured", "cases")
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


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["igum_language"] = "en"


@pytest.fixture
def draft() -> ProgrammeDraft:
    return a_draft()


def a_draft(authority_id: int | None = None, key: str = "choir") -> ProgrammeDraft:
    days = {"opens": TODAY, "closes": TODAY + timedelta(days=30), "starts": TODAY + timedelta(days=60)}
    with tenant_scope(PROGRAM):
        return commands.start_draft(
            actor=PROGRAM, start=a_start(key, **days), authority_id=authority_id, at=timezone.now()
        )


def rewrite(draft: ProgrammeDraft, old: str, new: str) -> None:
    with tenant_scope(PROGRAM):
        now = ProgrammeDraft.objects.get(pk=draft.pk)
        edits = [Rewrite(now.source.replace(old, new))]
        commands.edit_draft(actor=PROGRAM, draft_id=draft.pk, number=now.number, edits=edits, at=timezone.now())


def now(draft: ProgrammeDraft) -> ProgrammeDraft:
    with tenant_scope(PROGRAM):
        return ProgrammeDraft.objects.get(pk=draft.pk)


def data(draft: ProgrammeDraft):
    return read(now(draft).source).document.data


def url(draft: ProgrammeDraft, *parts: str) -> str:
    if len(parts) == 1:
        return reverse("programmes:edit", args=[draft.pk, *parts])
    return reverse("programmes:arrange" if len(parts) == 2 else "programmes:entry", args=[draft.pk, *parts])


def fields(page) -> dict[str, str | list[str]]:
    """What a browser would send of the last form of the first column, unchanged."""
    body = page.text.split('class="desk-form"')[1].split("</aside>")[0].split("<aside")[0]
    form = body.rsplit('<form method="post" novalidate', 1)[1]
    found: dict = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{word}="([^"]*)"', tag) for word in ("name", "value"))
        kind = re.search(r'type="(\w+)"', tag)
        if name and (not kind or kind[1] not in ("checkbox", "radio") or " checked" in tag):
            found.setdefault(name[1], []).append(value[1] if value else "on" if kind and kind[1] == "checkbox" else "")
    for name, inside in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = [inside.removeprefix("\n")]
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        found[name] = [chosen[1] if chosen else ""]
    return found


def send(client, address: str, **changed):
    """Open a page, change some fields, and send its form."""
    page = client.get(address)
    return client.post(address, {**fields(page), **{name.replace("__", "."): value for name, value in changed.items()}})


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
        send(client, url(draft, "places"), selection__waiting_list__keep="")
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


class TestTwoWindows:
    def test_overwrite_nothing_and_show_both(self, client, draft):
        sign_in(client)
        old = fields(client.get(url(draft, "what")))
        send(client, url(draft, "what"), names__he="ראשון")

        clash = client.post(url(draft, "what"), {**old, "names.he": "שני"})
        again = client.post(url(draft, "what"), {**fields(clash), "names.he": "שני"})

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
        sent = {**fields(client.get(address)), "ask.he": "גיל", "ask.ar": "عمر", "type": "integer"}

        answers = [client.post(address, sent).status_code for _ in range(2)]

        assert answers == [302, 409]
        assert len(data(draft)["forms"]["application"]["questions"]) == 3


class TestQuestions:
    def test_are_added_worded_arranged_and_taken_out(self, client, draft):
        sign_in(client)
        address = url(draft, "questions", "question", "new")
        send(client, address + "?type=integer", ask__he="כמה ילדים?", ask__ar="كم ولدًا؟", required="on")
        send(client, url(draft, "questions", "question", "2"), ask__he="כמה ילדים בבית?")
        for deed in ("up:2", "up:1", "remove:2"):
            client.post(url(draft, "questions", "question"), {"do": deed, "number": now(draft).number})

        questions = data(draft)["forms"]["application"]["questions"]

        assert [one["name"] for one in questions] == ["question_1", "lives_here"]
        assert questions[0] == {
            "name": "question_1",
            "type": "integer",
            "required": True,
            "ask": {"he": "כמה ילדים בבית?", "ar": "كم ولدًا؟"},
        }

    def test_with_answers_to_choose_from_keep_their_values(self, client, draft):
        sign_in(client)
        address = url(draft, "questions", "question", "new") + "?type=choice"
        names = {"choices.0.he": "כינור", "choices.0.ar": "كمان", "choices.1.he": "חליל", "choices.1.ar": "ناي"}
        send(client, address, ask__he="כלי", ask__ar="آلة", **names)
        send(client, url(draft, "questions", "question", "2"), **{"choices.0.he": "כינורות"})

        choices = data(draft)["forms"]["application"]["questions"][2]["choices"]

        assert [one["value"] for one in choices] == ["answer_1", "answer_2"]
        assert choices[0]["names"] == {"he": "כינורות", "ar": "كمان"}


class TestRules:
    def test_are_built_from_questions(self, client, draft):
        sign_in(client)
        address = url(draft, "who", "rule", "new")
        send(client, url(draft, "questions", "question", "new") + "?type=money", ask__he="הכנסה", ask__ar="دخل")
        more = send(client, address, **{"c0.question": "question_1", "c0.value": "3200", "do": "more"})
        sent = {**fields(more), "c0.sign": "at_most", "c1.question": "town", "c1.value": "עכו"}

        done = client.post(address, {**sent, "because.he": "הכנסה", "because.ar": "دخل"})

        assert done.status_code == 302
        assert data(draft)["selection"]["eligible"][1]["when"] == "question_1 <= 320000 && town == 7600"
        assert 'value="3200"' in client.get(url(draft, "who", "rule", "1")).text

    def test_that_say_more_are_kept_as_a_text(self, client, draft):
        sign_in(client)
        rewrite(draft, "when: lives_here", "when: 'lives_here || town == 7600'")

        page = client.get(url(draft, "who", "rule", "0"))
        send(client, url(draft, "who", "rule", "0"), when="lives_here || town == 9100")

        assert "lives_here || town == 7600" in page.text
        assert data(draft)["selection"]["eligible"][0]["when"] == "lives_here || town == 9100"

    def test_with_a_value_that_fits_nothing_are_asked_about(self, client, draft):
        sign_in(client)
        words = {"because.he": "א", "because.ar": "ا"}

        page = send(client, url(draft, "who", "rule", "new"), **{"c0.question": "lives_here", "c0.value": "7", **words})

        assert page.status_code == 422
        assert "Choose one of the answers" in page.text

    def test_give_points(self, client, draft):
        sign_in(client)
        words = {"because.he": "גר באזור", "because.ar": "يسكن"}

        send(client, url(draft, "places", "points", "new"), value="lives_here", weight="5", most="5", **words)

        part = data(draft)["selection"]["score"][0]
        assert (part["value"], part["weight"], part["most"]) == ("lives_here ? 1 : 0", 5, 5)


class TestMeetings:
    def test_are_every_other_tuesday_and_skip_holidays(self, client, draft):
        sign_in(client)

        send(
            client,
            url(draft, "meetings", "phase", "0"),
            weekday="TU",
            every="2",
            count="6",
            sessions__at="17:30",
            sessions__lasts="90",
            sessions__skip=["jewish", "druze"],
        )

        sessions = data(draft)["phases"][0]["sessions"]
        assert sessions["repeat"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6"
        assert (sessions["at"], sessions["lasts"], sessions["skip"]) == ("17:30", "PT1H30M", ["jewish", "druze"])
        assert sessions["who"] == ["subject", "leader"]
        assert "6 meetings" in client.get(url(draft, "meetings")).text

    def test_sent_unchanged_stay_as_they_were(self, client, draft):
        sign_in(client)
        before = now(draft).source

        assert send(client, url(draft, "meetings", "phase", "0")).status_code == 302

        assert now(draft).source == before

    def test_of_a_new_stage_follow_the_one_before(self, client, draft):
        sign_in(client)
        meeting = {"repeat": "once", "sessions.at": "19:00", "sessions.lasts": "60"}

        send(client, url(draft, "meetings", "phase", "new"), names__he="סיום", names__ar="ختام", **meeting)

        phase = data(draft)["phases"][1]
        assert (phase["after"], phase["sessions"]["who"]) == ("meetings", ["subject"])


class TestRoundsAndTheRest:
    def test_are_added_with_a_key_nobody_has_to_think_of(self, client, draft):
        sign_in(client)
        days = {"opens": "2027-01-01", "closes": "2027-02-01", "starts": "2027-03-01", "places": "5"}
        texts = {"he": "א", "ar": "ا"}

        send(client, url(draft, "places", "round", "new"), **days)
        send(client, url(draft, "cost", "payer", "new"), names__he="א", names__ar="ا", percent="100")
        measured = {"indicator.he": "א", "indicator.ar": "ا", "measured": ["end"]}
        send(client, url(draft, "measured", "outcome", "new"), **measured)
        send(client, url(draft, "cases", "case", "new"), name="לא גר", given__lives_here="no", expect="false")

        page = client.get(url(draft, "cases"))
        found = data(draft)
        assert found["cohorts"][1]["key"].startswith("2027")
        assert found["cost"]["payers"] == [{"key": "payer_1", "names": texts, "percent": 100}]
        assert found["outcomes"][1]["key"] == "measure_1"
        assert found["tests"][2] == {"name": "לא גר", "given": {"lives_here": False}, "expect": {"eligible": False}}
        assert "Still to be solved" not in page.text
        assert page.text.count("Comes out as written") == 3

    def test_a_case_that_comes_out_otherwise_is_accepted_on_purpose(self, client, draft):
        sign_in(client)
        rewrite(draft, "when: lives_here", 'when: "!lives_here"')

        shown = client.get(url(draft, "cases")).text
        client.post(reverse("programmes:accept-case", args=[draft.pk, "0"]), {"number": now(draft).number})

        assert "comes out otherwise" in shown
        assert data(draft)["tests"][0]["expect"] == {"eligible": False, "failed": ["resident"]}


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
        client.post(opened.url, {**fields(client.get(opened.url)), "names.he": "מקהלת העמק"})
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


def test_a_thousand_questions_are_a_page_that_answers(client, draft):
    sign_in(client)
    asked = "\n".join(f"      - {{name: q{number}, type: yes_no, ask: {{he: a, ar: b}}}}" for number in range(900))
    rewrite(draft, "      - {name: lives_here", asked + "\n      - {name: lives_here")

    page = client.get(url(draft, "questions"))

    assert page.status_code == 200
    assert page.text.count("remove:") == 902
