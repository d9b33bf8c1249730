"""Linear algebra and a linear programme in fractions: what floats find, these prove or mend."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from igum.engines.pooling.shares.games import Mask

Vector = list[Fraction]


def indicator(mask: Mask, towns: int) -> Vector:
    """One for each town of the mask, nothing for the others."""
    return [Fraction(mask >> bit & 1) for bit in range(towns)]


class Span:
    """What is settled: the coalitions whose shares are known to add up to certain sums, and all that follows of them.

    Held in reduced echelon form, so that the answer does not depend on the order in which coalitions were settled.
    """

    def __init__(self, towns: int) -> None:
        """Nothing settled of so many towns."""
        self.towns = towns
        self._rows: dict[int, tuple[Vector, Fraction]] = {}

    @property
    def is_full(self) -> bool:
        """Whether every town's share is settled."""
        return len(self._rows) == self.towns

    def settle(self, mask: Mask, pays: Fraction) -> None:
        """Settle what a coalition pays; nothing changes if it followed already."""
        vector, value = indicator(mask, self.towns), pays
        for pivot, (row, known) in self._rows.items():
            if vector[pivot]:
                vector, value = _less(vector, vector[pivot], row), value - vector[pivot] * known
        pivot = next((place for place, entry in enumerate(vector) if entry), -1)
        if pivot < 0:
            return
        vector, value = [entry / vector[pivot] for entry in vector], value / vector[pivot]
        for other, (row, known) in self._rows.items():
            self._rows[other] = _less(row, row[pivot], vector), known - row[pivot] * value
        self._rows[pivot] = vector, value

    def point(self) -> Vector:
        """Shares that agree with all that is settled; the shares, once everything is."""
        return [self._rows[town][1] if town in self._rows else Fraction(0) for town in range(self.towns)]

    def directions(self) -> list[list[int]]:
        """Along what shares may still move: whole vectors; a coalition that none of them changes is settled."""
        found = []
        for free in range(self.towns):
            if free not in self._rows:
                moved = [
                    -self._rows[town][0][free] if town in self._rows else Fraction(0) for town in range(self.towns)
                ]
                moved[free] = Fraction(1)
                scale = lcm(*(entry.denominator for entry in moved))
                found.append([int(entry * scale) for entry in moved])
        return found


def solve(columns: Sequence[Vector], right: Vector) -> Vector | None:
    """The one combination of columns that gives the right side; None when there is none or more than one."""
    rows = [[column[place] for column in columns] + [wanted] for place, wanted in enumerate(right)]
    for pivot in range(len(columns)):
        below = next((place for place in range(pivot, len(rows)) if rows[place][pivot]), None)
        if below is None:
            return None
        rows[pivot], rows[below] = rows[below], rows[pivot]
        _clear(rows, pivot, pivot)
    if any(row[-1] for row in rows[len(columns) :]):
        return None
    return [row[-1] for row in rows[: len(columns)]]


def cheapest(columns: Mapping[Mask, Vector], costs: Mapping[Mask, Fraction], right: Vector) -> dict[Mask, Fraction]:
    """The cheapest combination, nothing negative, of columns that gives the right side; only what is above nothing.

    The simplex method in fractions with the smallest-index rule, which never circles (R. G. Bland, "New Finite
    Pivoting Rules for the Simplex Method", Mathematics of Operations Research 2(2), 1977). Slow and sure: asked only
    when what floats found does not prove itself.

    Args:
        columns: by mask; as long as the right side.
        costs: of one of each.
        right: >= 0.

    Raises:
        ArithmeticError: no combination gives the right side, or there is no cheapest.
    """
    masks = sorted(columns)
    height, width = len(right), len(masks)
    rows = [
        [*(columns[mask][place] for mask in masks), *(Fraction(place == other) for other in range(height)), wanted]
        for place, wanted in enumerate(right)
    ]
    basis = list(range(width, width + height))
    first = [Fraction(0)] * width + [Fraction(1)] * height
    if _descend(rows, basis, first, width + height):
        raise ArithmeticError("no combination of these columns gives the right side")
    _descend(rows, basis, [costs[mask] for mask in masks] + [Fraction(0)] * height, width)
    return {masks[place]: rows[at][-1] for at, place in enumerate(basis) if place < width and rows[at][-1]}


def _descend(rows: list[Vector], basis: list[int], costs: Vector, width: int) -> Fraction:
    """Pivot until no column makes it cheaper; the cost reached. Columns from ``width`` on never come in."""
    while True:
        prices = [costs[place] for place in basis]
        entering = next(
            (
                column
                for column in range(width)
                if column not in basis
                and costs[column] < sum(price * row[column] for price, row in zip(prices, rows, strict=True))
            ),
            None,
        )
        if entering is None:
            return sum((price * row[-1] for price, row in zip(prices, rows, strict=True)), Fraction(0))
        ratios = [
            (row[-1] / row[entering], basis[at], at)
            for at, row in enumerate(rows)
            if row[entering] > 0 or (basis[at] >= width and row[entering] and not row[-1])  # artificial ones go first
        ]
        if not ratios:
            raise ArithmeticError("there is no cheapest combination")
        leaving = min(ratios)[2]
        basis[leaving] = entering
        _clear(rows, leaving, entering)


def _clear(rows: list[Vector], at: int, column: int) -> None:
    pivot = rows[at][column]
    rows[at] = [entry / pivot for entry in rows[at]]
    for other, row in enumerate(rows):
        if other != at and row[column]:
            rows[other] = _less(row, row[column], rows[at])


def _less(vector: Vector, times: Fraction, other: Vector) -> Vector:
    return [entry - times * taken for entry, taken in zip(vector, other, strict=True)]
