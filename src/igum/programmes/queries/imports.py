"""Lists handed in as files: those an actor may see, how their rows read, and how far they have come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Import, ImportRow, ProgrammeVersion
from igum.programmes.rules.duplicates import words_key
from igum.programmes.rules.imports import Asked, CellReader, NoAnswer, match_columns
from igum.programmes.rules.imports_looking import look_of
from igum.programmes.rules.imports_reading import Cell
from igum.questionnaires import queries as questionnaires

SHOWN = 8
CHUNK = 1000


def imports_for(actor: Actor) -> QuerySet[Import]:
    """The lists of the programmes that an actor screens, newest first."""
    files = Import.objects.filter(region_id=actor.here).select_related("cohort__programme", "cohort__version__intake")
    if not access.screens_the_region(actor):
        files = files.filter(authority_id__in=access.screened_authorities(actor))
    return files.order_by("-uploaded_at", "pk")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come, in rows."""

    rows: int
    accepted: int
    rejected: int

    @property
    def done(self) -> int:
        """Rows that were looked at."""
        return self.accepted + self.rejected


def progress_of(file: Import) -> Progress:
    """How far an import has come."""
    done = Q(done_at__isnull=False)
    counts = ImportRow.objects.filter(file=file).aggregate(
        accepted=Count("pk", filter=done & Q(application__isnull=False)),
        rejected=Count("pk", filter=done & Q(application=None)),
    )
    return Progress(file.row_count, counts["accepted"], counts["rejected"])


def asked_in(version: ProgrammeVersion) -> list[Asked]:
    """The questions of a version's form that a column may answer: all but those of lists within the form."""
    return [
        Asked(
            name=question.name,
            kind=str(question.kind),
            names=question.ask,
            choices={choice.value: choice.names for choice in question.choices},
            needed=question.required == "true",
        )
        for question in questionnaires.compiled_of(version.intake).form.top()
        if question.is_answered_by_hand
    ]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row says: its answers and those that count, and why it cannot be taken in."""

    taken: questionnaires.Taken
    reasons: tuple[str, ...]


class RowReader:
    """Reads the rows of one import as answers of its form, by the form's own rules."""

    def __init__(self, file: Import, *, on: date, language: str) -> None:
        """Words about what is wrong are in a language, which is also the page's."""
        version = file.cohort.version
        asked = asked_in(version)
        self.language = language
        self.columns: Sequence[str] = file.columns if file.columns is not None else match_columns(file.headers, asked)
        self.cells = CellReader({question.name: question for question in asked}, _towns(file.region_id))
        self.take = questionnaires.taker_of(version.intake, on=on, language=language)

    def read(self, cells: Sequence[Cell]) -> Reading:
        """What a row says."""
        typed, refused = {}, {}
        for name, cell in zip(self.columns, cells, strict=True):
            if not name:
                continue
            try:
                typed[name] = self.cells.read(name, cell)
            except NoAnswer as why:
                refused[name] = str(why)
        taken = self.take({name: given for name, given in typed.items() if given is not None})
        reasons = [f"{self.cells.asked[name].words(self.language)}: {why}" for name, why in refused.items()]
        reasons += [f"{error.label}: {error.words}" for error in taken.errors if error.path not in refused]
        return Reading(taken, tuple(reasons))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list with some of its cells, and the question it answers; empty while that is open."""

    place: int
    header: str
    question: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row in the preview, and why it would be rejected."""

    number: int
    cells: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """How an import reads as it stands: its columns and its first rows."""

    columns: tuple[Column, ...]
    asked: tuple[Asked, ...]
    unanswered: tuple[str, ...]
    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What its rows would become, as far as they were looked at, and why most of the rejected ones would be."""

    rows: int
    done: int
    accepted: int
    rejected: int
    again: int
    commonest: tuple[tuple[str, int], ...]


def preview_of(file: Import, *, at: datetime) -> Preview:
    """Read the first rows as they would be read, and keep nothing. The rest is counted in the background."""
    language = (get_language() or "he")[:2]
    reader = RowReader(file, on=localtime(at).date(), language=language)
    first = ImportRow.objects.filter(file=file).order_by("number")[:SHOWN]
    shown = tuple(
        Shown(row.number, tuple(map(_written, row.cells)), tuple(again or wrong))
        for row, again, wrong in reasons_of(file, reader, first)
    )
    asked = tuple(reader.cells.asked.values())
    needed = [one.words(language) for one in asked if one.needed and one.name not in reader.columns]
    return Preview(
        columns=tuple(
            Column(place, header, reader.columns[place], tuple(row.cells[place] for row in shown[:3]))
            for place, header in enumerate(file.headers)
        ),
        asked=asked,
        unanswered=tuple(needed),
        rows=shown,
    )


def looked_at(file: Import, *, at: datetime) -> Looked:
    """What was counted of an import so far, with the reasons in the page's language."""
    look = look_of(file.look)
    commonest = look.commonest(SHOWN)
    said: dict[int, Sequence[str]] = {}
    if commonest:
        reader = RowReader(file, on=localtime(at).date(), language=(get_language() or "he")[:2])
        rows = ImportRow.objects.filter(file=file, number__in=[number for number, _place, _count in commonest])
        said = {row.number: reader.read(row.cells).reasons for row in rows}
    return Looked(
        rows=file.row_count,
        done=look.done,
        accepted=look.accepted,
        rejected=look.rejected,
        again=look.again,
        commonest=tuple(
            (said[number][place], count)
            for number, place, count in commonest
            if number in said and place < len(said[number])
        ),
    )


