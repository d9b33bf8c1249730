"""What may not be asked, and the lot."""

from datetime import datetime
from fractions import Fraction
from hashlib import sha256

import pytest

from igum.engines.choosing.order import in_order, lot
from igum.engines.choosing.terms import Candidate, Ceiling, Places, Reserve, Rule, TieBreak
from igum.engines.choosing.tests.makers import MORNING, a_candidate


def test_a_score_that_is_not_exact_is_refused():
    with pytest.raises(TypeError, match=r"a whole number or a Fraction, not 0\.3"):
        a_candidate("a", 0.3)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Candidate("a", 1, datetime(2026, 9, 1))  # noqa: DTZ001


def test_nobody_takes_no_place():
    with pytest.raises(ValueError, match="at least 1"):
        a_candidate("a", units=0)


def test_more_reserved_than_there_is_is_refused():
    with pytest.raises(ValueError, match=r"reserved places \(5\) must not be more than all places \(4\)"):
        Places(4, (Reserve("a", 2, "a"), Reserve("b", 3, "b")))


def test_a_reserve_or_a_ceiling_twice_is_refused():
    with pytest.raises(ValueError, match="reserve 'a' stands twice"):
        Places(4, (Reserve("a", 1, "a"), Reserve("a", 1, "b")))
    with pytest.raises(ValueError, match="ceiling by 'town' stands twice"):
        Places(4, ceilings=(Ceiling("town", 1), Ceiling("town", 2)))


def test_two_candidates_with_one_key_are_refused():
    with pytest.raises(ValueError, match="a key of its own"):
        in_order([a_candidate("a"), a_candidate("a")], Rule("s"))


def test_a_reserve_takes_whoever_has_all_its_groups():
    druze_of_1139 = Reserve("r", 1, {"town": (1139, 1140), "community": "druze"})

    assert druze_of_1139.fits(a_candidate("a", groups={"town": 1140, "community": "druze"}))
    assert not druze_of_1139.fits(a_candidate("b", groups={"town": 1139}))
    assert Reserve("r", 1, "lives_alone").fits(a_candidate("c", holds=frozenset({"lives_alone"})))


def test_anyone_can_recompute_the_lot():
    assert lot("זרע 7", "A-17") == sha256("זרע 7\nA-17".encode()).hexdigest()


def test_equal_scores_are_parted_by_time_and_then_by_lot():
    crowd = [a_candidate(key, Fraction(5), minutes=minutes) for key, minutes in (("a", 1), ("b", 0), ("c", 0))]
    by_lot = sorted("bc", key=lambda key: lot("s", key))

    assert [one.key for one in in_order(crowd, Rule("s"))] == [*by_lot, "a"]
    assert {one.applied_at for one in in_order(crowd, Rule("s"))[:2]} == {MORNING}


def test_time_after_the_lot_parts_nobody():
    crowd = [a_candidate(key, minutes=minutes) for minutes, key in enumerate("abcdef")]

    ordered = in_order(crowd, Rule("s", ties=(TieBreak.LOT, TieBreak.APPLIED_AT)))

    assert [one.key for one in ordered] == sorted("abcdef", key=lambda key: lot("s", key))


def test_a_seed_of_two_lines_is_refused():
    with pytest.raises(ValueError, match="one line"):
        Rule("a\nb")
