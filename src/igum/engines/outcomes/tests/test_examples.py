"""The examples in the words of the engine itself are true."""

import doctest
import importlib
import pkgutil

import pytest

from igum.engines import outcomes

FILES = [file.name for file in pkgutil.iter_modules(outcomes.__path__, "igum.engines.outcomes.") if not file.ispkg]


@pytest.mark.parametrize("file", FILES)
def test_examples_are_true(file):
    assert doctest.testmod(importlib.import_module(file)).failed == 0
