"""Background work of the directory: keeping the search index like the tables it is derived from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from procrastinate import RetryStrategy

from igum.core.jobs import app
from igum.directory import queries
from igum.directory.search.answers import NotBuilt
from igum.directory.search.documents import ServiceDocument
from igum.directory.search.index import build, current_generation, update
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.search import SearchIndex
from igum.directory.search.semantic import embed

# A full disk or a database that restarts: what was not indexed then must not stay so until the next change.
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.task(name="directory.index_services", queue="search", retry=AGAIN)
def index_services(ids: list[str]) -> None:
    """Bring some services in the index to what the tables say now; those no longer published leave it."""
    index = Path(settings.IGUM_SEARCH_INDEX)
    published: list[ServiceDocument] = []
    try:
        update(index, ids, _kept(queries.documents(ids), published))
    except NotBuilt:
        rebuild_index()
        return
    _embed(index, published, SearchIndex.open(index).lexicon)


@app.periodic(cron="* * * * *")
@app.task(name="directory.keep_index", queue="search", queueing_lock="directory.keep_index")
def keep_index(timestamp: int = 0) -> None:
    """Make the index anew when its folder was deleted: readers that hold the old one would never ask for it."""
    try:
        current_generation(Path(settings.IGUM_SEARCH_INDEX))
    except NotBuilt:
        rebuild_index()


@app.task(name="directory.rebuild_index", queue="search", queueing_lock="directory.rebuild_index", retry=AGAIN)
def rebuild_index() -> None:
    """Make the whole index anew beside the old one, then swap."""
    index, lexicon = Path(settings.IGUM_SEARCH_INDEX), queries.lexicon()
    build(index, queries.documents(), lexicon)
    _embed(index, queries.documents(), lexicon)


def _kept(documents: Iterable[ServiceDocument], seen: list[ServiceDocument]) -> Iterator[ServiceDocument]:
    """The documents as they come, which are also noted."""
    for document in documents:
        seen.append(document)
        yield document


def _embed(index: Path, documents: Iterable[ServiceDocument], lexicon: Lexicon) -> None:
    """Vectors of what is new, for an installation that chose the extra; words alone find everything meanwhile."""
    if settings.IGUM_SEMANTIC:
        embed(index, documents, lexicon)