def reasons_of(
    file: Import, reader: RowReader, rows: QuerySet[ImportRow] | None = None
) -> Iterator[tuple[ImportRow, list[str], tuple[str, ...]]]:
    """Each row of an import, or some of them: why it is not taken in again, and what is wrong with it."""
    listed = (ImportRow.objects.filter(file=file).order_by("number") if rows is None else rows).iterator(CHUNK)
    while chunk := list(islice(listed, CHUNK)):
        before = taken_before(file, chunk)
        for row in chunk:
            again = why_again(row, before)
            yield row, again, () if again else reader.read(row.cells).reasons


def taken_before(file: Import, rows: Sequence[ImportRow]) -> Mapping[bytes, str]:
    """Of rows that were taken in before by another file of the round: their digests, and that file's name."""
    found = (
        ImportRow.objects.filter(
            region_id=file.region_id,
            file__cohort_id=file.cohort_id,
            application__isnull=False,
            digest__in=[bytes(row.digest) for row in rows],
        )
        .exclude(file=file)
        .values_list("digest", "file__file_name")
    )
    return {bytes(digest): name for digest, name in found}


def why_again(row: ImportRow, before: Mapping[bytes, str]) -> list[str]:
    """Why a row is not taken in a second time."""
    if row.same_as is not None:
        return [_("Row %(row)s of this file says the same.") % {"row": row.same_as}]
    if name := before.get(bytes(row.digest)):
        return [_("The same row was taken in before, from the file %(name)s.") % {"name": name}]
    return []


def import_of(actor: Actor, import_id: UUID) -> Import:
    """One list.

    Raises:
        Import.DoesNotExist: there is none that the actor may see.
    """
    return imports_for(actor).get(pk=import_id)


def rejected_rows(file: Import, *, language: str) -> Iterator[tuple[int, Sequence[Cell], list[str]]]:
    """The rows that were not taken in, with the reasons of that day in a language."""
    rows = ImportRow.objects.filter(file=file, done_at__isnull=False, application=None).order_by("number")
    last = rows.order_by("-done_at").values_list("done_at", flat=True).first()
    reader = RowReader(file, on=localtime(last or file.uploaded_at).date(), language=language)
    for row, again, wrong in reasons_of(file, reader, rows):
        yield row.number, row.cells, [*again, *wrong] or [_("It can be taken in now: hand it in once more.")]


def _towns(region_id: int) -> dict[str, int]:
    """Towns by how people call them. Where two of the country share a name, the one of the region is meant."""
    called: dict[str, int] = {}
    everywhere = places.localities_of().values_list("pk", "region_id", "names", "names_also")  # the largest first
    for code, _region, names, names_also in sorted(everywhere, key=lambda locality: locality[1] != region_id):
        for name in (*names.values(), *(also for others in names_also.values() for also in others)):
            called.setdefault(_key_of_town(name), code)
    return called


_key_of_town = lru_cache(maxsize=8192)(words_key)  # the same names for every list; no name of a person is kept so


def _written(cell: Cell) -> str:
    return "" if cell is None else str(cell)
