"""The letters that modules write, read from the files they put into the slot."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from igum.messages.rules.wording import Wording
from igum.messages.slots import WORDINGS


def wordings_of(key: str) -> Mapping[str, Wording]:
    """A letter by its key, in each language there is; nothing when nobody writes such a letter."""
    for path in WORDINGS:
        if key in (letters := read_wordings(path)):
            return letters[key]
    return {}


@lru_cache
def read_wordings(path: Path) -> Mapping[str, Mapping[str, Wording]]:
    """All letters of one file."""
    letters = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {
        key: {language: Wording(said["subject"], said["body"]) for language, said in texts.items()}
        for key, texts in letters.items()
    }
