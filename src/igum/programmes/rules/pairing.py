"""Who may go with whom by the file: its matching rules over the facts of subjects and of candidates, as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from igum.engines.matching.terms import MOST_POINTS, Candidate, Couple, Quota, Subject, Table, Terms
from igum.engines.rules.types import UNKNOWN
from igum.programmes.rules.programme import Match, Programme
from igum.programmes.rules.selecting import compiled_rule


@dataclass(frozen=True, slots=True)
class Side:
    """A subject or a candidate: its key, what rules may know of it, and since when it waits."""

    key: str
    facts: Mapping[str, Any]
    since: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled before: pairs that go together, and pairs that one of the two refused."""

    stays: frozenset[Couple] = frozenset()
    declined: frozenset[Couple] = frozenset()


def terms_of(
    programme: Programme, match: Match, subjects: Sequence[Side], candidates: Sequence[Side], settled: Settled
) -> Terms:
    """What matching goes by: every rule of the file asked of every pair.

    A hard rule that is unknown is not met; a soft one that is unknown gives no points. Points are whole: rounded.
    """
    role = programme.roles[match.role]
    params = {f"params.{name}": param.value for name, param in programme.params.items()}
    pairs = _Pairs(subjects, candidates, params)
    return Terms(
        subjects=tuple(Subject(one.key, one.since, role.for_each_subject or 1) for one in subjects),
        candidates=tuple(
            Candidate(one.key, role.most_subjects or len(subjects), _properties(match, one, params))
            for one in candidates
        ),
        table=Table(
            must={must_key(number): pairs.truths(must.when) for number, must in enumerate(match.must)},
            prefer={
                prefer_key(number): pairs.points(prefer.value, prefer.weight)
                for number, prefer in enumerate(match.prefer)
            },
        ),
        quotas=tuple(Quota(among.key, among.least, among.key) for among in match.among),
        stays=settled.stays,
        declined=settled.declined,
    )


def must_key(number: int) -> str:
    """What a hard rule of the file is called in reasons."""
    return f"must-{number}"


def prefer_key(number: int) -> str:
    """What a soft rule of the file is called in reasons."""
    return f"prefer-{number}"


class _Pairs:
    """Every rule over every pair. Each side's facts are named once, not once a pair."""

    def __init__(self, subjects: Sequence[Side], candidates: Sequence[Side], params: Mapping[str, Any]) -> None:
        self.rows = [{**params, **_named("subject", one.facts)} for one in subjects]
        self.columns = [_named("candidate", one.facts) for one in candidates]

    def truths(self, source: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        rule = compiled_rule(source)
        return np.array([[rule(row | column) is True for column in self.columns] for row in self.rows], bool).reshape(
            len(self.rows), len(self.columns)
        )

    def points(self, source: str, weight: float) -> np.ndarray[Any, np.dtype[np.int64]]:
        rule = compiled_rule(source)
        return np.array(
            [[_whole(rule(row | column), weight) for column in self.columns] for row in self.rows], np.int64
        ).reshape(len(self.rows), len(self.columns))


def _properties(match: Match, one: Side, params: Mapping[str, Any]) -> frozenset[str]:
    facts = {**params, **_named("candidate", one.facts)}
    return frozenset(among.key for among in match.among if compiled_rule(among.when)(facts) is True)


def _named(whose: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{whose}.{name}": value for name, value in facts.items()}


def _whole(value: Any, weight: float) -> int:
    if value is UNKNOWN or isinstance(value, bool):
        return int(value is True and weight)
    return max(-MOST_POINTS, min(MOST_POINTS, round(float(value) * weight)))


def because_of(match: Match, keys: Iterable[str]) -> list[Mapping[str, str]]:
    """The texts of the file for rules by what reasons call them; nothing for one that the file no longer has."""
    texts: dict[str, Mapping[str, str]] = {must_key(number): one.because for number, one in enumerate(match.must)}
    texts |= {prefer_key(number): one.because for number, one in enumerate(match.prefer)}
    texts |= {one.key: one.because for one in match.among}
    return [texts[key] for key in keys if key in texts]
