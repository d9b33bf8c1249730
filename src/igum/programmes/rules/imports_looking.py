"""What the rows of a list would become, counted batch by batch: how many, and the reasons met most often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_REASONS = 300  # told apart; further ones are rejected rows all the same


@dataclass(slots=True)
class Look:
    """The count so far. It lies between two batches as JSON beside the list.

    Attributes:
        upto: the number of the last row that was looked at.
        reasons: by their words, the first row that gave them, their place among its reasons, and how many gave them:
            words are of the language somebody counted in, and the row says the same in any other.
    """

    upto: int = 0
    accepted: int = 0
    rejected: int = 0
    again: int = 0
    reasons: dict[str, list[int]] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """Rows that were looked at."""
        return self.accepted + self.rejected + self.again

    def count(self, number: int, *, again: Sequence[str], wrong: Sequence[str]) -> None:
        """Count one row.

        >>> look = Look()
        >>> look.count(2, again=(), wrong=("Too old.",)); look.count(3, again=(), wrong=("No name.", "Too old."))
        >>> look.rejected, look.commonest(1)
        (2, [(2, 0, 2)])
        """
        self.upto = number
        if again:
            self.again += 1
        elif wrong:
            self.rejected += 1
        else:
            self.accepted += 1
        for words in dict.fromkeys(() if again else wrong):
            if words in self.reasons:
                self.reasons[words][2] += 1
            elif len(self.reasons) < MOST_REASONS:
                self.reasons[words] = [number, wrong.index(words), 1]

    def commonest(self, most: int) -> list[tuple[int, int, int]]:
        """The reasons met most often: a row that gives it, its place among that row's reasons, and how many gave it."""
        found = sorted(self.reasons.values(), key=lambda reason: (-reason[2], reason[0], reason[1]))
        return [(number, place, count) for number, place, count in found[:most]]

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        counted = {"accepted": self.accepted, "rejected": self.rejected, "again": self.again}
        return {"upto": self.upto, **counted, "reasons": self.reasons}


def look_of(kept: Mapping[str, Any]) -> Look:
    """The count that was kept."""
    return Look(**kept)
