"""Two versions compared: what changes, which number it needs, and whom it reaches."""

from functools import cache
from pathlib import Path

import pytest
from django.utils.translation import override

from igum.programmes.rules.checking import check
from igum.programmes.rules.planning import Kind, Level, Plan, Running, compare
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

HOUSEHOLD = (Path(__file__).parents[2] / "sample" / "programmes" / "household-economics.yaml").read_text()
COHORT = '  - {key: "2028", opens: 2027-11-01, closes: 2028-09-01, starts: 2028-10-03, places: 12}\n'


def plan(*edits: tuple[str, str], version: str = "1.0.0", running: tuple[Running, ...] = ()) -> Plan:
    source = HOUSEHOLD
    for old, new in edits:
        assert old in source
        source = source.replace(old, new, 1)
    source = source.replace("version: 1.0.0", f"version: {version}", 1)
    with override("en"):
        return compare(programme(HOUSEHOLD), programme(source), running)


@cache
def programme(source: str) -> Programme:
    checked = check(source, Surroundings(questionnaires))
    assert checked.programme, [str(problem) for problem in checked.problems]
    return checked.programme


@pytest.mark.parametrize(
    ("edit", "path", "kind", "needs"),
    [
        (("he: כלכלת המשפחה", "he: כלכלת הבית"), "names.he", Kind.CHANGED, Level.PATCH),
        (("בין 1 ל־20.", "מ־1 עד 20."), "forms.application.questions.members.check.say.he", Kind.CHANGED, Level.PATCH),
        (
            ("score: 50}", "score: 50, takes: 1}"),
            "tests.שבעה ילדים אינם עוברים את תקרת הניקוד.expect.takes",
            Kind.ADDED,
            Level.PATCH,
        ),
        (("value: 320000", "value: 330000"), "params.income_ceiling.value", Kind.CHANGED, Level.MINOR),
        (("intake:", COHORT + "intake:"), "cohorts.2028", Kind.ADDED, Level.MINOR),
        (('"19:00"', '"19:30"'), "phases.maintenance.sessions.at", Kind.CHANGED, Level.MINOR),
        (("expires: P5D", "expires: P7D"), "selection.offer.expires", Kind.CHANGED, Level.MINOR),
        (("target: 10}", "target: 9}"), "outcomes.families.target", Kind.CHANGED, Level.MINOR),
        (("members >= 3", "members >= 2 + 1"), "selection.eligible.size.when", Kind.CHANGED, Level.MAJOR),
        (("most: 50", "most: 51"), "selection.score.children.most", Kind.CHANGED, Level.MAJOR),
        (("least: 0.8,", "least: 0.7,"), "phases.workshops.attendance.least", Kind.CHANGED, Level.MAJOR),
        (("keep: P7Y", "keep: P9Y"), "confidentiality.keep", Kind.CHANGED, Level.MAJOR),
        (("police_clearance, ", ""), "roles.mentor.requires", Kind.CHANGED, Level.MAJOR),
        (("{agorot: 18000", "{agorot: 19000"), "cost.price.agorot", Kind.CHANGED, Level.MAJOR),
        (
            ("required: true\n        ask: {he: כמה נפשות", "ask: {he: כמה נפשות"),
            "forms.application.questions.members.required",
            Kind.REMOVED,
            Level.MAJOR,
        ),
    ],
)
def test_a_change_is_named_and_weighed(edit, path, kind, needs):
    found = plan(edit)

    assert [(change.path, change.kind, change.needs) for change in found.changes] == [(path, kind, needs)]
    assert found.needs is needs


def test_nothing_changed_needs_no_new_version():
    found = plan()

    assert found.changes == ()
    assert found.decision.allowed


@pytest.mark.parametrize(
    ("edit", "too_low", "enough"),
    [
        (("he: כלכלת המשפחה", "he: כלכלת הבית"), "1.0.0", "1.0.1"),
        (("value: 320000", "value: 330000"), "1.0.9", "1.1.0"),
        (("members >= 3", "members >= 4 - 1"), "1.9.9", "2.0.0"),
    ],
)
def test_a_version_that_was_not_raised_enough_is_refused_with_the_one_to_write(edit, too_low, enough):
    refused = plan(edit, version=too_low)

    assert not refused.decision.allowed
    assert f"version: {enough}" in refused.decision.reason
    assert plan(edit, version=enough).decision.allowed


def test_an_optional_question_is_minor_and_a_required_one_major():
    before = "      - {name: why,"
    optional = "      - {name: pets, type: yes_no, ask: {he: יש חיות?, ar: هل توجد حيوانات؟}}\n" + before
    required = optional.replace("type: yes_no,", "type: yes_no, required: true,")

    assert plan((before, optional)).needs is Level.MINOR
    assert plan((before, required)).needs is Level.MAJOR


def test_another_order_of_bands_is_a_change():
    swapped = (
        "    - {key: ministry, names: {he: המשרד הממשלתי, ar: الوزارة}, percent: 40}\n"
        "    - {key: families, names: {he: המשפחות, ar: العائلات}, percent: 10}\n"
    )
    lines = swapped.splitlines(keepends=True)

    (change,) = plan((swapped, lines[1] + lines[0])).changes

    assert (change.path, change.kind, change.needs) == ("cost.payers", Kind.MOVED, Level.MAJOR)


class TestARunningCohort:
    RUNNING = (Running("2026", "1.0.0"),)

    def test_keeps_its_version_and_the_changes_do_not_reach_it(self):
        edits = (
            ("members >= 3", "members >= 2"),
            ("he: כלכלת המשפחה", "he: כלכלת הבית"),
            ("given: {members: 2,", "given: {members: 1,"),
        )

        found = plan(*edits, version="2.0.0", running=self.RUNNING)

        assert found.decision.allowed
        assert [change.path for change in found.kept_from(self.RUNNING[0])] == [
            "selection.eligible.size.when",
            "tests.שתי נפשות אינן מספיקות.given.members",
        ]

    def test_cannot_be_taken_out_or_moved(self):
        line = next(text for text in HOUSEHOLD.splitlines(keepends=True) if '"2026"' in text)

        gone = plan((line, ""), version="2.0.0", running=self.RUNNING)
        moved = plan(("starts: 2026-10-13", "starts: 2026-10-20"), version="2.0.0", running=self.RUNNING)

        assert "2026" in gone.decision.reason
        assert "2026" in moved.decision.reason

    def test_may_get_more_places(self):
        found = plan(
            ("starts: 2026-10-13, places: 10", "starts: 2026-10-13, places: 11"), version="1.1.0", running=self.RUNNING
        )

        assert found.decision.allowed
        assert [change.cohort for change in found.changes] == ["2026"]


def test_a_key_never_changes():
    found = plan(("key: household-economics", "key: home-economics"), version="2.0.0")

    assert "household-economics" in found.decision.reason
