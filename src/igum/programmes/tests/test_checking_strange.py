"""Files that nobody would write on purpose, and some would: never a crash, always a line, a cause and a remedy."""

from pathlib import Path

import pytest
from django.utils.translation import override

from igum.places.queries import codes
from igum.programmes.rules.checking import check
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

SAMPLES = Path(__file__).parents[2] / "sample" / "programmes"
GOOD = (SAMPLES / "household-economics.yaml").read_text()
POOLED = (SAMPLES / "school-that-plays.yaml").read_text()
PARENT = ("household-economics", "1.0.0")
AROUND = Surroundings(questionnaires, lambda key, version: GOOD if (key, version) == PARENT else None, codes=codes)


def with_subject(written: str) -> str:
    return GOOD.replace("subject: household", f"subject: {written}", 1)


def with_letters(written: str) -> str:
    return f"{GOOD.rstrip()}\nletters: {written}\n"


def pooled(old: str, new: str) -> str:
    assert old in POOLED
    return POOLED.replace(old, new, 1)


def with_rule(when: str) -> str:
    start = GOOD.index("when: ")
    return f"{GOOD[:start]}when: '{when}'{GOOD[GOOD.index(',', start) :]}"


CHILD = "format: 1\nkey: household-economics\nversion: 1.0.1\nextends: {key: household-economics, version: 1.0.0}\n"
MILLENNIA = "".join(
    f"\n  - {{key: age_{n}, names: {{he: א, ar: ب}}, after: {f'age_{n - 1}' if n else 'maintenance'}, lasts: P999Y}}"
    for n in range(9)
)
STRANGE: dict[str, tuple[str | bytes, int | str]] = {
    "nothing": (b"", 1),
    "a list": ("- 1\n- 2\n", 1),
    "a text": ("hello", 1),
    "a picture": (bytes(range(256)) * 4, 2),
    "UTF-16": (GOOD.encode("utf-16"), 1),
    "more than is read": (b"a: 1\n" * 60_000, 1),
    "brackets without end": ("a: " + "[" * 3000, 1),
    "a bomb of references": ("a: &a [1, 1]\nb: [*a, *a]\n", 1),
    "a directive": (f"%YAML 1.3\n---\n{GOOD}", 1),
    "a sign of nothing by an escape": (with_subject('"house\\0hold"'), "subject:"),
    "a sign that turns the line by an escape": (with_subject('"\\u202Ehousehold"'), "subject:"),
    "a name that turns the line": (GOOD.replace("subject:", '"sub\\u202Eject":', 1), '"sub'),
    "half a sign by an escape": (with_subject('"\\ud800"'), "subject:"),
    "an escape beyond all signs": (with_subject('"\\U00110000"'), "subject:"),
    "a space of no width": (with_subject("house\u200bhold"), "subject:"),
    "a file that extends itself": (f"{CHILD}changes: {{owner: {{he: א, ar: ب}}}}\n", "extends:"),
    "an authority that is none": (pooled("authority: 517", "authority: 5"), "authority: 5,"),
    "a town that is none": (pooled("town == 517", "town == 9999999"), "9999999"),
    "a town in a list that is none": (pooled("[517, 518, 535]", "[517, 5180, 535]"), "5180"),
    "a day in a rule that is none": (with_rule('applied_on > date("2026-13-01")'), "2026-13-01"),
    "a division by nought": (with_rule("members / 0 > 1"), "members / 0"),
    "a letter with a name that nobody tells": (with_letters("{waiting: {he: 'שלום {nmae}', ar: x}}"), "{nmae}"),
    "a letter with half a brace": (with_letters("{waiting: {he: 'שלום {name', ar: x}}"), "שלום {name'"),
    "an offer without its link": (with_letters("{offer: {he: 'עד {until}', ar: '{until} {link}'}}"), "עד {until}"),
    "letters in a list": (with_letters("[a]"), "letters:"),
    "a text of spaces": (GOOD.replace("כלכלת המשפחה", "'  '", 1), "names: {he: '  '"),
    "a cohort of another century": (GOOD.replace("starts: 2027-10-05", "starts: 2199-10-05"), "2199"),
    "meetings until the end of time": (
        GOOD.replace("INTERVAL=2;BYDAY=TU;COUNT=7", "UNTIL=20991231", 1),
        "UNTIL=20991231",
    ),
    "phases beyond the calendar": (GOOD.replace("\ncost:", f"{MILLENNIA}\ncost:", 1), "opens: 2026-08-01"),
    "a role that is called as a post": (GOOD.replace("  guide: {", "  committee: {", 1), "committee:"),
    "a role that is called as the subject": (GOOD.replace("  steering: {", "  subject: {", 1), "  subject: {"),
    "a question that is called as a button of its page": (
        GOOD.replace("- {name: why, type: long_text", "- {name: remove, type: long_text", 1),
        "name: remove",
    ),
    "a question that the platform answers": (
        GOOD.replace("- {name: why, type: long_text", "- {name: language, type: long_text", 1),
        "name: language",
    ),
    "a consent that lasts no day": (GOOD.replace("lasts: P18M", "lasts: P0D", 1), "lasts: P0D"),
}


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_file_is_refused_with_a_line_a_cause_and_a_remedy(name, language):
    source, at = STRANGE[name]
    lines = source.splitlines() if isinstance(source, str) else []
    line = at if isinstance(at, int) else next(number for number, text in enumerate(lines, 1) if at in text)

    with override(language):
        checked = check(source, AROUND)

    assert checked.programme is None
    assert line in {problem.line for problem in checked.problems}
    assert all(problem.what and problem.remedy for problem in checked.problems)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_mark_of_the_byte_order_change_nothing(line_end):
    checked = check(f"\ufeff{GOOD}".replace("\n", line_end), AROUND)

    assert checked.programme is not None


def test_an_unknown_code_names_the_nearest_there_is():
    with override("en"):
        checked = check(pooled("authority: 517", "authority: 5170"), AROUND)

    assert "517 (מזרעה)" in checked.problems[0].remedy


def test_an_expression_inside_a_form_is_refused_in_the_pages_language():
    source = GOOD.replace("type: yes_no", "type: yes_no, when: 'nosuch > 1'", 1)

    with override("he"):
        [found] = check(source, AROUND).problems

    assert "nosuch" in found.what
    assert "There is no" not in found.what
