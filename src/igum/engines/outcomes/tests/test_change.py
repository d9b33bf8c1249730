"""Whether anyone is better off, said as surely as the number of people allows."""

import math

import numpy as np
import pytest
import scipy  # its parts are read when they are first used
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.outcomes.change import Better, Method, Verdict, change_of

# Student's sleep: hours gained by ten patients with each of two drugs.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
SLEEP = list(zip(FIRST, SECOND, strict=True))


def change(pairs, **more):
    return change_of(pairs, **{"better": Better.UP, "least": 5, **more})


class TestKnownAnswers:
    def test_the_interval_of_students_sleep_is_the_printed_one(self):
        found = change(SLEEP)

        assert found.mean == pytest.approx(1.58)
        assert found.interval == pytest.approx((0.7001142, 2.4598858))
        assert (found.method, found.verdict) == (Method.PAIRED_T, Verdict.BETTER)

    def test_the_same_change_is_worse_where_less_is_meant(self):
        assert change(SLEEP, better=Better.DOWN).verdict is Verdict.WORSE

    def test_too_few_people_have_no_interval(self):
        found = change(SLEEP[:4])

        assert (found.people, found.interval, found.method, found.verdict) == (4, None, None, Verdict.TOO_FEW)
        assert found.mean is not None

    def test_who_was_not_measured_at_the_end_is_counted_and_left_out(self):
        found = change([*SLEEP, (5.0, None), (None, 1.0), (None, None)])

        assert (found.people, found.incomplete, found.mean) == (10, 3, pytest.approx(1.58))

    def test_a_small_change_among_large_ones_is_not_clear(self):
        found = change([(0.0, each) for each in (9.0, -8.0, 7.0, -6.0, 1.0)])

        assert found.verdict is Verdict.NOT_CLEAR
        assert (found.improved, found.same, found.worsened) == (3, 0, 2)

    def test_nobody_is_too_few(self):
        found = change([])

        assert (found.people, found.mean, found.verdict) == (0, None, Verdict.TOO_FEW)

    @pytest.mark.parametrize(("target", "reached"), [(1.5, True), (1.6, False), (None, None)])
    def test_the_target_is_reached_or_not(self, target, reached):
        assert change(SLEEP, target=target).reached is reached


class TestBootstrap:
    def test_it_says_so_and_agrees_with_a_second_library_run(self):
        found = change(SLEEP, chance=np.random.default_rng(1))

        differences = np.array(SECOND) - np.array(FIRST)
        again = scipy.stats.bootstrap(
            (differences,), np.mean, method="BCa", n_resamples=9_999, rng=np.random.default_rng(1)
        )
        assert found.method is Method.PAIRED_BOOTSTRAP
        assert found.interval == pytest.approx(tuple(again.confidence_interval))

    def test_the_same_chance_gives_the_same_answer(self):
        found = [change(SLEEP, chance=np.random.default_rng(3)).interval for _ in range(2)]

        assert found[0] == found[1]

    def test_where_all_changed_alike_there_is_nothing_to_draw(self):
        found = change([(1.0, 3.0)] * 6, chance=np.random.default_rng(3))

        assert (found.interval, found.verdict) == ((2.0, 2.0), Verdict.BETTER)


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=5, max_size=20))
def test_up_and_down_are_each_others_mirror(pairs):
    up = change(pairs)
    down = change([(after, before) for before, after in pairs], better=Better.DOWN)
    mirrored = change([(-before, -after) for before, after in pairs], better=Better.DOWN)

    assert (mirrored.improved, mirrored.worsened, mirrored.verdict) == (up.improved, up.worsened, up.verdict)
    assert (down.improved, down.same) == (up.improved, up.same)
    assert up.improved + up.same + up.worsened == up.people
    low, high = up.interval
    assert low <= up.mean + 1e-9
    assert up.mean <= high + 1e-9


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"least": 1}, "least must be at least 2"),
        ({"level": 1.0}, "level must be between"),
        ({"target": -1.0}, "target must be a change up"),
        ({"target": 1.0, "better": Better.DOWN}, "target must be a change down"),
        ({"target": math.nan}, "target must be a change up"),
    ],
)
def test_what_cannot_be_meant_is_refused(more, refusal):
    with pytest.raises(ValueError, match=refusal):
        change(SLEEP, **more)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_value_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        change([(1.0, value)])
