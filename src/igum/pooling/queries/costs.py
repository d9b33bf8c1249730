"""What a plan costs each town under each key, from what the engine counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.utils.translation import gettext as _

from igum.engines.pooling.location.plans import Plan as FoundPlan
from igum.engines.pooling.shares.accounts import Account, Limits, account
from igum.engines.pooling.shares.core import Core, find_core
from igum.engines.pooling.shares.games import CostGame, Town
from igum.engines.pooling.shares.keys import Basis, Key
from igum.pooling.models import Plan
from igum.pooling.rules.document import PoolFile, read_pool
from igum.pooling.rules.paying import basis_of, users_of
from igum.pooling.rules.sampling import SEARCHED, Drawn, account_of_drawn, drawn_of_data
from igum.pooling.rules.stored import game_of_data, plan_of_data
from igum.pooling.rules.what_if import WhatIf, changed


class CannotShare(Exception):
    """Why a cost cannot be divided so."""


@dataclass(frozen=True)
class Sharing:
    """A kept plan in the engine's own values: its pool, the plan, and the cost game where it is counted.

    ``drawn`` is there where the groups of towns were too many to count them all: the game knows some of them only.
    """

    pool: PoolFile
    plan: FoundPlan
    game: CostGame | None
    drawn: Drawn | None = None

    @classmethod
    def of(cls, kept: Plan) -> Self:
        """Read a plan back."""
        pool = changed(read_pool(kept.source.encode()), WhatIf.of_data(kept.changes))
        plan = plan_of_data(pool.service, kept.result)
        if "drawn" in kept.costs:
            drawn = drawn_of_data(kept.costs)
            return cls(pool, plan, drawn.game, drawn)
        return cls(pool, plan, game_of_data(kept.costs) if kept.costs else None)

    @cached_property
    def basis(self) -> Basis:
        """What the keys are computed from."""
        return basis_of(self.pool, users_of(self.pool, self.plan))

    @cached_property
    def accounts(self) -> dict[Key, Account]:
        """By every key of the pool that can be computed, within the pool's own floors and caps."""
        found = {}
        for key in self.pool.keys:
            try:
                found[key] = self.by(key)
            except CannotShare:
                continue
        return found

    @cached_property
    def core(self) -> Core | None:
        """Whether some division keeps everybody; None where not all coalitions are counted."""
        return find_core(self.game) if self.game and not self.drawn else None

    @cached_property
    def agreed(self) -> dict[Key, Account]:
        """By each key by which some town would be paid by the others: what an agreement would say instead."""
        found = {}
        for key, account_by_key in self.accounts.items():
            if min(account_by_key.shares.values()) < 0:
                try:
                    found[key] = self.in_agreement(key)
                except CannotShare:
                    continue
        return found

    def in_agreement(
        self, key: Key, *, floors: Mapping[str, int] | None = None, caps: Mapping[str, int] | None = None
    ) -> Account:
        """The same in an agreement, by which nobody pays less than nothing.

        Raises:
            CannotShare: the coalitions are not counted, the key lacks a figure, or the bounds cannot be kept.
        """
        nothing = dict.fromkeys(map(str, self.game.towns if self.game else ()), 0)
        return self.by(key, floors={**nothing, **_by_code(self.pool.floors), **(floors or {})}, caps=caps)

    def by(
        self, key: Key, *, floors: Mapping[str, int] | None = None, caps: Mapping[str, int] | None = None
    ) -> Account:
        """What each town pays by one key.

        Raises:
            CannotShare: the coalitions are not counted, the key lacks a figure, or the bounds cannot be kept.
        """
        if self.game is None:
            raise CannotShare(_("What the towns would pay by themselves is not counted yet. Try again in a minute."))
        if self.drawn is not None and key in SEARCHED and key not in self.drawn.searched:
            raise CannotShare(_("This key needs the cost of every group of towns, and they are too many."))
        limits = Limits(
            floors={town: amount for town, amount in (floors or self.pool.floors).items() if town in self.game.towns},
            caps={town: amount for town, amount in (caps or self.pool.caps).items() if town in self.game.towns},
        )
        try:
            if self.drawn is not None:
                return account_of_drawn(self.drawn, key, self.basis, limits)
            return account(self.game, key, self.basis, limits)
        except ValueError as problem:
            # The engine speaks to developers; here the bounds are all that can be mended.
            raise CannotShare(
                _(
                    "The cost cannot be shared so. No town's least may be above its most; all the least together may "
                    "not be above the cost, and all the most together not below it."
                )
            ) from problem


def _by_code(amounts: Mapping[Town, int]) -> dict[str, int]:
    return {str(town): amount for town, amount in amounts.items()}


def served_by_town(kept: Plan) -> dict[str, int]:
    """How many a plan serves of each authority, by code."""
    sharing = Sharing.of(kept)
    return {str(payer): people for payer, people in users_of(sharing.pool, sharing.plan).items()}
