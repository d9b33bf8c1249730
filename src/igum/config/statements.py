"""How PostgreSQL plans what is asked a thousand times while rows are loaded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections

from igum.config.databases import is_embedded

OFTEN = 3  # a statement asked so often is prepared

Progress = Callable[[int, int], None]


@contextmanager
def statements_prepared() -> Iterator[None]:
    """Let PostgreSQL plan a statement once for the thousand times that the rounds ask it.

    Under row-level security planning takes longer than answering. Only on the embedded server: behind a pooler the
    next transaction may be another server process, which knows no statement of this one.
    """
    if not is_embedded():
        yield
        return
    options = connection.settings_dict["OPTIONS"]
    before = dict(options)
    connection.close()
    options.update(server_side_binding=True, prepare_threshold=OFTEN)
    try:
        yield
    finally:
        connection.close()
        options.clear()
        options.update(before)


def rows_counted(shown: Progress | None = None) -> Progress:
    """A progress at which PostgreSQL counts what the tables hold, and plans anew.

    It does so by itself once a minute. A round of months is told in seconds, and as long as a table counts as empty
    every join reads all of it for each row: two fifths of the time that the rounds took.
    """

    def progress(done: int, total: int) -> None:
        # After each doubling: a plan made for a tenth of the rows is the slow one, not one made for half of them.
        if done & (done - 1) == 0:
            with connections["owner"].cursor() as cursor:
                cursor.execute("ANALYZE")
        if shown:
            shown(done, total)

    return progress
