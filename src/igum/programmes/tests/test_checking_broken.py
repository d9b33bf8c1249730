"""Broken files: each problem names the line, what is wrong there and what to write, in Hebrew and in English."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils.translation import override

from igum.programmes.rules.checking import check
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

SAMPLES = Path(__file__).parents[2] / "sample" / "programmes"
AROUND = Surroundings(questionnaires)


@dataclass(frozen=True)
class Broken:
    """A good file with one text replaced; ``at`` stands in the line that must be named."""

    name: str
    old: str
    new: str
    at: str
    named: str
    remedy: str
    file: str = "household-economics"

    @property
    def source(self) -> str:
        good = (SAMPLES / f"{self.file}.yaml").read_text()
        assert self.old in good
        return good.replace(self.old, self.new, 1)

    @property
    def line(self) -> int:
        return next(number for number, text in enumerate(self.source.splitlines(), 1) if self.at in text)


CASES = (
    Broken("an unknown name", "owner: {he", "ownr: {he", "ownr:", "ownr", "owner"),
    Broken("a missing name", "identity: named\n", "", "format: 1", "identity", "identity: named"),
    Broken(
        "a name twice",
        "subject: household\n",
        "subject: household\nsubject: person\n",
        "subject: person",
        "subject",
        "",
    ),
    Broken("a wrong word", "subject: household", "subject: houshold", "houshold", "houshold", "household"),
    Broken("a number for a text", "version: 1.0.0", "version: 1.0", "version: 1.0", "version", "1.0.0"),
    Broken("a version of two numbers", "version: 1.0.0", 'version: "1.0"', "version:", "1.0", "1.0.0"),
    Broken("a key in Hebrew", "key: household-economics", "key: כלכלה", "כלכלה", "כלכלה", "household-economics"),
    Broken(
        "yes without quotes",
        "required: true\n    lasts",
        "required: yes\n    lasts",
        "required: yes",
        "required",
        "true",
    ),
    Broken(
        "no in a test",
        "in_insolvency: false}\n    expect: {eligible: true, score: 60",
        "in_insolvency: no}\n    expect: {eligible: true, score: 60",
        "in_insolvency: no}",
        "no",
        "false",
    ),
    Broken("a time without quotes", 'at: "18:00"', "at: 18:00", "at: 18:00", "18:00", '"18:00"'),
    Broken("a cohort key that is a number", 'key: "2026"', "key: 2026", "key: 2026,", "2026", '"2026"'),
    Broken("a day that is none", "opens: 2026-08-01", "opens: 2026-02-30", "2026-02-30", "2026-02-30", "2026-08-01"),
    Broken("days out of order", "closes: 2026-09-24", "closes: 2026-07-24", "2026-07-24", "2026-07-24", "2026-08-01"),
    Broken("a length in words", "keep: P7Y", "keep: 7 years", "7 years", "7 years", "P"),
    Broken("a text in one language", "names: {he: סדנאות, ar: ورشات}", "names: {he: סדנאות}", "סדנאות}", "ar", "ar:"),
    Broken(
        "a comma inside braces",
        "because: {he: חובות גדולים,",
        "because: {he: חובות, גדולים,",
        "חובות, גדולים",
        "גדולים",
        "{ }",
    ),
    Broken(
        "a rule that cannot be read",
        "when: members >= 3",
        "when: members >= 3 and true",
        "members >= 3 and",
        "and",
        "&&",
    ),
    Broken(
        "a question that is not there",
        "when: members >= 3",
        "when: member >= 3",
        "when: member >=",
        "member",
        "members",
    ),
    Broken(
        "a param that is not there",
        "params.income_ceiling * members",
        "params.ceiling * members",
        "params.ceiling",
        "params.ceiling",
        "income_ceiling",
    ),
    Broken(
        "a text compared with a number",
        "when: members >= 3",
        'when: members == "3"',
        'members == "3"',
        'members == "3"',
        "",
    ),
    Broken("a rule that is a number", "when: members >= 3", "when: members + 3", "members + 3", "true", "members >= 3"),
    Broken(
        "a score that is not a number",
        "value: children_under_18,",
        "value: in_insolvency,",
        "value: in_insolvency",
        "",
        "? 20 : 0",
    ),
    Broken(
        "an exclamation mark without quotes",
        'when: "!in_insolvency"',
        "when: !in_insolvency",
        "when: !in",
        "!in_insolvency",
        '"',
    ),
    Broken(
        "a colon without quotes", '"debts > 5000000 ? 20 : 0"', "debts > 5000000 ? 20 : 0", "debts > 5000000", "", '"'
    ),
    Broken("percents that are not a hundred", "percent: 40", "percent: 45", "payers:", "105", "100"),
    Broken(
        "a form that is not there",
        "intake: {form: application",
        "intake: {form: aplication",
        "aplication",
        "aplication",
        "application",
    ),
    Broken(
        "a role that is not there",
        "who: [subject, mentor, steering]",
        "who: [subject, mentr, steering]",
        "mentr",
        "mentr",
        "mentor",
    ),
    Broken(
        "an approver that is not there",
        "approved_by: coordinator",
        "approved_by: coordinater",
        "coordinater",
        "coordinater",
        "coordinator",
    ),
    Broken(
        "a phase after itself",
        "    starts: cohort\n    lasts: P3M",
        "    after: maintenance\n    lasts: P3M",
        "after: maintenance",
        "workshops → maintenance → workshops",
        "",
    ),
    Broken(
        "a phase never reached", "    after: workshops\n", "", "- key: maintenance", "maintenance", "after: workshops"
    ),
    Broken("an unknown phase", "after: workshops", "after: workshop", "after: workshop", "workshop", "workshops"),
    Broken("a recurrence without an end", "BYDAY=1TU;COUNT=9", "BYDAY=1TU", "FREQ=MONTHLY", "", "COUNT"),
    Broken(
        "a recurrence that never happens",
        "FREQ=MONTHLY;BYDAY=1TU;COUNT=9",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
        "BYMONTHDAY=30",
        "",
        "COUNT=6",
    ),
    Broken("a recurrence in words", "FREQ=MONTHLY;BYDAY=1TU;COUNT=9", "every month", "every month", "", "FREQ="),
    Broken(
        "a holiday calendar that is not there",
        "skip: [jewish, muslim, druze, christian]\n",
        "skip: [jewish, moslem]\n",
        "moslem",
        "moslem",
        "muslim",
    ),
    Broken("a session of a week", "lasts: PT2H\n", "lasts: P1W\n", "lasts: P1W", "P1W", "PT2H"),
    Broken("a share over one", "least: 0.8", "least: 80", "least: 80", "80", "1"),
    Broken(
        "a measurement at no moment",
        "measured: [baseline, workshops, end]",
        "measured: [baseline, middle]",
        "middle",
        "middle",
        "baseline",
    ),
    Broken(
        "a test of an unknown question", "given: {members: 6,", "given: {member: 6,", "member: 6", "member", "members"
    ),
    Broken("a test of a text for a number", "given: {members: 6,", "given: {members: six,", "members: six", "six", ""),
    Broken("a test of an unknown rule", "failed: [size]", "failed: [sise]", "failed: [sise]", "sise", "size"),
    Broken("no test at all", "tests:\n", "letters: {}\nextra_tests:\n", "extra_tests", "extra_tests", ""),
    Broken(
        "more reserved than there is",
        'places: 34}\n  - {key: "2027"',
        'places: 12}\n  - {key: "2027"',
        "reserved:",
        "17",
        "",
        "youth-orchestra",
    ),
    Broken(
        "shares of more places than there are",
        'places: 34}\n  - {key: "2027"',
        'places: 20}\n  - {key: "2027"',
        "shares:",
        "33",
        "",
        "youth-orchestra",
    ),
    Broken(
        "a subsidy of no price",
        "  price: {agorot: 18000, each: month}\n",
        "",
        "subsidy:",
        "",
        "price:",
        "subsidised-classes",
    ),
    Broken(
        "an intake of an anonymous programme",
        "identity: coded",
        "identity: anonymous",
        "intake:",
        "",
        "coded",
        "women-refuge",
    ),
    Broken(
        "a telephone of somebody coded",
        "      - {name: adult,",
        "      - {name: phone, type: phone, ask: {he: טלפון, ar: هاتف}}\n      - {name: adult,",
        "type: phone",
        "phone",
        "",
        "women-refuge",
    ),
    Broken(
        "a subject of none by name",
        "identity: anonymous",
        "identity: named",
        "identity: named",
        "named",
        "anonymous",
        "detached-youth",
    ),
    Broken("a tab", "  - key: mentors\n    required", "  - key: mentors\n\trequired", "\trequired", "", ""),
    Broken("an abbreviation in quotes", "source: דוגמה", 'source: "חוק התו"ל"', 'התו"ל', "", "״"),
    Broken("a reference", "names: {he: כלכלת", "names: &names {he: כלכלת", "&names", "&", ""),
    Broken("a bracket left open", "languages: [he, ar]", "languages: [he, ar", "languages: [he, ar", "[", ""),
    Broken("a second programme", "subject: household\n", "---\nsubject: household\n", "---", "", "---"),
    Broken("a hidden sign", "owner: {he: המחלקה", "owner: {he: \u202eהמחלקה", "\u202e", "RIGHT-TO-LEFT OVERRIDE", ""),
    Broken(
        "a wrong type of question",
        "type: money, ask: {he: ההכנסה",
        "type: mony, ask: {he: ההכנסה",
        "type: mony",
        "mony",
        "money",
    ),
    Broken(
        "a question without a text",
        '  - {name: debts, type: money, ask: {he: "סך החובות, בלי משכנתה", ar: مجموع الديون دون القرض السكني}}',
        "  - {name: debts, type: money}",
        "name: debts",
        "",
        "",
    ),
    Broken(
        "two questions of one name",
        "name: net_income, type: money",
        "name: members, type: money",
        "name: members, type",
        "members",
        "",
    ),
    Broken("a check that looks at nothing", "rule: value >= 1 &&", "rule: valu >= 1 &&", "valu >= 1", "valu", "value"),
    Broken("reviewers too far apart", "over: 8", "over: 40", "over: 40", "40", "30"),
)


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("broken", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_told_with_line_cause_and_remedy(broken, language):
    with override(language):
        checked = check(broken.source, AROUND)

    at_the_line = [problem for problem in checked.problems if problem.line == broken.line]
    assert checked.programme is None
    assert len(checked.problems) <= 3, "one mistake is not told many times"
    assert at_the_line, [(problem.line, str(problem)) for problem in checked.problems]
    said = " ".join(f"{problem.what} {problem.why}" for problem in at_the_line)
    assert broken.named in said
    assert any(problem.remedy for problem in at_the_line)
    if language == "en" or broken.remedy.isascii():
        assert any(broken.remedy in str(problem) for problem in at_the_line)


def test_a_file_with_rules_and_no_test_is_refused():
    good = (SAMPLES / "household-economics.yaml").read_text()

    with override("en"):
        problems = check(good[: good.index("\ntests:")], AROUND).problems

    assert ["no test of them" in problem.what for problem in problems] == [True]
    assert "expect: {eligible: true}" in problems[0].remedy
