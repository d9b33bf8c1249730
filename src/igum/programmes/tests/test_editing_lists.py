"""Every list that once was written as text only, by forms: added, changed, moved, taken out."""

import pytest
from django.urls import reverse

from igum.programmes.models import ProgrammeDraft
from igum.programmes.tests.editing import a_draft, changed, data, fields, now, post, rewrite, send, url
from igum.programmes.tests.factories import AKKO, KARMIEL, NAHARIYA
from igum.programmes.tests.test_views import sign_in

pytestmark = pytest.mark.usefixtures("region")
BOTH = {"he": "א", "ar": "ا"}
IN_TWO_TOWNS = {"c0.question": "town", "c0.sign": "one_of", "c0.value": [str(AKKO), str(NAHARIYA)]}
LIVES_HERE = {"c0.question": "lives_here", "c0.sign": "is", "c0.value": "yes"}


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["igum_language"] = "en"


@pytest.fixture
def draft() -> ProgrammeDraft:
    return a_draft()


def both(name: str) -> dict[str, str]:
    return {f"{name}.{code}": word for code, word in BOTH.items()}


NEW = {
    "questions/consent": (
        {**both("text"), "required": "on", "lasts_0": "18", "lasts_1": "M"},
        ("consents", 0),
        {"key": "consent_1", "text": BOTH, "required": True, "lasts": "P18M"},
    ),
    "who/figure": (
        {"source": "The committee", "unit": "agorot_a_month", "value": "3,200.50"},
        ("params", "figure_1"),
        {"source": "The committee", "unit": "agorot_a_month", "value": 320050},
    ),
    "people/role": (
        {**both("names"), "volunteer": "on", "most_subjects": "2", "requires": ["police_clearance", "interview"]},
        ("roles", "role_1"),
        {"names": BOTH, "volunteer": True, "most_subjects": 2, "requires": ["police_clearance", "interview"]},
    ),
    "people/match": (
        {"role": "leader", "approved_by": "committee"},
        ("matching", 0),
        {"key": "match_1", "role": "leader", "approved_by": "committee"},
    ),
    "meetings/task-0": (
        {**both("names"), "due_0": "2", "due_1": "W", "evidence": "note", "who": "leader"},
        ("phases", 0, "tasks", 0),
        {"key": "task_1", "names": BOTH, "due": "P2W", "evidence": "note", "who": "leader"},
    ),
    "cost/share": (
        {"authority": str(KARMIEL), "percent": "40", "places": "4"},
        ("pool", "shares", 0),
        {"authority": KARMIEL, "percent": 40, "places": 4},
    ),
}


class TestANewEntry:
    @pytest.mark.parametrize("address", NEW)
    def test_is_written_where_it_belongs(self, client, draft, address):
        sign_in(client)
        typed, path, entry = NEW[address]

        done = send(client, url(draft, *address.split("/"), "new"), **typed)

        found = data(draft)
        for step in path:
            found = found[step]
        assert done.status_code == 302
        assert found == entry
        assert "# never changes" in now(draft).source

    def test_of_reserved_places_names_towns_from_the_list(self, client, draft):
        sign_in(client)
        begun = send(client, url(draft, "places", "reserved", "new"), do="again", **IN_TWO_TOWNS)
        sent = changed(fields(begun), places="3", **IN_TWO_TOWNS, **both("because"))

        post(client, url(draft, "places", "reserved", "new"), sent)

        assert "עכו" in begun.text
        assert data(draft)["selection"]["reserved"] == [
            {"key": "reserved_1", "when": f"town in [{AKKO}, {NAHARIYA}]", "places": 3, "because": BOTH}
        ]

    def test_of_who_pays_less_brings_who_decides(self, client, draft):
        sign_in(client)
        send(client, url(draft, "cost"), cost__price__agorot="90")

        send(client, url(draft, "cost", "band", "new"), pays_percent="20", **LIVES_HERE, **both("because"))
        send(client, url(draft, "cost"), cost__subsidy__waived_by=["committee"])

        assert data(draft)["cost"] == {
            "price": {"agorot": 9000, "each": "cohort"},
            "subsidy": {
                "bands": [{"key": "band_1", "when": "lives_here", "pays_percent": 20, "because": BOTH}],
                "decided_by": ["coordinator"],
                "waived_by": ["committee"],
            },
        }

    def test_of_what_a_pair_must_have_is_chosen_in_words(self, client, draft):
        sign_in(client)
        send(client, url(draft, "people", "match", "new"), role="leader", approved_by="coordinator")

        shared = {"when_0": "subject.language in candidate.languages", **both("because")}
        done = send(client, url(draft, "people", "must-0", "new"), **shared)
        better = {"value_0": "=", "value_1": "candidate.town == subject.town ? 2 : 0", "weight": "3"}
        send(client, url(draft, "people", "prefer-0", "new"), **better, **both("because"))

        match = data(draft)["matching"][0]
        assert done.url == url(draft, "people", "match", "0")
        assert match["must"] == [{"when": "subject.language in candidate.languages", "because": BOTH}]
        assert match["prefer"][0]["value"] == "candidate.town == subject.town ? 2 : 0"


