"""Where to draw each organisation, so that the picture can be read and is the same every time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from igum.engines.network.networks import Network
from igum.engines.network.ties import Organization

Floats = NDArray[np.float64]
ROUNDS = 150
PUSHES = 400
STILL = 1e-3  # of a tie's length: who moves less in a round is where they belong
BEYOND_REACH = 1.5  # steps more than the longest way: how far apart those stand who do not reach each other


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on. Units of the picture.

    Attributes:
        width: of the sheet.
        height: of the sheet.
        margin: left free along each edge.
        apart: the least between the middles of two organisations.
    """

    width: float = 1000
    height: float = 800
    margin: float = 40
    apart: float = 36


def lay_out(network: Network, sheet: Sheet | None = None) -> dict[Organization, tuple[float, float]]:
    """The middle of each organisation: few ties apart stands near, and no two stand on each other.

    Distances on the sheet follow the number of ties between two as well as can be (least stress, weighted so that the
    near ones count most), found from a fixed start, so that the same network gives the same picture. Whoever has no
    tie stands in rows at the foot of the sheet.

    Args:
        network: up to a few hundred organisations.
        sheet: must have room for all; by default for some 200.

    Raises:
        ValueError: there are more organisations than the sheet has room for.

    Source:
        E. R. Gansner, Y. Koren, S. North, "Graph Drawing by Stress Majorization", Graph Drawing 2004; the start by
        classical scaling (W. S. Torgerson, "Multidimensional Scaling: I", Psychometrika 17, 1952).

    >>> from igum.engines.network.ties import Intensity, Source, Standing, Tie
    >>> tie = Tie("a", "b", Intensity.KNOW, Standing.CONFIRMED, (Source.WORK,))
    >>> sorted(lay_out(Network.of("abc", [tie])))
    ['a', 'b', 'c']
    """
    sheet = sheet or Sheet()
    alone = network.isolated
    tied = [each for each in network.organizations if each not in set(alone)]
    rows = _rows(alone, sheet)
    foot = len({y for _, y in rows.values()}) * sheet.apart
    across, down = sheet.width - 2 * sheet.margin, sheet.height - 2 * sheet.margin - foot
    if down < 0 or len(tied) * sheet.apart**2 > across * down:
        raise ValueError(f"the sheet must have room for {len(network.organizations)} organisations {sheet.apart} apart")
    if not tied:
        return rows
    box = np.array([across, down])
    wanted = _steps(network, tied)
    spots = _into(_least_stress(_scaled(wanted), wanted), box)
    spots = _push_apart(spots, box, sheet.apart) + sheet.margin
    placed = {each: (round(float(x), 1), round(float(y), 1)) for each, (x, y) in zip(tied, spots, strict=True)}
    return placed | rows


def _rows(alone: tuple[Organization, ...], sheet: Sheet) -> dict[Organization, tuple[float, float]]:
    in_a_row = int((sheet.width - 2 * sheet.margin) // sheet.apart) + 1
    return {
        each: (
            sheet.margin + place % in_a_row * sheet.apart,
            sheet.height - sheet.margin - place // in_a_row * sheet.apart,
        )
        for place, each in enumerate(alone)
    }


def _steps(network: Network, tied: list[Organization]) -> Floats:
    """How many ties apart any two are."""
    place = {each: number for number, each in enumerate(tied)}
    steps = np.full((len(tied), len(tied)), np.nan)
    for each in tied:
        for other, many in network.steps_from(each).items():
            steps[place[each], place[other]] = many
    steps[np.isnan(steps)] = np.nanmax(steps) + BEYOND_REACH
    return steps


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling: the plane that keeps the squares of distances best."""
    many = len(wanted)
    centred = np.eye(many) - 1 / many
    _, vectors = np.linalg.eigh(-centred @ wanted**2 @ centred / 2)
    plane = vectors[:, -2:] if many > 1 else np.zeros((1, 2))
    # An eigenvector is as good as its opposite: the one whose largest entry is positive is taken.
    signs = np.sign(plane[np.abs(plane).argmax(axis=0), range(plane.shape[1])])
    # Those who have the same ties fall on one spot, from which stress alone cannot part them.
    turn = np.arange(many) * 2.399963
    nudged = np.column_stack((np.cos(turn), np.sin(turn))) * 0.05
    start: Floats = plane * np.where(signs == 0, 1, signs) * wanted.max() + nudged
    return start


def _least_stress(spots: Floats, wanted: Floats) -> Floats:
    weights = np.where(wanted > 0, 1 / np.maximum(wanted, 1) ** 2, 0)
    pulls = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(pulls + 1 / len(spots))  # pulls alone has no inverse: moving all together costs nothing
    for _ in range(ROUNDS):
        far = _distances(spots)
        ratio = np.where(far > 0, -weights * wanted / np.where(far > 0, far, 1), 0)
        np.fill_diagonal(ratio, 0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        before, spots = spots, inverse @ (ratio @ spots)
        if np.abs(spots - before).max() < STILL:
            break
    return spots


def _into(spots: Floats, box: Floats) -> Floats:
    low, high = spots.min(axis=0), spots.max(axis=0)
    stretched: Floats = (spots - low) / np.where(high > low, high - low, 1) * box
    return stretched


def _push_apart(spots: Floats, box: Floats, apart: float) -> Floats:
    """Move those who stand too near away from each other, both by half, until nobody does.

    Raises:
        ValueError: they do not fit.
    """
    for _ in range(PUSHES):
        far = _distances(spots)
        np.fill_diagonal(far, np.inf)
        if far.min() >= apart * 0.999:
            return spots
        short = np.clip(apart * 1.02 - far, 0, None) / 2
        away = spots[:, None, :] - spots[None, :, :]
        # Two on one spot part along a way that their places in the list decide.
        same = (far < apart / 1000)[..., None]
        turn = np.subtract.outer(np.arange(len(spots)), np.arange(len(spots))) * 1.0
        away = np.where(same, np.stack((turn, np.sign(turn)), axis=-1), away)
        length = np.linalg.norm(away, axis=-1, keepdims=True)
        spots = spots + (away / np.where(length > 0, length, 1) * short[..., None]).sum(axis=1)
        spots = np.clip(spots, 0, box)
    raise ValueError(f"the sheet must have room for {len(spots)} organisations {apart} apart")


def _distances(spots: Floats) -> Floats:
    # Each axis by itself: numpy is slow to add up the last axis of a block when that is two long.
    across, down = (np.subtract.outer(axis, axis) for axis in spots.T)
    far: Floats = np.sqrt(across * across + down * down)
    return far
