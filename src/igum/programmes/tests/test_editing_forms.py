"""Every form over every programme of the demo region: what is not touched stays as it was written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from igum.programmes.forms import sections
from igum.programmes.forms.lists import Page
from igum.programmes.models import ProgrammeDraft
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.checking import check
from igum.programmes.rules.edits import readable
from igum.programmes.rules.surroundings import Surroundings
from igum.programmes.tests.browsing import sent_by
from igum.questionnaires import queries as questionnaires

FOLDER = Path(__file__).parents[2] / "sample" / "programmes"
# Between them they hold every part that a file can have, and one of them has no way in.
SAMPLES = [
    FOLDER / f"{name}.yaml"
    for name in ("household-economics", "youth-orchestra", "subsidised-classes", "mother-to-mother", "detached-youth")
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
