"""What every page knows: its language and direction, the region, and whether this is the demo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from igum.core.actor import ANYONE, Actor
from igum.core.slots import Slot


class KnowsPage(Protocol):
    """Says what an upper module wants every page to know."""

    def __call__(self, request: HttpRequest) -> Mapping[str, Any]:
        """Names and what they stand for; a view that gives the same name wins."""
        ...


# So many places stand side by side, on a phone too; where there are more, they are folded into their groups.
MOST_SIDE_BY_SIDE = 6


@dataclass(frozen=True, slots=True)
class Group:
    """A fold of places that belong together; ``place`` puts the groups in order. Equal ones are one fold."""

    title: str
    place: int


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to, in the row beneath the head of every page; without a group it is never folded away."""

    title: str
    url: str
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """A group with its places."""

    title: str
    links: tuple[Link, ...]


class KnowsWay(Protocol):
    """Says where this visitor or worker may want to go in an upper module."""

    def __call__(self, actor: Actor) -> Iterable[Link]:
        """Links, in the page's language; none for whom the module has nothing."""
        ...


WAYS: Slot[KnowsWay] = Slot("core.ways", "Says where a visitor or worker may want to go, beneath the head of a page")
PAGE_FACTS: Slot[KnowsPage] = Slot("core.page", "Says what every page knows, such as its region")


def way_of(actor: Actor) -> tuple[list[Link], list[Fold]]:
    """Where somebody may go: places that stand by themselves, and folds. A fold of one place is that place."""
    links = [link for ways_of in WAYS for link in ways_of(actor)]
    if len(links) <= MOST_SIDE_BY_SIDE:
        return links, []
    groups = sorted({link.group for link in links if link.group}, key=lambda group: (group.place, group.title))
    folds = [Fold(group.title, tuple(link for link in links if link.group == group)) for group in groups]
    alone = [link for link in links if link.group is None] + [one.links[0] for one in folds if len(one.links) == 1]
    return alone, [one for one in folds if len(one.links) > 1]


def page(request: HttpRequest) -> dict[str, Any]:
    """The context shared by all templates."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    ways, folds = way_of(getattr(request, "actor", ANYONE))
    return {
        "LANGUAGE_CODE": language,
        "direction": "rtl" if language in {"he", "ar"} else "ltr",
        "languages": settings.LANGUAGES,
        "today": timezone.localdate(),
        "actor": getattr(request, "actor", None),
        "ways": ways,
        "way_folds": folds,
        "is_demo": settings.IGUM_DEMO,
        "home_region": settings.IGUM_REGION,
        **{name: fact for facts_of in PAGE_FACTS for name, fact in facts_of(request).items()},
    }
