"""The content of the demo: places, taxonomy, invented services and accounts, and the index over them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from igum import directory, places, sample
from igum.config.cli.parts import end_parts, start_part
from igum.config.cli.progress import Step, step
from igum.config.cli.site import refuse_bad_files
from igum.config.errors import CannotStart
from igum.config.statements import rows_counted, statements_prepared
from igum.config.warming import rarely_tidied
from igum.core import loads
from igum.core.actor import ANYONE
from igum.directory import queries
from igum.directory.commands import load_taxonomy
from igum.directory.search import index as search_index
from igum.directory.search.index import build
from igum.directory.search.semantic import embed
from igum.places.commands import load_places
from igum.sample.accounts import accounts_to_show, load_accounts
from igum.sample.commands import load_demo_region
from igum.sample.needs import load_needs
from igum.sample.pools import load_pools
from igum.sample.rounds import load_programmes
from igum.sample.sharing import load_sharing
from igum.sample.volunteers import load_demo_volunteer, load_volunteers


def load_demo_content() -> None:
    """Load what is not loaded yet, or was loaded from other files; the demo accounts into a demo only."""
    load_demo_directory()
    load_demo_rounds()


def load_demo_directory() -> None:
    """What the search index is made of, the accounts, and what is asked of towns and volunteers."""
    _load("places", "Places", _files(places), _load_places)
    refuse_bad_files()
    _load("taxonomy", "Needs, situations and everyday words", _files(directory), lambda s: load_taxonomy(progress=s))
    _load(
        "demo region",
        "The demo region's services",
        _files(sample),
        lambda s: load_demo_region(actor=ANYONE, at=timezone.now(), progress=s),
    )
    if settings.IGUM_DEMO:
        # Everybody can read their password: on a site that is more than a demo they would be open doors.
        _load("demo accounts", "Demo accounts", _files(sample), lambda _: load_accounts(at=timezone.now()))
    _load("demo volunteers", "Volunteers and what they are asked", _files(sample), _load_volunteers)
    _load("demo needs", "Needs, and who works with whom", _files(sample), _load_needs)
    _load("demo pools", "Shared services", _files(sample), _load_pools)


def load_demo_rounds() -> None:
    """The programmes, and the months that their rounds have lived."""
    # In one transaction the trail's head would have thousands of versions, each to be passed over by the next row.
    files = _files(sample, "programmes")
    _load("demo programmes", "Programmes and who applied", files, _load_programmes, in_parts=True)


def _load_places(shown: Step) -> None:
    loaded = load_places()
    shown.note = f"{loaded.regions} regions, {loaded.authorities} authorities, {loaded.localities:,} localities"


def _load_volunteers(shown: Step) -> None:
    count = load_volunteers(at=timezone.now())
    if settings.IGUM_DEMO:
        load_demo_volunteer(at=timezone.now())
    shown.note = f"{count} volunteers"


def _load_needs(shown: Step) -> None:
    shown.note = f"{load_needs(at=timezone.now())} answers"


def _load_pools(shown: Step) -> None:
    shown.note = f"{load_pools(at=timezone.now())} services"
    load_sharing(at=timezone.now())


def _load_programmes(shown: Step) -> None:
    with statements_prepared(), rarely_tidied():
        count = load_programmes(at=timezone.now(), progress=rows_counted(shown))
    shown.note = f"{count} programmes"


def refresh_index(*, anyway: bool = False) -> None:
    """Build the search index when it is missing, or older than the content or the code that makes it; or anyway."""
    path = Path(settings.IGUM_SEARCH_INDEX)
    wanted = _wanted_index()
    total = queries.count_published()
    if anyway or not _is_made(wanted):
        _build_index(path, total)
        loads.mark_loaded("search index", wanted, at=timezone.now())
    _refresh_vectors(total)


@contextmanager
def index_refreshed_beside(log: Path) -> Iterator[None]:
    """Refresh the index in a process of its own while something else is done, and wait for it at the end.

    Raises:
        CannotStart: it ended without an index; its log says why.
    """
    if _is_made(_wanted_index()) and not settings.IGUM_SEMANTIC:
        yield
        return
    maker = start_part(refresh_index, log)
    try:
        yield
        with step("Search index, made meanwhile"):
            maker.join()
    finally:
        end_parts([maker])
    if maker.exitcode:
        raise CannotStart(f"The search index could not be made. Its log says why: {log}")


def _wanted_index() -> str:
    """The index that fits the content and the code that makes it."""
    return loads.fingerprint_of([*_files(places), *_files(directory), *_files(sample), *_code(search_index)])


def _is_made(wanted: str) -> bool:
    return queries.index_is_ready() and loads.is_loaded("search index", wanted)


def _build_index(path: Path, total: int) -> None:
    with step("Search index") as shown:
        made = build(path, queries.documents(), queries.lexicon(), progress=lambda done: shown(done, total))
        shown.note = f"{made:,} services"


def _refresh_vectors(total: int) -> None:
    """Make the vectors that are missing, for an installation that chose the extra: 0.15 s of one core for each."""
    if not settings.IGUM_SEMANTIC:
        return
    with step("Vectors for likeness of meaning") as shown:
        shown.note = f"{_embedded(lambda done: shown(done, total)):,} new"


def _embedded(progress: Callable[[int], None]) -> int:
    return embed(Path(settings.IGUM_SEARCH_INDEX), queries.documents(), queries.lexicon(), progress=progress)


def table_of_accounts() -> str:
    """The demo accounts, one for each role, as lines to print."""
    rows = accounts_to_show()
    wide = max(len(row[0]) for row in rows)
    return "\n".join(f"  {role:<{wide}}  {email}  {password}" for role, email, password in rows)


def _load(
    name: str, label: str, files: Iterable[Path], load: Callable[[Step], object], *, in_parts: bool = False
) -> None:
    """Load once. What is loaded ``in_parts`` is whole in each, and goes on from where it was interrupted."""
    wanted = loads.fingerprint_of(files)
    if loads.is_loaded(name, wanted):
        return
    with step(label) as shown, nullcontext() if in_parts else transaction.atomic():
        load(shown)
        loads.mark_loaded(name, wanted, at=timezone.now())


def _files(module: object, *others: str) -> list[Path]:
    """The data files of a module and of other folders of it, and its code that reads them."""
    folder = Path(str(module.__file__)).parent  # type: ignore[attr-defined]  # every module of ours has a file
    data = [file for name in ("data", *others) for file in folder.glob(f"{name}/**/*") if file.is_file()]
    return data + sorted(folder.glob("*.py"))


def _code(module: object) -> list[Path]:
    folder = Path(str(module.__file__)).parent  # type: ignore[attr-defined]  # every module of ours has a file
    return sorted(folder.glob("*.py")) + sorted((folder.parents[1] / "engines" / "text").glob("*.py"))
