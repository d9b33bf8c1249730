"""The index on disk: generations in folders, one of them current, one writer at a time.

A rebuild writes a new folder beside the old one and then moves a small pointer file; readers look at the pointer
before each search. Killed at any moment, a rebuild leaves the old generation in force and a folder that the next
rebuild sweeps away. Small changes are committed into the current generation, which tantivy does atomically.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import tantivy

from igum.directory.search.answers import NotBuilt
from igum.directory.search.documents import ServiceDocument
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.schema import as_tantivy, make_schema, register_tokenizer
from igum.engines.text.analysis import KnownWords

POINTER = "current"
LEXICON = "lexicon.json"
CATALOGUE = "catalogue.jsonl"
WORDS = "words.json"
_TANTIVY = "tantivy"
_HEAP_BYTES = 64_000_000
_REPORT_EVERY = 100


def build(
    path: Path | str,
    documents: Iterable[ServiceDocument],
    lexicon: Lexicon,
    *,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Build the whole index anew beside the old one, then swap; answer how many services it holds."""
    root = Path(path)
    root.mkdir(parents=True, exist_ok=True)
    with _the_writer(root):
        folder = _next_generation(root)
        (folder / _TANTIVY).mkdir(parents=True)
        (folder / LEXICON).write_text(json.dumps(lexicon.as_json(), ensure_ascii=False), encoding="utf-8")
        count = _fill(folder, documents, lexicon, progress or _say_nothing)
        _point_to(root, folder)
        _sweep(root, keep=folder)
    return count


def _fill(folder: Path, documents: Iterable[ServiceDocument], lexicon: Lexicon, progress: Callable[[int], None]) -> int:
    schema = make_schema()
    index = tantivy.Index(schema, path=str(folder / _TANTIVY))
    register_tokenizer(index)
    writer = index.writer(_HEAP_BYTES, num_threads=1)
    count = 0
    known = KnownWords()
    for text in lexicon.texts():
        known.learn(text)
    with (folder / CATALOGUE).open("w", encoding="utf-8") as catalogue:
        for document in documents:
            if document.published:
                writer.add_document(as_tantivy(document, lexicon, schema))
                catalogue.write(_catalogue_line(document))
                for text in (*document.titles.values(), *document.organizations.values()):
                    known.learn(text)
                count += 1
            if count % _REPORT_EVERY == 0:
                progress(count)
    writer.commit()
    writer.wait_merging_threads()
    (folder / WORDS).write_text(json.dumps(list(known.rows()), ensure_ascii=False), encoding="utf-8")
    progress(count)
    return count


def _say_nothing(done: int) -> None:
    """Progress that nobody asked for."""


def update(path: Path | str, ids: Iterable[str], documents: Iterable[ServiceDocument]) -> None:
    """Bring services in the current index to what the documents say; those of the ids that no document tells of leave.

    The documents are read once this is the only writer: of two writers, the later one has the later words.

    Raises:
        NotBuilt: there is no index to change; build it.
    """
    with _changes(Path(path)) as (folder, writer, schema):
        lexicon = read_lexicon(folder)
        lines: list[str] = []
        gone = dict.fromkeys(ids)
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            if document.published:
                gone.pop(document.id, None)
                writer.add_document(as_tantivy(document, lexicon, schema))
                lines.append(_catalogue_line(document))
            else:
                gone[document.id] = None
        for service_id in gone:
            writer.delete_documents_by_term("id", service_id)
            lines.append(_gone_line(service_id))
        _append(folder / CATALOGUE, lines)


def current_generation(root: Path) -> Path:
    """The folder of the generation in force.

    Raises:
        NotBuilt: there is none, or its folder was deleted.
    """
    try:
        folder = root / (root / POINTER).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise NotBuilt(f"There is no search index in {root}. Build it from the database.") from error
    if not (folder / _TANTIVY / "meta.json").exists():
        raise NotBuilt(f"The search index in {root} is incomplete. Build it again from the database.")
    return folder


def open_tantivy(folder: Path) -> tantivy.Index:
    """The tantivy index of a generation, as of its last commit."""
    index = tantivy.Index.open(str(folder / _TANTIVY))
    register_tokenizer(index)
    return index


def last_commit(folder: Path) -> tuple[int, int]:
    """A mark that changes with every commit; cheap enough to ask before each search."""
    stat = (folder / _TANTIVY / "meta.json").stat()
    return stat.st_mtime_ns, stat.st_ino


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon a generation was built with."""
    return Lexicon.from_json(json.loads((folder / LEXICON).read_text(encoding="utf-8")))


def read_words(folder: Path) -> KnownWords:
    """The words of names and titles as they were analysed for a generation; none where it has no such file."""
    try:
        return KnownWords.of_rows(json.loads((folder / WORDS).read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        return KnownWords()


@contextmanager
def _changes(root: Path) -> Iterator[tuple[Path, tantivy.IndexWriter, tantivy.Schema]]:
    """A writer on the current generation, opened afresh: another process may have committed since."""
    if not root.exists():
        raise NotBuilt(f"There is no search index in {root}. Build it from the database.")
    with _the_writer(root):
        folder = current_generation(root)
        try:
            index = open_tantivy(folder)
        except ValueError as error:
            raise NotBuilt(f"The search index in {root} is damaged. Build it again from the database.") from error
        writer = index.writer(_HEAP_BYTES, num_threads=1)
        try:
            yield folder, writer, index.schema
            writer.commit()
        finally:
            writer.wait_merging_threads()


@contextmanager
def _the_writer(root: Path) -> Iterator[None]:
    """One writer at a time, in this process or another; the lock goes with the process that dies."""
    with (root / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _next_generation(root: Path) -> Path:
    """A folder of a name never used before: readers may still hold one that was deleted."""
    return root / f"{max((_number(folder) for folder in _generations(root)), default=0) + 1:06d}-{token_hex(4)}"


def _generations(root: Path) -> list[Path]:
    return [folder for folder in root.iterdir() if folder.is_dir() and _number(folder)]


def _number(folder: Path) -> int:
    number = folder.name.partition("-")[0]
    return int(number) if number.isdigit() else 0


def _point_to(root: Path, folder: Path) -> None:
    """Make a generation the current one: all or nothing, and on the disk before the old one goes."""
    waiting = root / f"{POINTER}.new"
    with waiting.open("w", encoding="utf-8") as pointer:
        pointer.write(folder.name)
        pointer.flush()
        os.fsync(pointer.fileno())
    waiting.replace(root / POINTER)


def _sweep(root: Path, *, keep: Path) -> None:
    """Remove all other generations. A reader that has one open keeps it open: its files live until it lets go."""
    for folder in _generations(root):
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _catalogue_line(document: ServiceDocument) -> str:
    """What suggestions are made of."""
    line = {
        "id": document.id,
        "titles": dict(document.titles),
        "organizations": dict(document.organizations),
        "needs": sorted(document.needs),
        "situations": sorted(document.situations),
        "regions": sorted(document.regions),
        "localities": sorted(document.localities),
        "authorities": sorted(document.authorities),
        "whole_region": document.whole_region,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def _gone_line(service_id: str) -> str:
    return json.dumps({"id": service_id, "gone": True}) + "\n"


def _append(catalogue: Path, lines: list[str]) -> None:
    """Add lines; a line that a killed writer left unfinished is closed first, and so spoils no other."""
    with catalogue.open("ab+") as file:
        if file.tell() and file.seek(-1, os.SEEK_END) >= 0 and file.read(1) != b"\n":
            file.write(b"\n")
        file.write("".join(lines).encode())
