import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.core.spreadsheets import harmless
from igum.needs.catalogue import populations, surveys
from igum.needs.rules.estimates import estimate
from igum.needs.rules.gaps import Answer, gaps_from, spread
from igum.needs.rules.maps import HEIGHT, SIDE, WIDTH, Spot, circles
from igum.needs.rules.surveys import Asked, Part, Said, said_of, survey
from igum.questionnaires import queries as questionnaires


@pytest.mark.parametrize("key", surveys()["ready"])
def test_every_survey_that_stands_ready_is_a_questionnaire_without_problems(key):
    ready = surveys()["ready"][key]
    asked = [Asked(code, {"he": code}) for code in ready["terms"]]

    definition = survey(surveys(), asked, titles=ready["titles"], own=[{"he": "מה עוד?"}])

    assert questionnaires.problems_of(definition) == []
    assert ready["population"] in populations()


def test_an_answer_that_counts_more_by_town_than_in_all_counts_by_town():
    facts = {
        "need_1_level": "some",
        "need_1_people": 3,
        "need_1_where": [{"need_1_town": 7, "need_1_in_town": 9, "need_1_language": "ar"}],
    }

    assert said_of(facts, 1) == Said("some", 9, "low", (Part(7, 9, language="ar"),))


def test_several_bodies_of_one_authority_are_never_added_up():
    answers = [
        Answer("food", 1, "Welfare", Said("some", 40, "medium")),
        Answer("food", 1, "A club", Said("nothing", 15, "high")),
    ]

    [[birch, region]] = gaps_from(answers, ["food"], {1: 2000}, {("food", 1): 2})

    assert (birch.level, birch.people, birch.basis, birch.supply) == ("nothing", 40, "medium", 2)
    assert birch.per_thousand == 20
    assert region.level == ""


@settings(max_examples=30)
@given(
    st.integers(1, 500),
    st.dictionaries(st.integers(1, 5), st.integers(0, 900), min_size=1),
    st.lists(st.builds(Part, st.integers(1, 5), st.integers(1, 50)), max_size=3),
)
def test_what_is_spread_over_towns_is_neither_more_nor_less(people, residents, parts):
    told = [part for part in parts if part.locality_id in residents]

    found, _estimated = spread(people, parts, residents)

    assert sum(part.people for part in found) == max(people, sum(part.people for part in told))
    assert found[: len(told)] == tuple(told)


def test_the_estimate_of_a_town_like_the_others_lies_within_its_interval():
    found = estimate([(10, 1000), (30, 2000), (18, 1500)], 800)

    assert found.low <= found.people == round(800 * 58 / 4500) <= found.high


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\uff1d1"])
def test_no_cell_is_read_as_a_formula(text):
    assert harmless(text) == "'" + text


def test_numbers_that_cannot_be_break_nothing():
    facts = {
        "need_1_level": "some",
        "need_1_people": 10**40,
        "need_1_where": [
            {"need_1_town": 7, "need_1_in_town": 10**40, "need_1_age_from": 99_999},
            {"need_1_town": 8, "need_1_in_town": -3},
            {"need_1_town": 9, "need_1_in_town": 2, "need_1_age_from": 70, "need_1_age_to": 60},
        ],
    }

    said = said_of(facts, 1)

    assert said.parts == (Part(7, 1_000_000), Part(9, 2, 60, 70))
    assert said.people == 1_000_002


def test_people_of_a_town_elsewhere_are_spread_over_the_towns_there():
    parts, is_estimate = spread(10, [Part(99, 4), Part(1, 2)], {1: 10, 2: 10, 3: 30})

    assert (parts, is_estimate) == ((Part(1, 2), Part(2, 2), Part(3, 6)), True)


def test_what_no_workbook_holds_is_left_out():
    assert harmless("a\x0b\x01b") == "ab"


def test_spots_stand_in_the_middle_of_the_map_with_room_for_their_names():
    [alone] = circles([Spot("a", 33, 35, 7, "some")])
    drawn = circles([Spot("a", 33, 35, 7, "some"), Spot("b", 33, 36, 9, "large"), Spot("c", 33.1, 35.4, 0, "none")])

    assert (alone.x, alone.y) == (WIDTH / 2, HEIGHT / 2)
    assert [min(one.x for one in drawn), max(one.x for one in drawn)] == [SIDE, WIDTH - SIDE]
