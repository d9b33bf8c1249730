"""The lists of a file: questions, rules, meetings and the rest, each entry by a form."""

import pytest
from django.urls import reverse

from igum.programmes.models import ProgrammeDraft
from igum.programmes.tests.editing import a_draft, changed, data, fields, now, post, rewrite, send, url
from igum.programmes.tests.test_views import sign_in

pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["igum_language"] = "en"


@pytest.fixture
def draft() -> ProgrammeDraft:
    return a_draft()


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
        sent = {"c0.sign": "at_most", "c1.question": "town", "c1.value": "עכו"}

        done = post(client, address, changed(fields(more), **sent, because__he="הכנסה", because__ar="دخل"))

        assert done.status_code == 302
        assert data(draft)["selection"]["eligible"][1]["when"] == "question_1 <= 320000 && town == 7600"
        assert 'value="3200"' in client.get(url(draft, "who", "rule", "1")).text

    def test_that_say_more_are_kept_as_a_text(self, client, draft):
        sign_in(client)
        rewrite(draft, "when: lives_here", "when: '(lives_here || town == 7600) && why != \"\"'")

        page = client.get(url(draft, "who", "rule", "0"))
        send(client, url(draft, "who", "rule", "0"), rule_text="!lives_here || size(why) > 3")

        assert "(lives_here || town == 7600) &amp;&amp; why" in page.text
        assert data(draft)["selection"]["eligible"][0]["when"] == "!lives_here || size(why) > 3"

    def test_with_a_value_that_fits_nothing_are_asked_about(self, client, draft):
        sign_in(client)
        words = {"because.he": "א", "because.ar": "ا"}

        page = send(client, url(draft, "who", "rule", "new"), **{"c0.question": "lives_here", "c0.value": "7", **words})

        assert page.status_code == 422
        assert "Choose one of the answers" in page.text

    def test_give_points(self, client, draft):
        sign_in(client)
        words = {"because.he": "גר באזור", "because.ar": "يسكن"}

        send(client, url(draft, "places", "points", "new"), counted="lives_here", weight="5", most="5", **words)

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
