"""What a process of the site does beside its first pages, so that later ones wait for nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection
from django.utils.module_loading import import_string


def know_regions() -> None:
    """Read before the first page what every page names. A site whose database is not there yet starts all the same."""
    with suppress(DatabaseError):
        import_string("igum.directory.views.region.know_regions")()  # by name: models exist once Django is set up
    connection.close()  # this thread asks nothing more


def warm_up() -> None:
    """Read what pages would read one after the other, then settle."""
    import_string("igum.directory.queries.warm_up")()
    settle()


def settle() -> None:
    """Take what is loaded by now, and stays for good, out of the way of Python's collector of rubbish.

    It looks through everything every few dozen pages: with 200,000 objects that never go, that is a tenth of a second
    in the middle of somebody's page.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def rarely_tidied() -> Iterator[None]:
    """Let the collector look seldom while a demo is told or migrations are applied: a sixth of the time went there.

    What goes stays a while longer, some tens of megabytes.
    """
    settle()
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
