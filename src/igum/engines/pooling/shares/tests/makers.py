"""Games to try things on."""

import os
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from igum.engines.pooling.shares.games import CostGame

SHARED = Path(os.environ.get("IGUM_SHARED") or Path(__file__).parents[7] / "shared")
SKANE = SHARED / "data" / "pooling"


def skane() -> CostGame:
    """The water game of six towns, in hundredths of a million crowns."""
    if not SKANE.exists():
        pytest.skip(f"the facts to measure on are not at {SKANE}")
    lines = (SKANE / "skane.csv").read_text().split()[1:]
    named = (line.split(",") for line in lines)
    return CostGame.of_table({frozenset(towns): round(float(cost) * 100) for towns, cost in named})


def skane_expected() -> dict[str, dict[str, float]]:
    """What each key is known to answer, in millions."""
    head, *lines = (line.split(",") for line in (SKANE / "skane-expected.csv").read_text().split())
    return {name: dict(zip(head[1:], map(float, shares), strict=True)) for name, *shares in lines}


def coalitions(towns: str) -> list[frozenset[str]]:
    return [frozenset(some) for many in range(1, len(towns) + 1) for some in combinations(towns, many)]


def random_game(seed: int, towns: str) -> CostGame:
    """Any costs at all: the core may be empty, and a town may be a burden."""
    chance = np.random.default_rng(seed)
    return CostGame.of_table({some: int(chance.integers(0, 40)) * len(some) for some in coalitions(towns)})


def game_with_a_core(seed: int, towns: str) -> tuple[CostGame, dict[str, int]]:
    """A game made around shares that no coalition objects to, and these shares; nothing else about it is tidy."""
    chance = np.random.default_rng(seed)
    shares = {town: int(chance.integers(50, 200)) for town in towns}

    def cost(some: frozenset[str]) -> int:
        more = 0 if len(some) == len(towns) else int(chance.integers(0, 90))
        return sum(shares[town] for town in some) + more

    return CostGame.of_table({some: cost(some) for some in coalitions(towns)}), shares


def hall(opening: int, heads: dict[str, int]) -> CostGame:
    """A hall that costs the same however many come, and so much for each who comes: its core is not empty."""
    return CostGame(heads, lambda some: opening + sum(heads[town] for town in some))


def sites_game(fixed: list[int], going: list[list[int]]) -> CostGame:
    """Each town goes to the site that is cheapest for it, of those that its coalition opens."""

    def cost(some: frozenset[str]) -> int:
        opened = [set(sites) for many in range(1, len(fixed) + 1) for sites in combinations(range(len(fixed)), many)]
        return min(
            sum(fixed[site] for site in sites) + sum(min(going[int(town)][site] for site in sites) for town in some)
            for sites in opened
        )

    return CostGame([str(town) for town in range(len(going))], cost)


@st.composite
def games(draw: st.DrawFn, least: int = 2, most: int = 4) -> CostGame:
    """Games with any costs, small numbers so that ties come often."""
    towns = "ABCDE"[: draw(st.integers(least, most))]
    return CostGame.of_table({some: draw(st.integers(0, 12)) for some in coalitions(towns)})


@st.composite
def location_games(draw: st.DrawFn) -> CostGame:
    """Games of two sites and two to four towns."""
    fixed = draw(st.lists(st.integers(0, 30), min_size=2, max_size=2))
    going = draw(st.lists(st.lists(st.integers(0, 20), min_size=2, max_size=2), min_size=2, max_size=4))
    return sites_game(fixed, going)


def renamed(game: CostGame, names: dict[str, str]) -> CostGame:
    back = {new: old for old, new in names.items()}
    return CostGame(back, lambda some: game.cost(back[town] for town in some))
