"""Rules built from questions, and read back from the file as they were built."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.programmes.rules.conditions import (
    AGES,
    SEVERAL,
    Condition,
    Join,
    Points,
    Sign,
    points_rule,
    rule_of,
    signs_for,
)
from igum.programmes.rules.conditions_reading import conditions_of, points_of

TYPES = {
    "members": "integer",
    "income": "money",
    "share": "decimal",
    "born": "date",
    "alone": "yes_no",
    "instrument": "choice",
    "evenings": "choices",
    "town": "town",
    "attendance.rate": "share",
}
ALONE = Condition("alone", Sign.IS, "yes")
VALUES = {
    "integer": ("0", "3", "-2"),
    "money": ("3200", "12.50", "0"),
    "decimal": ("0.5", "2.0"),
    "date": ("2010-01-31",),
    "yes_no": ("yes", "no"),
    "choice": ("oud", "צ'לו", 'a "b", c'),
    "choices": ("sunday",),
    "town": ("7600", "480"),
    "share": ("80", "12.5"),
}


@st.composite
def a_condition(draw) -> Condition:
    question = draw(st.sampled_from(sorted(TYPES)))
    kind = TYPES[question]
    sign = draw(st.sampled_from(signs_for(kind)))
    value = draw(st.sampled_from(VALUES["integer" if sign in AGES else kind]))
    if sign in SEVERAL:
        return Condition(question, sign, values=draw(st.sampled_from(((value,), VALUES[kind]))))
    if kind == "yes_no":
        sign = Sign.IS  # “is not yes” is read back as “is no”
    if kind in ("integer", "money") and sign not in AGES and draw(st.booleans()):
        return Condition(question, sign, figure="ceiling", times=draw(st.sampled_from(("", "members"))))
    return Condition(question, sign, value)


@given(st.lists(st.tuples(a_condition(), st.sampled_from(Join)), min_size=1, max_size=4))
@settings(max_examples=60)
def test_what_is_built_is_read_back(rows):
    conditions = tuple(
        Condition(one.question, one.sign, one.value, one.values, one.figure, one.times, join if place else Join.AND)
        for place, (one, join) in enumerate(rows)
    )

    assert conditions_of(rule_of(conditions, TYPES), TYPES) == conditions


@pytest.mark.parametrize(
    ("source", "conditions"),
    [
        ("town in [480, 496]", [Condition("town", Sign.ONE_OF, values=("480", "496"))]),
        ("years_between(born, applied_on) >= 14", [Condition("born", Sign.AGE_AT_LEAST, "14")]),
        ("20 >= members", [Condition("members", Sign.AT_MOST, "20")]),
        ("income <= params.ceiling * members", [Condition("income", Sign.AT_MOST, figure="ceiling", times="members")]),
        ("alone || members > 6", [ALONE, Condition("members", Sign.MORE_THAN, "6", join=Join.OR)]),
    ],
)  # fmt: skip
def test_what_others_wrote_is_read(source, conditions):
    assert conditions_of(source, TYPES) == tuple(conditions)


@pytest.mark.parametrize(
    "source",
    [
        "(alone || members > 3) && income < 5",
        "members + 1 > 3",
        "evenings.exists(e, e == 'sunday')",
        "members >= 'x'",
        "instrument in []",
        "unknown_name > 3",
        "town in [480, members]",
        "members >=",
        "income <= params.ceiling + 5",
        "true",
    ],
)
def test_what_says_more_is_left_to_its_text(source):
    assert conditions_of(source, TYPES) is None


@pytest.mark.parametrize(
    "points",
    [
        Points("members"),
        Points("alone"),
        Points(conditions=(Condition("income", Sign.LESS_THAN, "3200"),), number="20"),
        Points(conditions=(Condition("members", Sign.AT_LEAST, "3"),), number="2.5"),
    ],
)
def test_points_are_read_back(points):
    assert points_of(points_rule(points, TYPES), TYPES) == points


@pytest.mark.parametrize(
    "condition",
    [
        Condition("members", Sign.IS, "many"),
        Condition("members", Sign.ONE_OF, values=("3",)),
        Condition("town", Sign.ONE_OF),
        Condition("born", Sign.AT_LEAST, "31.1.2010"),
        Condition("income", Sign.IS, "0.005"),
        Condition("income", Sign.IS, "NaN"),
        Condition("members", Sign.IS, "9" * 40),
        Condition("instrument", Sign.AT_MOST, "oud"),
        Condition("instrument", Sign.IS, ""),
        Condition("alone", Sign.IS, "perhaps"),
    ],
)
def test_what_fits_no_question_is_refused(condition):
    with pytest.raises(ValueError, match=r"\S"):
        rule_of([condition], TYPES)