class TestFieldsOfAPart:
    def test_make_a_panel_and_let_it_go(self, client, draft):
        sign_in(client)
        ask = {f"selection.panel.ask.{code}": word for code, word in BOTH.items()}
        send(client, url(draft, "places"), **{"selection.panel.reviewers": "2", "selection.panel.most": "30"}, **ask)
        panel = data(draft)["selection"]["panel"]

        send(client, url(draft, "places"), **{"selection.panel.reviewers": ""})

        assert panel == {"reviewers": 2, "most": 30, "ask": BOTH}
        assert "panel" not in data(draft)["selection"]

    def test_write_letters_and_take_their_words_out_again(self, client, draft):
        sign_in(client)
        send(client, url(draft, "letters"), letters__offer__he="יש לכם מקום", letters__offer__ar="لكم مكان")
        letters = data(draft)["letters"]

        send(client, url(draft, "letters"), letters__offer__he="", letters__offer__ar="")

        assert letters == {"offer": {"he": "יש לכם מקום", "ar": "لكم مكان"}}
        assert not data(draft).get("letters")

    def test_say_what_is_noted_and_what_it_takes_to_go_on(self, client, draft):
        sign_in(client)
        noted = {"attendance.least": "75", "attendance.alert.absences_in_a_row": "2"}
        gate = {"c0.question": "attendance.rate", "c0.sign": "at_least", "c0.value": "75"}

        send(client, url(draft, "meetings", "phase", "0"), **noted, **gate)

        phase = data(draft)["phases"][0]
        assert phase["attendance"]["least"] == 0.75
        assert phase["attendance"]["alert"] == {"absences_in_a_row": 2}
        assert phase["gate"] == "attendance.rate >= 0.75"


class TestArranging:
    def test_moves_named_things_with_their_comments(self, client, draft):
        sign_in(client)
        rewrite(draft, "roles:\n", "roles:\n  guide: {names: {he: א, ar: ا}} # of the company\n")

        client.post(url(draft, "people", "role"), {"do": "down:0", "number": now(draft).number})

        assert list(data(draft)["roles"]) == ["leader", "guide"]
        assert "# of the company" in now(draft).source

    def test_takes_the_group_out_with_the_last_of_its_entries(self, client, draft):
        sign_in(client)
        send(client, url(draft, "cost"), cost__price__agorot="90")
        send(client, url(draft, "cost", "band", "new"), pays_percent="20", **LIVES_HERE, **both("because"))

        client.post(url(draft, "cost", "band"), {"do": "remove:0", "number": now(draft).number})

        assert data(draft)["cost"] == {"price": {"agorot": 9000, "each": "cohort"}}

    @pytest.mark.parametrize("deed", ["down:1", "up:9", "remove:x", "sideways:0", ""])
    def test_does_nothing_that_is_not_there(self, client, draft, deed):
        sign_in(client)

        assert client.post(url(draft, "cases", "case"), {"do": deed, "number": "1"}).status_code == 404


class TestAProblem:
    def test_of_an_entry_stands_beside_it_and_beside_its_field(self, client, draft):
        sign_in(client)
        rewrite(draft, "who: [subject, leader]", "who: [subject, ghost]")

        listed, entry = client.get(url(draft, "meetings")), client.get(url(draft, "meetings", "phase", "0"))

        assert "Nobody here is called “ghost”" in listed.text
        assert 'id="id_sessions.who_error"' in entry.text

    def test_of_a_rule_that_is_written_out_is_marked_at_its_signs(self, client, draft):
        sign_in(client)
        typed = {"rule_way": "text", "rule_text": "lives_hear && town == 7600", **both("because")}

        page = send(client, url(draft, "who", "rule", "new"), **typed)

        assert page.status_code == 422
        assert "<mark>lives_hear</mark> &amp;&amp; town == 7600" in page.text
        assert "lives_hear &amp;&amp; town == 7600</textarea>" in page.text
        assert len(data(draft)["selection"]["eligible"]) == 1


SHEET = """\
| survey |
|        | type        | name     | label::he   | label::ar   | required | relevant      |
|        | integer     | siblings | כמה אחים?   | كم أخًا؟    | yes      |               |
|        | select_one c | colour  | צבע         | لون         |          | ${siblings} > 1 |
| choices |
|        | list_name   | name     | label::he   | label::ar   |
|        | c           | red      | אדום        | أحمر        |
|        | c           | blue     | כחול        | أزرق        |
"""


class TestAnExcelForm:
    def test_gives_its_questions_to_the_application(self, client, draft, tmp_path):
        sign_in(client)
        sheet = tmp_path / "form.md"
        sheet.write_text(SHEET, encoding="utf-8")
        address = reverse("programmes:take-questions", args=[draft.pk])

        with sheet.open("rb") as file:
            done = client.post(address, {"file": file, "into": "application", "number": draft.number})

        questions = data(draft)["forms"]["application"]["questions"]
        assert done.status_code == 302
        assert [one["name"] for one in questions] == ["lives_here", "why", "siblings", "colour"]
        assert questions[3]["when"] == "siblings > 1"
        assert "# how to reach the applicant and the town are asked anyway" in now(draft).source
        assert "Still to be solved" not in client.get(done.url).text

    @pytest.mark.parametrize("sheet", [SHEET.replace("siblings", "lives_here"), "no sheet at all", ""])
    def test_that_does_not_fit_is_refused_in_words(self, client, draft, tmp_path, sheet):
        sign_in(client)
        (tmp_path / "form.md").write_text(sheet, encoding="utf-8")
        address = reverse("programmes:take-questions", args=[draft.pk])

        with (tmp_path / "form.md").open("rb") as file:
            page = client.post(address, {"file": file, "into": "application", "number": draft.number})

        assert page.status_code == 422
        assert "alert refusal" in page.text
        assert now(draft).source == draft.source
