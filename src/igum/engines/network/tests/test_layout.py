"""The picture: all on the sheet, none on another, the same every time."""

import numpy as np
import pytest
from hypothesis import given, settings

from igum.engines.network.layout import Sheet, lay_out
from igum.engines.network.networks import Network
from igum.engines.network.tests.makers import network, networks, region, tie


def nearest(spots):
    at = np.array(list(spots.values()))
    far = np.linalg.norm(at[:, None] - at[None], axis=-1)
    np.fill_diagonal(far, np.inf)
    return far.min()


@given(networks())
@settings(max_examples=30, deadline=None)
def test_everybody_is_on_the_sheet_and_nobody_on_another(any_network):
    sheet = Sheet()

    spots = lay_out(any_network, sheet)

    assert spots.keys() == set(any_network.organizations)
    assert all(39 <= x <= 961 and 39 <= y <= 761 for x, y in spots.values())
    assert nearest(spots) >= sheet.apart * 0.99


def test_a_region_of_120_organisations_can_be_read():
    assert nearest(lay_out(region())) >= 35


def test_the_same_network_gives_the_same_picture_in_whatever_order_it_came():
    of_region = region(40)

    turned = Network.of(reversed(of_region.organizations), reversed(of_region.ties))

    assert lay_out(turned) == lay_out(of_region)


def test_who_has_a_tie_stands_nearer_than_who_is_far_along_the_chain():
    spots = lay_out(network("ab", "bc", "cd", "de"))
    along = [spots[each] for each in "abcde"]

    far = [np.hypot(x - along[0][0], y - along[0][1]) for x, y in along]

    assert far == sorted(far)


def test_who_has_no_tie_stands_at_the_foot():
    spots = lay_out(network("ab", "bc", alone="yz"))

    assert {spots["y"][1], spots["z"][1]} == {760}
    assert max(spots[each][1] for each in "abc") < 760 - 35


def test_those_with_the_same_ties_do_not_stand_on_each_other():
    star = Network.of([f"{number:02}" for number in range(60)], [tie("00", f"{number:02}") for number in range(1, 60)])

    assert nearest(lay_out(star)) >= 35


def test_a_sheet_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="room for 120 organisations"):
        lay_out(region(), Sheet(width=200, height=200))
