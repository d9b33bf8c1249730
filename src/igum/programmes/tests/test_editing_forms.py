"""Every form over programmes of the demo region: what is not touched stays, and nothing that is posted breaks one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.forms import Textarea, TextInput
from django.utils.translation import override

from igum.programmes.forms import sections
from igum.programmes.forms.lists import Page
from igum.programmes.models import ProgrammeDraft
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.checking import check
from igum.programmes.rules.edits import CannotEdit, edited, readable
from igum.programmes.rules.surroundings import Surroundings
from igum.programmes.tests.browsing import sent_by
from igum.questionnaires import queries as questionnaires

FOLDER = Path(__file__).parents[2] / "sample" / "programmes"
# Between them they hold every part that a file can have, and one of them has no way in.
SAMPLES = [
    FOLDER / f"{name}.yaml"
    for name in (
        *("household-economics", "youth-orchestra", "subsidised-classes", "mother-to-mother", "detached-youth"),
        *("regional-teams", "settlement-accompaniment", "community-anchor"),
    )
]
AT = datetime(2026, 9, 1, tzinfo=UTC)


def a_desk(source: str) -> Desk:
    draft = ProgrammeDraft(key="x", source=source, region_id=212)
    return Desk(draft, readable(source).data, check(source, Surroundings(forms=questionnaires)), AT)


def every_form(desk: Desk):
    """Every form of a file, as a function of what was sent."""
    for section in sections.BY_CODE:
        yield section, lambda post, section=section: sections.section_form(section, desk, post)
        for entries in sections.entries_of(section, desk.data):
            for number, (step, entry) in enumerate(entries.listed(desk.data)):

                def made(post, entries=entries, number=number, step=step, entry=entry):
                    return entries.form(Page(desk, (*entries.path, step), entry, number, post=post))

                yield f"{entries.code} {number}", made


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_form_that_nobody_touched_changes_nothing(sample):
    desk = a_desk(sample.read_text(encoding="utf-8"))
    changed = []
    with override("en"):
        for name, make in every_form(desk):
            shown = make(None)
            sent = make(sent_by("".join(map(str, shown)))) if shown is not None else None
            if sent is not None and (not sent.is_valid() or sent.edits()):
                changed.append((name, sent.errors or sent.edits()))

    assert changed == []


# A text far too long, formulas, another direction than its place has, signs of YAML and of web pages, other types.
NASTY = (
    "א" * 5000,
    '=HYPERLINK("http://example.org")',
    "\u202eמפתח\u0000",
    "- a: &x [*x, !!python/object {}]\n# '\"",
    "</textarea><script>alert(1)</script>",
    "-1e400",
    "",
)


def one_of_each(desk: Desk):
    """The first form of each kind."""
    found = {name.split(" ")[0].split("-")[0]: make for name, make in every_form(desk)}
    return [(name, make) for name, make in found.items() if make(None) is not None]


@pytest.mark.parametrize("turn", [0, 1])
def test_nothing_that_is_posted_breaks_a_form_or_is_lost(turn):
    desk = a_desk(SAMPLES[0].read_text(encoding="utf-8"))
    with override("en"):
        for name, make in one_of_each(desk):
            sent = sent_by("".join(map(str, make(None))))
            for place, field in enumerate(list(sent)):
                sent.setlist(field, [NASTY[(place + turn) % len(NASTY)]])
            form = make(sent)

            assert readable(what_is_left(desk, form)).data["key"] == "household-economics", name
            assert form.is_valid() or set(typed_texts(form)) <= {*NASTY, ""}, name


def what_is_left(desk: Desk, form) -> str:
    """The file after the form was sent."""
    try:
        return edited(desk.draft.source, form.edits()) if form.is_valid() else desk.draft.source
    except CannotEdit:
        return desk.draft.source


def typed_texts(form) -> list[str]:
    """What the boxes for text hold after a refusal."""
    return [str(each.value()) for each in form if isinstance(each.field.widget, Textarea | TextInput)]
