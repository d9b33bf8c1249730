from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.core.sealed import CannotOpen, fingerprint_within, present_key_id, reseal, seal, unseal

ROW, OTHER_ROW = UUID(int=1), UUID(int=2)
PLACE = {"table": "people_resident", "column": "number_sealed"}


@given(st.text())
def test_what_was_sealed_opens_in_its_own_cell(text):
    assert unseal(seal(text, **PLACE, pk=ROW), **PLACE, pk=ROW) == text


def test_sealing_twice_gives_two_values_that_tell_nothing_of_being_equal():
    assert seal("012345674", **PLACE, pk=ROW) != seal("012345674", **PLACE, pk=ROW)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {**PLACE, "pk": OTHER_ROW},
        {"table": "people_resident", "column": "phone", "pk": ROW},
        {"table": "care_resident", "column": "number_sealed", "pk": ROW},
    ],
)
def test_a_value_carried_to_another_cell_does_not_open(elsewhere):
    sealed = seal("012345674", **PLACE, pk=ROW)

    with pytest.raises(CannotOpen, match="moved here from another row"):
        unseal(sealed, **elsewhere)


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_changed_value_does_not_open(place, change):
    sealed = bytearray(seal("012345674", **PLACE, pk=ROW))
    sealed[place % len(sealed)] ^= change

    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), **PLACE, pk=ROW)


def test_a_value_cut_short_does_not_open():
    with pytest.raises(CannotOpen):
        unseal(seal("012345674", **PLACE, pk=ROW)[:10], **PLACE, pk=ROW)


def test_after_a_change_of_keys_old_values_open_while_the_old_key_is_kept(settings):
    old = settings.IGUM_FIELD_KEY
    sealed = seal("012345674", **PLACE, pk=ROW)
    settings.IGUM_FIELD_KEY = "11" * 32

    assert not sealed.startswith(present_key_id())
    with pytest.raises(CannotOpen, match="IGUM_FIELD_KEYS_BEFORE"):
        unseal(sealed, **PLACE, pk=ROW)
    settings.IGUM_FIELD_KEYS_BEFORE = [old]
    assert unseal(sealed, **PLACE, pk=ROW) == "012345674"
    anew = reseal(sealed, **PLACE, pk=ROW)
    assert anew.startswith(present_key_id())
    settings.IGUM_FIELD_KEYS_BEFORE = []
    assert unseal(anew, **PLACE, pk=ROW) == "012345674"


def test_a_fingerprint_finds_equals_within_one_region_only():
    here = fingerprint_within(1, "israeli_id", "012345674")

    assert here == fingerprint_within(1, "israeli_id", "012345674")
    assert here != fingerprint_within(2, "israeli_id", "012345674")
    assert here != fingerprint_within(1, "passport", "012345674")


def test_a_fingerprint_needs_its_key(settings):
    here = fingerprint_within(1, "israeli_id", "012345674")
    settings.IGUM_LOOKUP_KEY = "22" * 32

    assert here != fingerprint_within(1, "israeli_id", "012345674")
