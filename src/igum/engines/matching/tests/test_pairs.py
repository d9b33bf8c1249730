"""A rule asked of pairs answers as if each had been asked by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.matching.pairs import of_pairs
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import UNKNOWN

RULES = (
    "subject.language in candidate.languages",
    "candidate.town != subject.town",
    "size(candidate.evenings.filter(e, e in subject.evenings)) * params.weight",
    "has(subject.town) && subject.home.rooms > 2",
    "params.weight > 2",
    "true",
)
values = st.sampled_from([None, 1, True, 1.0, "1", "he", [], ["he", "ar"], ["1"], {"rooms": 3}])
sides = st.lists(
    st.dictionaries(st.sampled_from(["language", "town", "evenings", "languages", "home"]), values), max_size=4
)


def named(whose, facts, **shared):
    return {**{f"{whose}.{name}": value for name, value in facts.items()}, **shared}


@pytest.mark.parametrize("rule", RULES)
@given(sides, sides, st.sampled_from([2, 3]))
@settings(max_examples=12, deadline=None)
def test_every_pair_has_its_own_answer(rule, families, mentors, weight):
    subjects = [named("subject", facts, **{"params.weight": weight}) for facts in families]
    candidates = [named("candidate", facts) for facts in mentors]

    answers = of_pairs(parse(rule), subjects, candidates)

    alone = compile_rule(parse(rule))
    assert answers.shape == (len(families), len(mentors))
    for row, subject in enumerate(subjects):
        for column, candidate in enumerate(candidates):
            answer, expected = answers[row, column], alone({**subject, **candidate})
            assert answer is expected if expected is UNKNOWN else (answer, type(answer)) == (expected, type(expected))
