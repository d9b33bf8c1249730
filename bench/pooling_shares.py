"""Who pays: the nucleolus of a service by row generation, beside one with all coalitions written down.

./igum bench pooling shares [--towns N] [--json]
"""

import argparse
from collections.abc import Sequence
from typing import Any

from bench.harness import finish, machine, show, timed
from bench.pooling_games import service
from bench.pooling_nucleolus import of_all_coalitions
from igum.engines.pooling.shares.nearest import nearest_game
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.sites import SitesGame

SITES = 6
SEED = 1
BESIDE_PEER = (8, 10, 12, 14, 16)  # all coalitions of more take the peer minutes
SEARCHED = (6, 8, 10)  # each round is a location problem of its own: more towns take minutes


def main(argv: Sequence[str]) -> int:
    """Measure, print, and answer the exit code."""
    parser = argparse.ArgumentParser(prog="igum bench pooling shares", description=__doc__)
    parser.add_argument("--towns", type=int, default=20, help="of the demo service")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args(argv)
    listed = [_listed(towns) for towns in (*BESIDE_PEER, options.towns)]
    show(
        f"Nucleolus: {SITES} sites, groups of 25, each town whole to its cheapest open site; all costs known",
        listed,
    )
    searched = [_searched(towns) for towns in SEARCHED]
    show(
        "Nucleolus: the same, but a town may be split: a coalition's cost is a location problem, solved when asked for",
        searched,
    )
    return finish({"machine": machine(), "listed": listed, "searched": searched}, as_json=options.json)


def _listed(towns: int) -> dict[str, Any]:
    game, costs_ms = timed(lambda: nearest_game(service(towns, SITES, SEED)))
    ours, ours_ms = timed(lambda: nucleolus(game))
    _, per_capita_ms = timed(lambda: nucleolus(game, per_capita=True))
    row = {
        "towns": towns,
        "coalitions": game.whole,
        "rows": ours.rows,
        "proven": ours.proven,
        "costs_s": costs_ms / 1000,
        "igum_s": ours_ms / 1000,
        "igum_per_capita_s": per_capita_ms / 1000,
    }
    if towns <= max(BESIDE_PEER):
        theirs, peer_ms = timed(lambda: of_all_coalitions(game))
        apart = max(abs(float(share) - other) for share, other in zip(ours.shares.values(), theirs, strict=True))
        row |= {"all_coalitions_s": peer_ms / 1000, "apart_agorot": apart}
    return row


def _searched(towns: int) -> dict[str, Any]:
    game = SitesGame(service(towns, SITES, SEED))
    found, milliseconds = timed(lambda: nucleolus(game, game))
    return {"towns": towns, "coalitions": game.whole, "rows": found.rows, "igum_s": milliseconds / 1000}
