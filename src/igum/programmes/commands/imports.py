"""Taking in a list of people from a file: handed in, looked at, and then done row by row in the background."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.core.access import require
from igum.core.actor import SYSTEM, Actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.core.jobs import defer
from igum.core.links import hash_of, new_secret
from igum.core.sealed import fingerprint_within, seal
from igum.programmes import access
from igum.programmes.commands.applications import PURPOSE, NotByThisWay
from igum.programmes.commands.arriving import Arrival, arrive, follow_up
from igum.programmes.commands.inserting import insert_rows
from igum.programmes.models import Application, Cohort, Import, ImportRow
from igum.programmes.queries.applications import address_of
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.imports import (
    Reading,
    RowReader,
    asked_in,
    imports_for,
    reasons_of,
    taken_before,
    why_again,
)
from igum.programmes.rules.imports import LEFT_OUT, match_columns
from igum.programmes.rules.imports_looking import look_of
from igum.programmes.rules.imports_reading import Line, read_sheet
from igum.programmes.rules.outcomes import Channel
from igum.questionnaires.commands import Filled, take_responses

BATCH = 500
LOOKED_AT_ONCE = 1000
RUN_IMPORT = "programmes.run_import"
LOOK_AT_IMPORT = "programmes.look_at_import"


class WasStarted(Refused):
    """The import runs, or has run."""


class NothingMatched(Refused):
    """No column is said to answer a question, or two are said to answer the same one."""


@transaction.atomic
def upload_import(
    *, actor: Actor, cohort_id: UUID, file_name: str, content: bytes, language: str, at: datetime
) -> Import:
    """Keep a list of people that somebody handed in. The same file for the same round is the import there is.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme, or the round takes no applications now.
        NotByThisWay: the programme takes no applications entered by staff.
        FileRefused: the file is hostile, too large, or no list.
    """
    cohort = Cohort.objects.select_related("programme", "version__intake").get(pk=cohort_id, region_id=actor.here)
    _require_open(actor, cohort, at)
    digest = sha256(content).hexdigest()
    there = imports_for(actor).filter(cohort=cohort, sha256=digest).first()
    if there is not None:
        return there
    sheet = read_sheet(file_name, content)
    columns = match_columns(sheet.headers, asked_in(cohort.version))
    made = Import(
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        file_name=file_name[-200:],
        sheet=sheet.name[:100],
        sha256=digest,
        headers=list(sheet.headers),
        columns=columns if any(columns) else None,
        row_count=len(sheet.lines),
        language=language,
        uploaded_at=at,
        uploaded_by_id=actor.user_id,
    )
    # Of two who hand in the same file at once, the second waits here, and then finds what the first has kept.
    Import.objects.bulk_create([made], ignore_conflicts=True)
    kept = Import.objects.select_related("cohort__version__intake").get(cohort=cohort, sha256=digest)
    if kept.pk == made.pk:
        insert_rows(_rows_of(made, sheet.headers, sheet.lines))
        record(actor, "programmes.import.uploaded", made, at=at, rows=made.row_count)
        defer(LOOK_AT_IMPORT, region_id=made.region_id, import_id=made.pk)
    return kept


@transaction.atomic
def choose_columns(
    *, actor: Actor, import_id: UUID, columns: Sequence[str], language: str, writes_letters: bool, at: datetime
) -> Import:
    """Say which question each column answers; empty for a column that is left out. All rows are looked at anew.

    Raises:
        Import.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
        WasStarted: it runs already.
        NothingMatched: no column answers anything, or two answer the same question.
    """
    file = imports_for(actor).select_for_update(of=("self",)).get(pk=import_id)
    require(access.may_screen(actor, file))
    if file.started_at:
        raise WasStarted(_("This list is being taken in already. Its columns stay as they are."))
    known = {question.name for question in asked_in(file.cohort.version)}
    chosen = [name if name in known else LEFT_OUT for name in columns][: len(file.headers)]
    chosen += [LEFT_OUT] * (len(file.headers) - len(chosen))
    answered = [name for name in chosen if name]
    if not answered:
        raise NothingMatched(_("No column answers a question yet. Say of at least one which question it answers."))
    if len(set(answered)) < len(answered):
        raise NothingMatched(_("Two columns answer the same question. Leave one of them out."))
    file.columns, file.language, file.writes_letters = chosen, language, writes_letters
    file.look, file.looked_at = {}, None
    file.save(update_fields=["columns", "language", "writes_letters", "look", "looked_at"])
    record(actor, "programmes.import.columns_chosen", file, at=at, columns=len(answered))
    defer(LOOK_AT_IMPORT, region_id=file.region_id, import_id=file.pk)
    return file


@transaction.atomic
def start_import(*, actor: Actor, import_id: UUID, at: datetime) -> Import:
    """Take the rows in, in the background. Starting again changes nothing, but goes on with one that stands still.

    Raises:
        Import.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme, or the round takes no applications now.
        NotByThisWay: the programme takes no applications entered by staff.
        NothingMatched: nobody said which column answers which question.
    """
    file = imports_for(actor).select_for_update(of=("self",)).get(pk=import_id)
    _require_open(actor, file.cohort, at)
    if file.columns is None:
        raise NothingMatched(_("No column answers a question yet. Say of at least one which question it answers."))
    if file.finished_at is not None:
        return file
    if file.started_at is None:
        file.started_at, file.started_by_id, file.look = at, actor.user_id, {}
        file.save(update_fields=["started_at", "started_by", "look"])
        record(actor, "programmes.import.started", file, at=at, rows=file.row_count)
    defer(RUN_IMPORT, region_id=file.region_id, import_id=file.pk)
    return file


@transaction.atomic
def discard_import(*, actor: Actor, import_id: UUID, at: datetime) -> None:
    """Forget a list that was not started, or the rejected rows of one that is done: nothing else holds them.

    Raises:
        Import.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
        WasStarted: it is being taken in.
    """
    file = imports_for(actor).select_for_update(of=("self",)).get(pk=import_id)
    require(access.may_screen(actor, file))
    if file.started_at and file.finished_at is None:
        raise WasStarted(_("This list is being taken in. Wait until it is done."))
    record(actor, "programmes.import.discarded", file, at=at)
    if file.started_at is None:
        ImportRow.objects.filter(file=file).delete()
        file.delete()
    else:
        ImportRow.objects.filter(file=file, application=None).delete()


@transaction.atomic
def look_at_batch(*, actor: Actor, import_id: UUID, at: datetime) -> int:
    """Count what the next rows of a list would become; how many rows are left. Nothing is taken in.

    Where it has come to stands beside the list, so that choosing other columns begins anew whoever is at work.

    Raises:
        Import.DoesNotExist: there is none in the actor's region.
        PermissionDenied: somebody other than the program asks.
    """
    file = _locked_for_program(actor, import_id)
    if file.started_at is not None or file.looked_at is not None:
        return 0
    look = look_of(file.look)
    ahead = ImportRow.objects.filter(file=file, number__gt=look.upto).order_by("number")
    with override(file.language):
        reader = RowReader(file, on=localtime(at).date(), language=file.language)
        for row, again, wrong in reasons_of(file, reader, ahead[:LOOKED_AT_ONCE]):
            look.count(row.number, again=again, wrong=wrong)
    left = file.row_count - look.done
    file.look, file.looked_at = look.as_json(), None if left else at
    file.save(update_fields=["look", "looked_at"])
    return left


@transaction.atomic
def take_batch(*, actor: Actor, import_id: UUID, at: datetime) -> int:
    """Take in the next rows of an import that was started; how many rows are left. Each row is done once.

    Whatever stops the program in between leaves a batch whole or not begun.

    Raises:
        Import.DoesNotExist: there is none in the actor's region.
        PermissionDenied: somebody other than the program asks.
    """
    file = _locked_for_program(actor, import_id)
    if file.started_at is None or file.finished_at is not None:
        return 0
    waiting = ImportRow.objects.filter(file=file, done_at=None)
    rows = list(waiting.order_by("number")[:BATCH])
    if rows:
        _take_rows(actor, file, rows, at)
    left = waiting.count()
    if not left:
        file.finished_at = at
        file.save(update_fields=["finished_at"])
        record(actor, "programmes.import.finished", file, at=at, rows=file.row_count)
    return left


def _locked_for_program(actor: Actor, import_id: UUID) -> Import:
    if not actor.holds_anywhere(SYSTEM):
        require(access.may_run_the_clock(actor))
    return (
        Import.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "cohort__version__intake")
        .get(pk=import_id, region_id=actor.here)
    )


def _take_rows(actor: Actor, file: Import, rows: list[ImportRow], at: datetime) -> None:
    with override(file.language):
        reader = RowReader(file, on=localtime(at).date(), language=file.language)
        before = taken_before(file, rows)
        read = [(row, reader.read(row.cells)) for row in rows if not why_again(row, before)]
    accepted = [(row, reading) for row, reading in read if not reading.reasons]
    applications = _apply(actor, file, accepted, at)
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=at)
    done = [row.pk for row, _reading in accepted]
    with connection.cursor() as cursor:  # one statement: bulk_update writes a case for each row and column
        cursor.execute(_DONE, [done, [application.pk for application in applications], file.pk])


_DONE = """
    UPDATE programmes_importrow SET cells = '[]', application_id = given.application
    FROM unnest(%s::bigint[], %s::uuid[]) AS given (row, application)
    WHERE programmes_importrow.id = given.row AND programmes_importrow.file_id = %s
