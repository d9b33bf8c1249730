"""What the examples show is so."""

import doctest
import importlib

import pytest

FILES = ["accounts", "bounds", "core", "games", "keys", "nearest", "nucleolus", "rounding", "shapley", "sites"]


@pytest.mark.parametrize("file", FILES)
def test_the_examples_are_so(file):
    assert doctest.testmod(importlib.import_module(f"igum.engines.pooling.shares.{file}")).failed == 0
