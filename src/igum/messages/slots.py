"""What modules above tell the outbox: the letters they write, and what their letters are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from igum.core.actor import Actor
from igum.core.slots import Slot


@dataclass(frozen=True, slots=True)
class Subject:
    """What letters are about, as a heading of the outbox: equal headings stand together."""

    title: str
    url: str = ""


class NamesSubjects(Protocol):
    """Says what letters about things of a kind are about, as far as this module knows that kind."""

    def __call__(self, actor: Actor, kind: str, ids: Iterable[str]) -> Mapping[str, Subject]:
        """A subject for each id; ids that are unknown or not the actor's to see are left out."""
        ...


ABOUT: Slot[NamesSubjects] = Slot("messages.about", "Says what letters are about, as headings of the outbox")
# YAML: key of a letter -> language -> subject and body.
WORDINGS: Slot[Path] = Slot("messages.wordings", "A file of the letters a module writes, in all languages")
