"""A made-up list of people as a file, taken in by the program's own way and by sending the form once for each row.

Imported only once Django is set up and knows its data folder.
"""

import random
import time
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.db import transaction
from openpyxl import Workbook, load_workbook

from bench.harness import timed
from igum.core.links import new_secret
from igum.core.tenancy import tenant_scope
from igum.places.models import Region
from igum.programmes import commands
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.imports import import_of, progress_of
from igum.programmes.rules.outcomes import Channel
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AKKO, DURING, KARMIEL, PROGRAM, WESTERN_GALILEE
from igum.questionnaires import commands as questionnaires

HEADERS = ("contact_name", "contact_phone", "contact_email", "town", "members", "children")
WRONG_EVERY = 200


def a_list(count: int) -> tuple[bytes, list[dict[str, Any]]]:
    """An .xlsx of so many families, the same each time, and its rows. One in 200 cannot be taken in."""
    chance = random.Random(3)
    rows = []
    for number in range(count):
        phone = f"05{chance.randrange(10**8):08}"
        members: Any = "many" if number % WRONG_EVERY == WRONG_EVERY - 1 else chance.randint(1, 9)
        cells = (f"Family {number}", phone, f"family{number}@example.org", chance.choice((AKKO, KARMIEL)), members)
        rows.append(dict(zip(HEADERS, (*cells, chance.randint(0, 6)), strict=True)))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("families")
    sheet.append(HEADERS)
    for row in rows:
        sheet.append(list(row.values()))
    out = BytesIO()
    book.save(out)
    return out.getvalue(), rows


def take_in(content: bytes) -> dict[str, Any]:
    """Seconds of each step from the file that was handed in to its last application."""
    cohort, began = _round(), time.process_time()
    file, upload = timed(lambda: _scoped(_hand_in, cohort, content))
    _none, look = timed(lambda: _batches(commands.look_at_batch, file))
    _scoped(lambda: commands.start_import(actor=PROGRAM, import_id=file.pk, at=DURING))
    _none, take = timed(lambda: _batches(commands.take_batch, file))
    done = _scoped(lambda: progress_of(import_of(PROGRAM, file.pk)))
    if done.rejected != done.rows // WRONG_EVERY or done.done != done.rows:
        raise AssertionError(f"{done.rejected} of {done.rows} rows were rejected")
    steps = {"upload_s": upload / 1000, "look_s": look / 1000, "take_in_s": take / 1000}
    spent = {"all_s": sum(steps.values()), "of_it_python_s": time.process_time() - began}
    return {"accepted": done.accepted, "rejected": done.rejected, **steps, **spent}


def one_by_one(rows: Sequence[dict[str, Any]]) -> float:
    """Milliseconds a row, when each is read from its sheet and its form is saved and sent as if somebody typed it."""
    cohort = _round()
    book = Workbook()
    sheet: Any = book.active
    sheet.append(list(HEADERS))
    for row in rows:
        sheet.append(list(row.values()))
    out = BytesIO()
    book.save(out)
    started = time.perf_counter()
    read: Any = load_workbook(BytesIO(out.getvalue())).active
    for cells in list(read.iter_rows(values_only=True))[1:]:
        _send(cohort, dict(zip(HEADERS, cells, strict=True)))
    return (time.perf_counter() - started) * 1000 / len(rows)


def _send(cohort: Cohort, answers: dict[str, Any]) -> None:
    secret = new_secret()
    with tenant_scope(factories.visitor(secret)):
        actor = factories.visitor(secret)
        application: Application = commands.start_application(
            actor=actor, cohort_id=cohort.pk, channel=Channel.SELF, secret=secret, language="he", at=DURING
        )
        given = {name: str(value) for name, value in answers.items()}
        questionnaires.save_answers(actor=actor, response_id=application.response_id, answers=given, at=DURING)
        try:
            with transaction.atomic():
                questionnaires.submit_response(actor=actor, response_id=application.response_id, at=DURING)
        except questionnaires.Incomplete:
            return


def _round() -> Cohort:
    """A new round without applications."""
    if not Region.objects.filter(pk=WESTERN_GALILEE).exists():
        factories.make_places()
    with tenant_scope(PROGRAM):
        return factories.publish(key=f"list-{time.time_ns()}")


def _hand_in(cohort: Cohort, content: bytes) -> Any:
    return commands.upload_import(
        actor=PROGRAM, cohort_id=cohort.pk, file_name="families.xlsx", content=content, language="he", at=DURING
    )


def _batches(batch: Any, file: Any) -> None:
    while _scoped(lambda: batch(actor=PROGRAM, import_id=file.pk, at=DURING)):
        pass


def _scoped(work: Any, *given: Any) -> Any:
    with tenant_scope(PROGRAM):
        return work(*given)
