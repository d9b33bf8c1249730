"""What the examples show is so."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("file", ["changes", "graphml", "layout", "measures", "networks", "ties"])
def test_the_examples_are_so(file):
    assert doctest.testmod(importlib.import_module(f"igum.engines.network.{file}")).failed == 0
