from collections.abc import Iterator

import pytest

from igum.core import slots
from igum.core.slots import Slot, declared_slots


@pytest.fixture
def cards() -> Iterator[Slot[str]]:
    yield Slot("tests.cards", "Cards on a table")
    slots._declared.pop("tests.cards")


def test_a_slot_shows_what_was_put_in_in_order(cards):
    cards.fill("needs", "a gap")
    cards.fill("pooling", "a pool")

    assert list(cards) == ["a gap", "a pool"]
    assert cards.filled_by == ("needs", "pooling")


def test_a_module_that_fills_twice_replaces_its_own(cards):
    cards.fill("needs", "a gap")
    cards.fill("needs", "another gap")

    assert list(cards) == ["another gap"]


def test_two_slots_do_not_share_a_name(cards):
    with pytest.raises(ValueError, match="declared twice"):
        Slot("tests.cards", "Other cards")


def test_all_slots_are_listed_by_name(cards):
    names = [slot.name for slot in declared_slots()]

    assert "tests.cards" in names
    assert names == sorted(names)
