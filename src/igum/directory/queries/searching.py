"""Asks the search index, which is derived data: when it is missing, it is being rebuilt."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from igum.directory.search.answers import NotBuilt, SearchAnswer, SearchRequest, Suggestion
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.search import SearchIndex
from igum.places.queries import regions

WARMING_LETTERS = {"he": "מז", "ar": "طع", "en": "fo", "ru": "пр", "am": "ምግ"}


@lru_cache(maxsize=4)
def _index_at(path: Path) -> SearchIndex:
    """One index for the life of the process; it notices new generations by itself."""
    return SearchIndex.open(path)


def _index() -> SearchIndex:
    return _index_at(Path(settings.IGUM_SEARCH_INDEX))


def index_is_ready() -> bool:
    """Whether there is an index to ask."""
    return _index().ready


def index_generation() -> str:
    """Names the index now in use, so that what was derived together with it can be kept as long as it; "" for none."""
    try:
        return str(_index().snapshot().folder)
    except NotBuilt:
        return ""


def index_lexicon() -> Lexicon:
    """The terms and places that the index was built with; nothing is asked of the database.

    Raises:
        NotBuilt: the index is missing.
    """
    return _index().lexicon


def place_names(language: str) -> Mapping[tuple[str, int], str]:
    """What a page in a language calls each region, authority and locality, by kind and code.

    Raises:
        NotBuilt: the index is missing.
    """
    return _place_names(language, index_generation())


@lru_cache(maxsize=10)
def _place_names(language: str, _generation: str) -> Mapping[tuple[str, int], str]:
    places = index_lexicon().places
    return {(place.kind, place.code): place.names.get(language) or place.names["he"] for place in places}


def warm_up() -> None:
    """Read what the first questions need, so that no visitor waits for it: seconds of one core, once a process."""
    index = _index()
    if not index.ready:
        return
    region = regions().filter(slug=settings.IGUM_REGION).values_list("pk", flat=True).first()
    connection.close()  # this thread asks nothing more
    index.warm_up()
    for language, letters in WARMING_LETTERS.items():
        index.suggest(letters, region=region, language=language)


def search(request: SearchRequest, *, at: datetime) -> SearchAnswer:
    """Services for one state of the search page.

    Raises:
        NotBuilt: the index is missing; the view says so and a rebuild is on its way.
    """
    return _index().search(request, now=at)


def suggest(prefix: str, *, region_id: int | None, language: str) -> list[Suggestion]:
    """Phrases that complete what is being typed, each with at least one service in the region."""
    return _index().suggest(prefix, region=region_id, language=language)
