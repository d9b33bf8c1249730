"""Why each candidate got the answer it got."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from igum.engines.choosing.order import before_the_lot, lot
from igum.engines.choosing.outcomes import Answer, Because, Fact, Outcome, Reason, ReserveUse, Seat
from igum.engines.choosing.terms import Candidate, Decision, Rule, TieBreak


@dataclass(frozen=True, slots=True)
class Filled:
    """Who sits where, who was refused by what, which reserves each fits, and how far these were filled."""

    seats: Mapping[str, tuple[Seat, ...]]
    refused: Mapping[str, Reason]
    fits: Mapping[str, tuple[str, ...]]
    uses: Sequence[ReserveUse]


def answers_of(ordered: Sequence[Candidate], filled: Filled, rule: Rule) -> list[Answer]:
    """An answer for each candidate, in order."""
    able = [candidate for candidate in ordered if candidate.key in filled.seats or candidate.key in filled.refused]
    waits = [candidate for candidate in able if candidate.key in filled.refused]
    positions = _numbered(able)
    waiting = _numbered(waits[: rule.longest_waiting])
    line = _Line(able, positions, filled, rule)
    return [
        Answer(
            candidate=candidate,
            outcome=_outcome(candidate, filled, waiting),
            position=positions.get(candidate.key),
            waiting_position=waiting.get(candidate.key),
            seats=filled.seats.get(candidate.key, ()),
            lot=lot(rule.seed, candidate.key),
            reasons=tuple(line.why(candidate, listed=candidate.key in waiting)),
        )
        for candidate in ordered
    ]


def _numbered(candidates: Iterable[Candidate]) -> dict[str, int]:
    return {candidate.key: number for number, candidate in enumerate(candidates, start=1)}


def _outcome(candidate: Candidate, filled: Filled, waiting: Mapping[str, int]) -> Outcome:
    if candidate.key in filled.seats:
        return Outcome.CHOSEN
    if candidate.key in waiting:
        return Outcome.WAITING
    if candidate.eligible is None and candidate.decision is None:
        return Outcome.NEEDS_INFORMATION
    return Outcome.NOT_CHOSEN


class _Line:
    """The line between chosen and waiting, for each kind of place: who stands next to it on either side."""

    def __init__(self, able: Sequence[Candidate], positions: Mapping[str, int], filled: Filled, rule: Rule) -> None:
        self._positions, self._filled, self._rule = positions, filled, rule
        self._by_time = TieBreak.APPLIED_AT in before_the_lot(rule.ties)
        self._last: dict[str | None, Candidate] = {}
        for candidate in able:
            if candidate.decision is None:
                self._last.update(dict.fromkeys(self._kinds_taken(candidate), candidate))
        self._first_waiting: dict[tuple[str | None, Fact], Candidate] = {}
        for candidate in reversed(able):
            if candidate.key in filled.refused:
                for kind in (None, *filled.fits[candidate.key]):
                    self._first_waiting[kind, candidate.score] = candidate

    def why(self, candidate: Candidate, listed: bool) -> Iterator[Reason]:
        """The candidate's reasons, the deciding one first."""
        if candidate.key in self._filled.seats:
            yield from self._why_chosen(candidate)
        elif candidate.key in self._filled.refused:
            yield from self._why_waiting(candidate)
            if not listed:
                yield Reason(Because.WAITING_LIST_FULL, {"longest": self._rule.longest_waiting or 0})
        elif candidate.decision is Decision.DECLINED:
            yield Reason(Because.DECLINED_BY_PERSON, {})
        else:
            yield Reason(Because.NOT_ELIGIBLE if candidate.eligible is False else Because.ELIGIBILITY_UNKNOWN, {})

    def _why_chosen(self, candidate: Candidate) -> Iterator[Reason]:
        if candidate.decision is Decision.CHOSEN:
            yield Reason(Because.CHOSEN_BY_PERSON, {})
        for seat in self._filled.seats[candidate.key]:
            facts: dict[str, Fact] = {"places": seat.places, "score": candidate.score}
            if seat.reserve is None:
                yield Reason(Because.GENERAL_PLACE, facts)
            else:
                yield Reason(Because.RESERVED_PLACE, {"reserve": seat.reserve, **facts})
            rival = self._first_waiting.get((seat.reserve, candidate.score))
            if rival and candidate.decision is None and self._stands_before(candidate, rival):
                yield self._tie(candidate, rival, seat.reserve)

    def _why_waiting(self, candidate: Candidate) -> Iterator[Reason]:
        refusal = self._filled.refused[candidate.key]
        if refusal.because is not Because.TOO_FEW_PLACES_LEFT:
            yield refusal
            return
        reasons = [*self._below(candidate), *self._reserves_took(candidate), *self._kept_empty()]
        if not reasons or (candidate.units > 1 and refusal.facts["left"]):
            yield refusal
        yield from reasons

    def _below(self, candidate: Candidate) -> Iterator[Reason]:
        for kind in (None, *self._filled.fits[candidate.key]):
            last = self._last.get(kind)
            if last is None or not self._stands_before(last, candidate):
                continue
            facts: dict[str, Fact] = {"score": candidate.score, "last_score": last.score}
            if last.score == candidate.score:
                yield self._tie(candidate, last, kind)
            elif kind is None:
                yield Reason(Because.BELOW_LAST_CHOSEN, facts)
            else:
                yield Reason(Because.BELOW_LAST_ON_RESERVE, {"reserve": kind, **facts})

    def _reserves_took(self, candidate: Candidate) -> Iterator[Reason]:
        later = [kind for kind, last in self._last.items() if kind and self._stands_before(candidate, last)]
        if later:
            yield Reason(Because.PLACES_WENT_TO_RESERVES, {"reserves": tuple(later)})

    def _kept_empty(self) -> Iterator[Reason]:
        empty = [use for use in self._filled.uses if not use.released and use.filled < use.places]
        if empty:
            places = sum(use.places - use.filled for use in empty)
            yield Reason(Because.PLACES_KEPT_EMPTY, {"reserves": tuple(use.name for use in empty), "places": places})

    def _tie(self, candidate: Candidate, rival: Candidate, kind: str | None) -> Reason:
        facts: dict[str, Fact] = {"score": candidate.score, **({"reserve": kind} if kind else {})}
        if self._by_time and candidate.applied_at != rival.applied_at:
            return Reason(Because.TIE_BY_APPLIED_AT, facts)
        facts |= {"lot": lot(self._rule.seed, candidate.key), "lot_across": lot(self._rule.seed, rival.key)}
        return Reason(Because.TIE_BY_LOT, facts)

    def _kinds_taken(self, candidate: Candidate) -> list[str | None]:
        return [seat.reserve for seat in self._filled.seats.get(candidate.key, ())]

    def _stands_before(self, one: Candidate, other: Candidate) -> bool:
        return self._positions[one.key] < self._positions[other.key]
