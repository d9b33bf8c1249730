"""Settlements, leagues and the use of a place are written by forms. What nobody touches is in test_editing_forms."""

import pytest

from igum.programmes.forms import sections
from igum.programmes.forms.lists import Page
from igum.programmes.rules.edits import edited, readable
from igum.programmes.tests.browsing import sent_by
from igum.programmes.tests.editing import changed
from igum.programmes.tests.test_editing_forms import FOLDER, a_desk

pytestmark = pytest.mark.usefixtures("in_english")


def source_of(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def sent(source: str, **typed):
    """The form of the part, with some fields typed anew and the others as a browser sends them."""
    desk = a_desk(source)
    shown = sections.section_form("subject", desk)
    return sections.section_form("subject", desk, changed(sent_by(str(shown)), **typed))


def saved(source: str, **typed):
    """What the file says afterwards."""
    form = sent(source, **typed)
    assert form.is_valid(), form.errors
    return readable(edited(source, form.edits())).data


def test_the_days_of_a_league_are_changed_and_nothing_beside_them():
    source = source_of("regional-teams")

    now = saved(source, league__games__count=20, league__games__weekday="WE", league__points__win=3)

    was = readable(source).data
    assert now["league"]["games"].pop("repeat") == "FREQ=WEEKLY;BYDAY=WE;COUNT=20"
    del was["league"]["games"]["repeat"]
    assert now == {**was, "league": {**was["league"], "points": {"win": 3, "draw": 1, "loss": 0}}}


def test_turns_go_when_their_hour_is_taken_out():
    assert "turns" not in saved(source_of("regional-teams"), league__turns__at="")["league"]


def test_a_league_needs_its_days():
    form = sent(source_of("regional-teams"), league__games__count="")

    assert list(form.errors) == ["league.games.count"]


def test_a_group_gets_a_league_and_loses_it():
    source = source_of("regional-teams")
    without = source.replace(source[source.index("league: #") : source.index("outcomes:")], "")

    now = saved(
        without,
        league__phase="league",
        league__games__at="17:00",
        league__games__lasts=120,
        league__games__weekday="TU",
        league__games__count=16,
        league__games__who=["coach"],
        league__points__win=2,
        league__points__draw=1,
        league__points__loss=0,
    )

    assert now["league"] == {
        "phase": "league",
        "games": {"at": "17:00", "lasts": "PT2H", "who": ["coach"], "repeat": "FREQ=WEEKLY;BYDAY=TU;COUNT=16"},
        "points": {"win": 2, "draw": 1, "loss": 0},
    }
    assert "league" not in saved(source, league__phase="")


def test_reviews_of_a_settlement_are_numbers_of_months():
    source = source_of("settlement-accompaniment")

    assert saved(source, community__reviews="6, 12")["community"]["reviews"] == ["P6M", "P12M"]
    assert not sent(source, community__reviews="soon").is_valid()


def test_use_is_counted_by_questions_that_have_choices():
    form = sections.section_form("subject", a_desk(source_of("community-anchor")))

    assert [value for value, _name in form.fields["use_log.age"].choices] == ["", "age_group", "purposes"]


@pytest.mark.parametrize(
    ("name", "codes"), [("settlement-accompaniment", ["kind", "theme", "body"]), ("community-anchor", ["place"])]
)
def test_an_entry_is_added_by_its_name_with_a_key_that_nobody_had_to_think_of(name, codes):
    desk = a_desk(source_of(name))
    lists = sections.entries_of("subject", desk.data)

    assert [each.code for each in lists] == codes
    for entries in lists:
        post = sent_by('<input name="names.he" value="נוער"><input name="names.ar" value="شبيبة">')
        form = entries.form(Page(desk, (*entries.path, 9), {}, None, post=post))
        assert form.is_valid()
        assert form.entry() == {"names": {"he": "נוער", "ar": "شبيبة"}}
        assert entries.first_values(desk.data, form)["key"]
