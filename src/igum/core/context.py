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


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to, in the row beneath the head of every page."""

    title: str
    url: str


class KnowsWay(Protocol):
    """Says where this visitor or worker may want to go in an upper module."""

    def __call__(self, actor: Actor) -> Iterable[Link]:
        """Links, in the page's language; none for whom the module has nothing."""
        ...


WAYS: Slot[KnowsWay] = Slot("core.ways", "Says where a visitor or worker may want to go, beneath the head of a page")
PAGE_FACTS: Slot[KnowsPage] = Slot("core.page", "Says what every page knows, such as its region")


def page(request: HttpRequest) -> dict[str, Any]:
    """The context shared by all templates."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "LANGUAGE_CODE": language,
        "direction": "rtl" if language in {"he", "ar"} else "ltr",
        "languages": settings.LANGUAGES,
        "today": timezone.localdate(),
        "actor": getattr(request, "actor", None),
        "ways": [link for ways_of in WAYS for link in ways_of(getattr(request, "actor", ANYONE))],
        "is_demo": settings.IGUM_DEMO,
        "home_region": settings.IGUM_REGION,
        **{name: fact for facts_of in PAGE_FACTS for name, fact in facts_of(request).items()},
    }
