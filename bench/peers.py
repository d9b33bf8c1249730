"""The peers: SQLite FTS5 and PostgreSQL GIN, set up as one who knows them would, on the same tokens as ours."""

import sqlite3
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import psycopg

from igum.config.postgres import ADMIN, Cluster, embedded_binaries

LIMIT = 10
Tokens = tuple[str, str, str]
"""The tokens of a document's title, tags and body, parted by spaces."""


class Peer(Protocol):
    """Something that can be filled, asked, weighed and closed."""

    name: str

    def fill(self, documents: Iterable[Tokens]) -> None: ...
    def ask(self, words: Sequence[Sequence[str]]) -> list[int]: ...
    def megabytes(self) -> float: ...
    def close(self) -> None: ...


class Sqlite:
    """FTS5 with its own bm25() and weighted columns, WAL, a large cache, merged into one segment after filling."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        """Make an empty table in a folder."""
        self._file = folder / "fts.sqlite3"
        self._connection = sqlite3.connect(self._file, isolation_level=None, cached_statements=512)
        for setting in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-262144", "mmap_size=1073741824"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute(
            "CREATE VIRTUAL TABLE services USING fts5(title, tags, body, content='', "
            """tokenize="unicode61 remove_diacritics 0 tokenchars '=~'")"""
        )
        self._connection.execute("INSERT INTO services(services, rank) VALUES ('rank', 'bm25(2.0, 2.0, 1.0)')")

    def fill(self, documents: Iterable[Tokens]) -> None:
        """One transaction, then optimize."""
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "INSERT INTO services(rowid, title, tags, body) VALUES (?, ?, ?, ?)",
            ((number, *tokens) for number, tokens in enumerate(documents)),
        )
        self._connection.execute("COMMIT")
        self._connection.execute("INSERT INTO services(services) VALUES ('optimize')")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def ask(self, words: Sequence[Sequence[str]]) -> list[int]:
        """The best ten by the table's own rank."""
        question = " OR ".join(f'"{form}"' for forms in words for form in forms)
        found = self._connection.execute(
            "SELECT rowid FROM services WHERE services MATCH ? ORDER BY rank LIMIT ?", (question, LIMIT)
        )
        return [row[0] for row in found]

    def megabytes(self) -> float:
        """The size of the file."""
        return self._file.stat().st_size / 1e6

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class Postgres:
    """A tsvector with weights under GIN and ts_rank, analysed, prepared, with memory for all of it."""

    name = "postgres"
    _SETTINGS = ("shared_buffers = '1GB'", "work_mem = '64MB'", "maintenance_work_mem = '512MB'", "jit = off",
                 "random_page_cost = 1.1", "effective_cache_size = '2GB'")  # fmt: skip

    def __init__(self, folder: Path) -> None:
        """Start a server of its own, tuned."""
        self._cluster = Cluster(folder / "pg", embedded_binaries(), "bench")
        self._cluster.start()
        with self._connect() as connection:
            for setting in self._SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}")
        self._cluster.stop()
        self._cluster.start()
        self._connection = self._connect()
        self._connection.execute("CREATE TABLE services (id integer PRIMARY KEY, words tsvector NOT NULL)")

    def _connect(self) -> psycopg.Connection[tuple[int]]:
        return psycopg.connect(self._cluster.url(ADMIN, "bench", "postgres"), autocommit=True, prepare_threshold=0)

    def fill(self, documents: Iterable[Tokens]) -> None:
        """COPY, then the index, then VACUUM ANALYZE."""
        with self._connection.cursor().copy("COPY services (id, words) FROM STDIN") as copy:
            for number, tokens in enumerate(documents):
                copy.write_row((number, _tsvector(tokens)))
        self._connection.execute("CREATE INDEX ON services USING gin (words) WITH (fastupdate = off)")
        self._connection.execute("VACUUM ANALYZE services")

    def ask(self, words: Sequence[Sequence[str]]) -> list[int]:
        """The best ten by ts_rank, its weights in the order D, C, B, A as ours."""
        question = " | ".join(_quoted(form) for forms in words for form in forms)
        found = self._connection.execute(
            "SELECT id FROM services WHERE words @@ %s::tsquery "
            "ORDER BY ts_rank('{0.5, 0.5, 1.0, 1.0}', words, %s::tsquery) DESC LIMIT %s",
            (question, question, LIMIT),
        )
        return [row[0] for row in found.fetchall()]

    def megabytes(self) -> float:
        """Table, index and what is toasted."""
        found = self._connection.execute("SELECT pg_total_relation_size('services')").fetchone()
        return (found[0] if found else 0) / 1e6

    def close(self) -> None:
        """Stop the server."""
        self._connection.close()
        self._cluster.stop()


def _tsvector(tokens: Tokens) -> str:
    """A tsvector literal: each token with its places and the weight of its part."""
    places: dict[str, list[str]] = {}
    place = 0
    for weight, text in zip("ABD", (tokens[0], tokens[1], tokens[2]), strict=True):
        for token in text.split():
            place += 1
            places.setdefault(token, []).append(f"{place}{weight}")
    return " ".join(f"{_quoted(token)}:{','.join(at)}" for token, at in places.items())


def _quoted(token: str) -> str:
    doubled = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def seconds_to_fill(peer: Peer, documents: Iterable[Tokens]) -> float:
    """How long filling takes, the making of the documents aside."""
    listed = list(documents)
    started = time.perf_counter()
    peer.fill(listed)
    return time.perf_counter() - started


def make_peers() -> tuple[tempfile.TemporaryDirectory[str], list[Peer]]:
    """Both peers, empty, in a folder that goes when it is cleaned up."""
    folder = tempfile.TemporaryDirectory(prefix="igum-bench-")
    return folder, [Sqlite(Path(folder.name)), Postgres(Path(folder.name))]
