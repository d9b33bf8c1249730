from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.questionnaires import queries
from igum.questionnaires.rules.cleaning import Unreadable, clean, count, plain
from igum.questionnaires.rules.compiling import read
from igum.questionnaires.rules.definition import Choice, Kind, Question
from igum.questionnaires.rules.state import Filling, state
from igum.questionnaires.rules.wording import missing_texts
from igum.questionnaires.tests.factories import CHILDREN, KIDS, NAME, WHY, a_definition

TODAY = date(2027, 1, 4)
TWO = (Choice("a", {"en": "A"}), Choice("b", {"en": "B"}))


def a_question(kind: Kind, **more) -> Question:
    return Question("q", kind, choices=TWO, **more)


def now(*questions, answers, drafts=None):
    compiled, problems = read(a_definition(*questions))
    assert problems == []
    return state(compiled, Filling(answers, drafts or {}, today=TODAY), "en")


class TestClean:
    @pytest.mark.parametrize(
        ("kind", "typed", "kept"),
        [
            (Kind.INTEGER, "١٬٢٣٤", 1234),
            (Kind.INTEGER, "1,234", 1234),
            (Kind.INTEGER, 5, 5),
            (Kind.DECIMAL, "1.5", 1.5),
            (Kind.MONEY, "₪ 1,250.50", 125050),
            (Kind.MONEY, "99.9", 9990),
            (Kind.MONEY, 4000, 4000),
            (Kind.MONEY, "-5", -500),
            (Kind.DATE, "22.11.2026", "2026-11-22"),
            (Kind.DATE, "2026-11-22", "2026-11-22"),
            (Kind.DATE, "29/2/2024", "2024-02-29"),
            (Kind.TIME, "7:05", "07:05"),
            (Kind.YES_NO, "no", False),
            (Kind.CONSENT, "yes", True),
            (Kind.PHONE, "+972 50-123-4567", "0501234567"),
            (Kind.PHONE, "04 9871234", "049871234"),
            (Kind.PHONE, "+44 20 7946 0958", "+442079460958"),
            (Kind.EMAIL, " ruth@example.org ", "ruth@example.org"),
            (Kind.ID_NUMBER, "1234567-4", "012345674"),
            (Kind.CHOICES, ["b", "a", "b"], ["a", "b"]),
            (Kind.TEXT, " רות ", "רות"),
            (Kind.LONG_TEXT, "a\r\nb", "a\nb"),
            *[
                (kind, blank, None)
                for kind in (Kind.TEXT, Kind.MONEY, Kind.DATE, Kind.CHOICES)
                for blank in ("", " ", None)
            ],
        ],
    )
    def test_what_people_type_becomes_an_answer(self, kind, typed, kept):
        assert clean(a_question(kind), typed) == kept

    @pytest.mark.parametrize(
        ("kind", "typed"),
        [
            (Kind.INTEGER, "1.5"),
            (Kind.INTEGER, "12a"),
            (Kind.INTEGER, "1e9"),
            (Kind.INTEGER, "9" * 17),
            (Kind.INTEGER, True),
            (Kind.DECIMAL, "nan"),
            (Kind.DECIMAL, float("inf")),
            (Kind.MONEY, "1.005"),
            (Kind.MONEY, "1,2"),
            (Kind.DATE, "31.2.2026"),
            (Kind.DATE, "1.1.26"),
            (Kind.DATE, "2026-13-01"),
            (Kind.TIME, "25:00"),
            (Kind.YES_NO, "maybe"),
            (Kind.PHONE, "050-123"),
            (Kind.EMAIL, "ruth@"),
            (Kind.ID_NUMBER, "123456789"),
            (Kind.ID_NUMBER, "0"),
            (Kind.CHOICE, "c"),
            (Kind.CHOICE, ["a", "b"]),
            (Kind.CHOICES, ["a", {"b": 1}]),
            (Kind.TOWN, "Acre"),
            (Kind.TEXT, {"a": 1}),
            (Kind.TEXT, "x" * 251),
        ],
    )
    def test_what_is_no_answer_is_told_in_a_sentence(self, kind, typed):
        with pytest.raises(Unreadable, match=r"^[A-Z].* .*\.$"):
            clean(a_question(kind), typed)

    @given(
        st.sampled_from([kind for kind in Kind if kind not in {"note", "calculation", "group", "repeat"}]), st.text()
    )
    def test_any_text_is_kept_or_told_and_what_is_kept_is_kept_again_alike(self, kind, typed):
        question = a_question(kind)
        try:
            kept = clean(question, typed)
        except Unreadable:
            return

        assert clean(question, kept) == kept

    @pytest.mark.parametrize(
        ("text", "characters"), [("שָׁלוֹם", 7), ("👩‍👩‍👧", 5), ("e\u0301", 1), ("a\r\nb", 3), ("\ud83d", 1)]
    )
    def test_characters_are_code_points_of_the_composed_text(self, text, characters):
        assert count(text) == characters
        assert plain(plain(text)) == plain(text)