"""


def _apply(
    actor: Actor, file: Import, accepted: Sequence[tuple[ImportRow, Reading]], at: datetime
) -> list[Application]:
    """An application for each row, as if staff had entered and sent it."""
    if not accepted:
        return []
    programme = programme_of(file.cohort.version)
    arrivals: list[Arrival] = []
    for _row, reading in accepted:
        application, secret = Application(id=uuid4(), **_of_all(file)), new_secret()
        application.started_at, application.link_hash = at, hash_of(secret)
        place = {"table": Application._meta.db_table, "column": "link_sealed"}
        application.link_sealed = seal(secret, **place, pk=application.pk)
        answers = {**reading.taken.answers, **reading.taken.facts}
        arrive(application, programme, answers, at=at)
        arrivals.append((application, answers))
    applications = [application for application, _answers in arrivals]
    leads_to = address_of(applications[0])
    responses = take_responses(
        actor=actor,
        questionnaire_id=file.cohort.version.intake_id,
        purpose=PURPOSE,
        authority_id=file.authority_id,
        filled=[
            Filled(one.pk, reading.taken.answers, one.link_hash, file.language, leads_to)
            for one, (_row, reading) in zip(applications, accepted, strict=True)
        ],
        at=at,
    )
    for application, response_id in zip(applications, responses, strict=True):
        application.response_id = response_id
    insert_rows(applications)
    record_each(actor, "programmes.application.received", applications, at=at, file=str(file.pk))
    follow_up(arrivals, programme, at=at, with_letters=file.writes_letters)
    return applications


def _of_all(file: Import) -> dict[str, object]:
    """What all applications of a file have in common."""
    return {
        "region_id": file.region_id,
        "authority_id": file.authority_id,
        "cohort": file.cohort,
        "channel": Channel.STAFF,
        "entered_by_id": file.started_by_id,
        "language": file.language,
    }


def _rows_of(file: Import, headers: Sequence[str], lines: Sequence[Line]) -> list[ImportRow]:
    first: dict[bytes, int] = {}
    rows = []
    for line in lines:
        said = json.dumps([pair for pair in zip(headers, line.cells, strict=True) if pair[1] not in (None, "")])
        digest = fingerprint_within(file.region_id, "programmes.import_row", said)
        rows.append(
            ImportRow(
                region_id=file.region_id,
                authority_id=file.authority_id,
                file=file,
                number=line.number,
                cells=list(line.cells),
                digest=digest,
                same_as=first.get(digest),
            )
        )
        first.setdefault(digest, line.number)
    return rows


def _require_open(actor: Actor, cohort: Cohort, at: datetime) -> None:
    require(access.may_screen(actor, cohort))
    require(access.may_apply(cohort, at))
    programme = programme_of(cohort.version)
    if programme.intake is None or Channel.STAFF not in programme.intake.channels:
        raise NotByThisWay(_("This programme takes no applications entered by staff. Its page says how to join."))
