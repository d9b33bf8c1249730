"""The data of needs: whom they are about, and the surveys that stand ready."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from igum.core.texts import in_page_language

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def populations() -> Mapping[str, Mapping[str, str]]:
    """Names of every population by its code, in the order of the file."""
    said: Mapping[str, Mapping[str, str]] = yaml.safe_load((DATA / "populations.yaml").read_text(encoding="utf-8"))
    return said


def population_name(code: str) -> str:
    """What a population is called in the page's language; its code when the data know it no more."""
    return str(in_page_language(populations().get(code, {}))) or code


@lru_cache(maxsize=1)
def surveys() -> Mapping[str, Any]:
    """What surveys are built from: the words of their questions, and those that stand ready."""
    said: Mapping[str, Any] = yaml.safe_load((DATA / "surveys.yaml").read_text(encoding="utf-8"))
    return said
