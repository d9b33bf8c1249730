"""How hard one question is asked of the solver."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ease:
    """How hard one question is asked.

    Attributes:
        share: of the time that is left, at most.
        gap: share of the effort's gap that is near enough.
        near: gap that is near enough in any case.
    """

    share: float = 1.0
    gap: float = 1.0
    near: float = 0.0


WHOLE = Ease()
FIRST = Ease(0.3)  # a first plan, where prices have left a small program
GUESS = Ease(0.1, near=0.003)  # a first plan, among few arcs
OF_PART = Ease(0.2, 0.01)  # a part weighs little beside what is near enough for all of it
