"""The shared budget: what each town was to pay, what it paid by quarter, and what that was worth."""

from dataclasses import dataclass

from igum.pooling.models import Agreement, Spending


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One town.

    Attributes:
        town: code of the authority.
        share: agorot that it was to pay for the plan's term.
        alone: agorot that it would pay by itself for the same people.
        paid: agorot by quarter, in the budget's order; None where nothing is noted.
        people: served, in the quarter noted last.
    """

    town: int
    share: int
    alone: int
    paid: tuple[int | None, ...]
    people: int | None

    @property
    def paid_so_far(self) -> int:
        """All quarters."""
        return sum(amount or 0 for amount in self.paid)

    @property
    def left(self) -> int:
        """What remains of its share; below 0 where it paid more."""
        return self.share - self.paid_so_far


@dataclass(frozen=True, slots=True)
class Budget:
    """All towns, and the quarters in which something was noted."""

    quarters: tuple[tuple[int, int], ...]
    rows: tuple[BudgetRow, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """Paid by all, by quarter."""
        return tuple(sum(row.paid[place] or 0 for row in self.rows) for place in range(len(self.quarters)))


def budget_of(agreement: Agreement) -> Budget:
    """What was noted of an agreement. One query."""
    noted = list(Spending.objects.filter(region_id=agreement.region_id, agreement=agreement))
    quarters = tuple(sorted({(one.year, one.quarter) for one in noted}))
    by_town = {(one.authority_id, one.year, one.quarter): one for one in noted}
    rows = []
    for payer, share in agreement.shares.items():
        own = [by_town.get((int(payer), *quarter)) for quarter in quarters]
        known = [one for one in own if one is not None]
        rows.append(
            BudgetRow(
                town=int(payer),
                share=share,
                alone=agreement.alone[payer],
                paid=tuple(one.paid_agorot if one else None for one in own),
                people=known[-1].people if known else None,
            )
        )
    return Budget(quarters, tuple(rows))
