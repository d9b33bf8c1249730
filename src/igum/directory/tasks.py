"""Background work of the directory: keeping the search index like the tables it is derived from."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from igum.core.jobs import app
from igum.directory import queries
from igum.directory.search.answers import NotBuilt
from igum.directory.search.documents import ServiceDocument
from igum.directory.search.index import build, delete, upsert
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.search import SearchIndex
from igum.directory.search.semantic import embed


@app.task(name="directory.index_services", queue="search")
def index_services(ids: list[str]) -> None:
    """Bring some services in the index to what the tables say now; those no longer published leave it."""
    index = Path(settings.IGUM_SEARCH_INDEX)
    published = list(queries.documents(ids))
    gone = set(ids) - {document.id for document in published}
    try:
        upsert(index, published)
        delete(index, gone)
    except NotBuilt:
        rebuild_index()
        return
    _embed(index, published, SearchIndex.open(index).lexicon)


@app.task(name="directory.rebuild_index", queue="search", queueing_lock="directory.rebuild_index")
def rebuild_index() -> None:
    """Make the whole index anew beside the old one, then swap."""
    index, lexicon = Path(settings.IGUM_SEARCH_INDEX), queries.lexicon()
    build(index, queries.documents(), lexicon)
    _embed(index, queries.documents(), lexicon)


def _embed(index: Path, documents: Iterable[ServiceDocument], lexicon: Lexicon) -> None:
    """Vectors of what is new, for an installation that chose the extra; words alone find everything meanwhile."""
    if settings.IGUM_SEMANTIC:
        embed(index, documents, lexicon)
