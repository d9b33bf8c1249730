"""Background work of the directory: keeping the search index like the tables it is derived from."""

from pathlib import Path

from django.conf import settings

from igum.core.jobs import app
from igum.directory import queries
from igum.directory.search.answers import NotBuilt
from igum.directory.search.index import build, delete, upsert


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


@app.task(name="directory.rebuild_index", queue="search", queueing_lock="directory.rebuild_index")
def rebuild_index() -> None:
    """Make the whole index anew beside the old one, then swap."""
    build(Path(settings.IGUM_SEARCH_INDEX), queries.documents(), queries.lexicon())
