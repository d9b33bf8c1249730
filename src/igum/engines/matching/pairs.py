"""A rule asked of every pair, but only once of those that are alike to it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.syntax import Expression, Fact, walk
from igum.engines.rules.types import find

Facts = Mapping[str, Any]


def of_pairs(expression: Expression, subjects: Sequence[Facts], candidates: Sequence[Facts]) -> NDArray[np.object_]:
    """What the rule answers for each pair: a row for each subject, a column for each candidate.

    A rule about languages is the same for all families of one language, however many they are; so it is asked once of
    each two sets of those facts that it names. 200 families and 600 mentors are 120,000 pairs, and seldom a thousand
    questions.

    Args:
        expression: over facts of both, under names that differ, such as ``subject.language``.
        subjects: the facts of each, with what all pairs share (such as ``params``) among them.
        candidates: the facts of each.

    >>> from igum.engines.rules.parsing import parse
    >>> families = [{"subject.language": "ar"}, {"subject.language": "he"}, {"subject.language": "ar"}]
    >>> mentors = [{"candidate.languages": ["he", "ar"]}, {"candidate.languages": ["he"]}]
    >>> of_pairs(parse("subject.language in candidate.languages"), families, mentors).tolist()
    [[True, False], [True, True], [True, False]]
    """
    paths = {node.path for node in walk(expression.root) if isinstance(node, Fact)}
    # A fact may be a field of another fact that stands under a shorter name.
    names = sorted({".".join(path[: length + 1]) for path in paths for length in range(len(path))})
    rule = compile_rule(expression)
    kinds_of_subjects, rows = _alike(subjects, names)
    kinds_of_candidates, columns = _alike(candidates, names)
    answers = np.empty((len(kinds_of_subjects), len(kinds_of_candidates)), dtype=np.object_)
    for row, subject in enumerate(kinds_of_subjects):
        for column, candidate in enumerate(kinds_of_candidates):
            answers[row, column] = rule({**subject, **candidate})
    every: NDArray[np.object_] = answers[np.ix_(rows, columns)]
    return every


def _alike(sides: Sequence[Facts], names: Sequence[str]) -> tuple[list[Facts], list[int]]:
    """One of each kind that the names tell apart, and the kind of each side. 1, 1.0, True and "1" are apart."""
    kinds: dict[str, int] = {}
    firsts: list[Facts] = []
    of_each = []
    for facts in sides:
        kind = repr([find(facts, name) for name in names])
        if kind not in kinds:
            kinds[kind] = len(firsts)
            firsts.append(facts)
        of_each.append(kinds[kind])
    return firsts, of_each