class TestState:
    def test_a_question_is_asked_when_its_rule_is_true_and_not_while_it_is_unknown(self):
        assert "why" not in now(NAME, KIDS, WHY, answers={}).visible
        assert "why" not in now(NAME, KIDS, WHY, answers={"kids": 3}).visible
        assert "why" in now(NAME, KIDS, WHY, answers={"kids": 4}).visible

    def test_an_answer_is_needed_when_its_rule_is_true(self):
        assert not now(KIDS, WHY, answers={"kids": 4}).asked["why"].required
        assert now(KIDS, WHY, answers={"kids": 5}).asked["why"].required

    def test_what_leans_on_a_hidden_answer_is_hidden_too(self):
        third = {**NAME, "name": "third", "when": 'why == "because"', "required": False}

        shown = now(KIDS, WHY, third, answers={"kids": 9, "why": "because"}).visible
        hidden = now(KIDS, WHY, third, answers={"kids": 1, "why": "because"}).visible

        assert "third" in shown
        assert hidden == {"kids"}

    def test_a_hidden_group_hides_all_that_stands_in_it(self):
        group = {"name": "part", "type": "group", "when": "kids > 3", "questions": [NAME, CHILDREN]}

        now_hidden = now(KIDS, group, answers={"kids": 1, "name": "Ruth", "children": [{}]})

        assert now_hidden.visible == {"kids"}
        assert now_hidden.facts == {"kids": 1, "today": TODAY}
        assert now_hidden.errors == ()

    def test_calculations_follow_each_other_whatever_their_order_in_the_form(self):
        four = {"name": "four", "type": "calculation", "value": "two * 2"}
        two = {"name": "two", "type": "calculation", "value": "kids + 1"}

        assert now(four, two, KIDS, answers={"kids": 1}).calculated == {"four": 4, "two": 2}
        assert now(four, two, KIDS, answers={}).calculated == {"four": None, "two": None}

    def test_entries_reckon_for_themselves_and_the_form_with_all_of_them(self):
        adults = {"name": "grown", "type": "calculation", "value": "size(children.filter(c, c.age >= 18))"}
        children = [{"born": "2000-01-01"}, {"born": "2019-01-01"}]

        found = now(CHILDREN, adults, answers={"children": children})

        assert found.calculated == {"children.0.age": 27, "children.1.age": 8, "grown": 1}
        assert {"children.0.school", "children.1.school"} <= found.visible
        assert [error.label for error in now(CHILDREN, answers={"children": [{}, {}]}).errors] == [
            "Children, 1: Born on",
            "Children, 2: Born on",
        ]

    def test_too_few_entries_are_told(self):
        errors = now({**CHILDREN, "least": 2}, answers={"children": [{"born": "2020-01-01"}]}).errors

        assert [(error.path, error.words) for error in errors] == [("children", "Add at least 2.")]

    def test_a_draft_counts_for_nothing_and_is_wrong(self):
        found = now(KIDS, answers={}, drafts={"kids": "three"})

        assert "kids" not in found.facts
        assert [error.missing for error in found.errors] == [False]

    @given(
        st.dictionaries(
            st.sampled_from(["name", "kids", "why", "children", "agrees", "nobody"]),
            st.sampled_from([1, 5, "x", "2020-01-01", True, None]),
        )
    )
    def test_the_same_answers_always_give_the_same_state(self, answers):
        fitting = {
            name: value
            for name, value in answers.items()
            if isinstance(value, {"kids": int, "agrees": bool}.get(name, str)) and name != "children"
        }

        assert now(NAME, KIDS, WHY, CHILDREN, answers=fitting) == now(NAME, KIDS, WHY, CHILDREN, answers=fitting)


class TestReading:
    def test_every_problem_is_found_with_its_path_what_and_remedy(self):
        problems = queries.problems_of(
            {
                "titel": {"en": "x"},
                "questions": [
                    {"name": "1a", "type": "text", "ask": {"en": "x"}},
                    {"name": "b", "type": "choice", "ask": {}, "choices": []},
                    {"name": "c", "type": "group", "ask": {"en": "x"}, "questions": []},
                    {"name": "d", "type": "text", "ask": {"Hebrew": "x"}, "requird": True, "max_length": -1},
                    {"name": "e", "type": "file", "ask": {"en": "x"}},
                    "f",
                ],
            }
        )

        assert [problem.path for problem in problems] == [
            "titel",
            "title",
            "questions[0].name",
            "questions[1].ask",
            "questions[1].choices",
            "questions[2].questions",
            "questions[3].requird",
            "questions[3].ask",
            "questions[3].max_length",
            "questions[4].type",
            "questions[5]",
        ]
        assert all(problem.what and problem.remedy for problem in problems)

    def test_every_problem_of_an_expression_is_found(self):
        problems = queries.problems_of(
            a_definition(
                {**NAME, "when": "kidz > 3"},
                {**KIDS, "check": {"rule": "value", "say": {"en": "x"}}, "default": "many"},
                {**WHY, "when": "kids >"},
                {"name": "a", "type": "calculation", "value": "b + 1"},
                {"name": "b", "type": "calculation", "value": "a + 1"},
            )
        )

        assert {problem.path for problem in problems} >= {
            "questions[0].when",
            "questions[1].check.rule",
            "questions[1].default",
            "questions[2].when",
        }
        assert any("a → b → a" in problem.what or "b → a → b" in problem.what for problem in problems)
        assert "kids" in next(problem.remedy for problem in problems if problem.path == "questions[0].when")

    @pytest.mark.parametrize(
        "hostile", [None, 3, [], "x", {}, {"title": {"en": "x"}, "questions": {"a": 1}}, {"title": 3}]
    )
    def test_what_is_no_definition_is_told_so(self, hostile):
        assert queries.problems_of(hostile)

    def test_groups_that_stand_too_deep_and_forms_that_are_too_large_are_told(self):
        deep = NAME
        for level in range(40):
            deep = {"name": f"g{level}", "type": "group", "questions": [deep]}
        large = a_definition(*({**KIDS, "name": f"q{number}"} for number in range(1001)))

        assert "too deep" in queries.problems_of(a_definition(deep))[0].what
        assert "1001 questions" in queries.problems_of(large)[0].what

    def test_missing_translations_are_found(self):
        form = read(
            {**a_definition({**NAME, "hint": {"en": "As written"}}), "title": {"en": "x", "he": "א", "ar": "س"}}
        )[0].form

        assert [(each.path, each.language) for each in missing_texts(form)] == [
            ("questions[0].ask", "ar"),
            ("questions[0].hint", "he"),
            ("questions[0].hint", "ar"),
        ]

    def test_the_types_of_facts_are_told(self):
        types = queries.fact_types(a_definition(NAME, KIDS, CHILDREN))

        assert {name: str(kind) for name, kind in types.items()} == {
            "name": "text",
            "kids": "whole number",
            "children": "list of record of born, age, school",
        }

    def test_facts_are_the_answers_that_count(self):
        definition = a_definition(NAME, KIDS, WHY, CHILDREN)
        answers = {"name": "Ruth", "kids": 1, "why": "hidden", "children": [{"born": "2020-01-01"}]}

        facts = queries.facts_of(definition, answers, on=TODAY)

        assert facts == {"name": "Ruth", "kids": 1, "children": [{"born": date(2020, 1, 1), "age": 7}]}
