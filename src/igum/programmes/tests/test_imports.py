"""A list of people becomes applications: each row once, whatever happens in between."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from openpyxl import Workbook, load_workbook

from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.people.models import Post
from igum.programmes import commands
from igum.programmes.models import Application, DuplicatePair, Import, ImportRow
from igum.programmes.queries.imports import Looked, import_of, looked_at, preview_of, progress_of, rejected_rows
from igum.programmes.rules.outcomes import Channel, Outcome
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, AKKO, DURING, PROGRAM, apply, publish
from igum.questionnaires.models import Response

pytestmark = pytest.mark.usefixtures("in_english")
ROOT = Path(__file__).resolve().parents[4]
HEADERS = ["contact_name", "contact_phone", "town", "members", "children"]


def sheet(*rows) -> bytes:
    made = Workbook()
    for row in (HEADERS, *rows):
        made.active.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def family(number: int, *, members=4, children=1) -> list:
    return [f"Family {number}", f"05255{number:05}", AKKO, members, children]


def hand_in(cohort, content: bytes, actor=PROGRAM, name: str = "list.xlsx") -> Import:
    with tenant_scope(actor):
        return commands.upload_import(
            actor=actor, cohort_id=cohort.pk, file_name=name, content=content, language="he", at=DURING
        )


def choose(file: Import, columns: list[str], *, language: str = "he", writes_letters: bool = False) -> None:
    commands.choose_columns(
        actor=PROGRAM,
        import_id=file.pk,
        columns=columns,
        language=language,
        writes_letters=writes_letters,
        at=DURING,
    )


def run(file: Import) -> None:
    with tenant_scope(PROGRAM):
        commands.start_import(actor=PROGRAM, import_id=file.pk, at=DURING)
    finish(file)


def finish(file: Import) -> None:
    in_batches(commands.take_batch, file)


def look_at(file: Import) -> Looked:
    in_batches(commands.look_at_batch, file)
    with tenant_scope(PROGRAM):
        return looked_at(import_of(PROGRAM, file.pk), at=DURING)


def in_batches(batch, file: Import) -> None:
    left = 1
    while left:
        with tenant_scope(PROGRAM):
            left = batch(actor=PROGRAM, import_id=file.pk, at=DURING)


def progress(file: Import) -> tuple[int, int]:
    with tenant_scope(PROGRAM):
        done = progress_of(import_of(PROGRAM, file.pk))
        return done.accepted, done.rejected


@pytest.mark.usefixtures("region")
class TestImport:
    def test_a_row_becomes_an_application_as_if_it_had_been_sent(self):
        cohort = publish()
        sent = apply(cohort, "secret", name="Family 1", members=4, children=3)

        run(hand_in(cohort, sheet(family(7, members=4, children=3))))

        with tenant_scope(PROGRAM):
            made = Application.objects.get(channel=Channel.STAFF)
            response = Response.objects.get(pk=made.response_id)
        same = ("is_eligible", "rule_score", "findings", "units", "locality_id", "authority_id", "outcome")
        assert [getattr(made, name) for name in same] == [getattr(sent, name) for name in same]
        assert (made.name, made.phone, made.applied_at) == ("Family 7", "0525500007", DURING)
        assert response.answers["members"] == 4
        assert response.submitted_at == DURING

    def test_a_row_that_the_form_would_refuse_is_rejected_with_the_form_s_own_words(self):
        file = hand_in(publish(), sheet(family(1), ["", "1", AKKO, "many", 1], family(2, members=None)))

        run(file)

        assert progress(file) == (1, 2)
        with tenant_scope(PROGRAM):
            rows = list(rejected_rows(import_of(PROGRAM, file.pk), language="he"))
        assert [number for number, _cells, _reasons in rows] == [3, 4]
        assert any(reason.endswith(": Answer this question.") for reason in rows[1][2])
        assert len(rows[0][2]) == 3

    def test_what_was_counted_beforehand_is_what_then_happens(self):
        file = hand_in(publish(), sheet(family(1), family(1), family(2, members="x"), family(3)))

        seen = look_at(file)
        run(file)

        assert (seen.done, seen.accepted, seen.rejected, seen.again) == (4, 2, 1, 1)
        assert progress(file) == (2, 2)

    def test_the_commonest_reason_comes_first_in_the_words_of_whoever_reads(self):
        rows = [family(1, members="x"), ["Family 2", "1", AKKO, "y", 1], family(3)]
        file = hand_in(publish(), sheet(*rows))

        [first, second] = look_at(file).commonest

        assert "Write a number in digits" in first[0]
        assert (first[1], second[1]) == (2, 1)

    def test_rows_are_counted_batch_by_batch_and_other_columns_begin_anew(self, monkeypatch):
        monkeypatch.setattr("igum.programmes.commands.imports.LOOKED_AT_ONCE", 2)
        file = hand_in(publish(), sheet(family(1), family(2), family(3)))
        with tenant_scope(PROGRAM):
            assert commands.look_at_batch(actor=PROGRAM, import_id=file.pk, at=DURING) == 1
            halfway = looked_at(import_of(PROGRAM, file.pk), at=DURING)

            choose(file, ["", "contact_phone", "town", "members", ""])

        assert halfway.done == 2
        assert look_at(file).rejected == 3

    def test_a_row_that_stands_in_two_files_is_taken_in_once(self):
        cohort = publish()
        run(hand_in(cohort, sheet(family(1), family(2))))
        second = hand_in(cohort, sheet(family(2), family(3)), name="second.xlsx")

        run(second)

        assert progress(second) == (1, 1)
        with tenant_scope(PROGRAM):
            assert sorted(Application.objects.values_list("name", flat=True)) == ["Family 1", "Family 2", "Family 3"]

    def test_the_same_file_is_the_same_import_and_starting_again_changes_nothing(self):
        cohort = publish()
        content = sheet(family(1))
        first = hand_in(cohort, content)
        run(first)

        again = hand_in(cohort, content)
        run(again)

        assert again.pk == first.pk
        assert progress(first) == (1, 0)

    def test_a_column_whose_question_is_unclear_waits_for_somebody_to_say(self):
        cohort = publish()
        made = Workbook()
        for row in (["Who", "contact_phone", "town", "How many", "x"], family(1)):
            made.active.append(row)
        out = BytesIO()
        made.save(out)
        file = hand_in(cohort, out.getvalue())

        before = look_at(file)
        with tenant_scope(PROGRAM):
            columns = preview_of(import_of(PROGRAM, file.pk), at=DURING).columns
            choose(file, ["contact_name", "contact_phone", "town", "members", ""], language="ar", writes_letters=True)
        run(file)

        assert before.accepted == 0
        assert [column.question for column in columns] == ["", "contact_phone", "town", "", ""]
        assert progress(file) == (1, 0)
        with tenant_scope(PROGRAM):
            assert Message.objects.get().language == "ar"

    def test_two_columns_for_one_question_are_refused(self):
        file = hand_in(publish(), sheet(family(1)))

        with tenant_scope(PROGRAM), pytest.raises(commands.NothingMatched, match="same question"):
            commands.choose_columns(
                actor=PROGRAM,
                import_id=file.pk,
                columns=["town", "town"],
                language="he",
                writes_letters=False,
                at=DURING,
            )

    def test_no_letter_is_written_unless_somebody_asked_for_it(self):
        run(hand_in(publish(), sheet(family(1))))

        with tenant_scope(PROGRAM):
            assert not Message.objects.exists()

    def test_where_the_first_come_the_rows_take_the_places_in_their_order(self):
        cohort = publish(selection=factories.first_come())

        run(hand_in(cohort, sheet(family(1), family(2), family(3))))

        with tenant_scope(PROGRAM):
            outcomes = dict(Application.objects.values_list("name", "outcome"))
        assert outcomes == {"Family 1": Outcome.CHOSEN, "Family 2": Outcome.CHOSEN, "Family 3": Outcome.WAITING}

    def test_nobody_s_words_are_kept_twice(self):
        file = hand_in(publish(), sheet(family(1), family(2, members="x")))
        run(file)

        with tenant_scope(PROGRAM):
            assert [bool(row.cells) for row in ImportRow.objects.order_by("number")] == [False, True]
            commands.discard_import(actor=PROGRAM, import_id=file.pk, at=AFTER)
            assert ImportRow.objects.count() == 1
            assert Application.objects.count() == 1

    def test_somebody_who_does_not_run_the_programme_neither_hands_in_nor_sees_a_list(self):
        cohort = publish(authority_id=AKKO)
        file = hand_in(cohort, sheet(family(1)))
        neighbour = Actor(1, factories.WESTERN_GALILEE, (PostHeld("coordinator", 212, factories.KARMIEL),))

        with pytest.raises(PermissionDenied):
            hand_in(cohort, sheet(family(2)), actor=neighbour)
        with tenant_scope(neighbour), pytest.raises(Import.DoesNotExist):
            import_of(neighbour, file.pk)

    def test_after_the_last_day_no_list_is_taken(self):
        cohort = publish()

        with tenant_scope(PROGRAM), pytest.raises(PermissionDenied, match="closed"):
            commands.upload_import(
                actor=PROGRAM,
                cohort_id=cohort.pk,
                file_name="a.xlsx",
                content=sheet(family(1)),
                language="he",
                at=AFTER,
            )

    def test_a_batch_costs_the_same_queries_however_many_rows_it_has(self, django_assert_max_num_queries):
        cohort = publish()
        file = hand_in(cohort, sheet(*map(family, range(200))))
        with tenant_scope(PROGRAM):
            commands.start_import(actor=PROGRAM, import_id=file.pk, at=DURING)

        with django_assert_max_num_queries(60):
            finish(file)

        assert progress(file) == (200, 0)


@pytest.mark.usefixtures("committed_db")
class TestWhateverHappens:
    def test_the_same_file_handed_in_twice_at_once_and_run_by_four_is_taken_in_once(self):
        factories.make_places()
        cohort, content = publish(), sheet(*map(family, range(700)))

        def hand_in_and_run(_number: int) -> Import:
            try:
                file = hand_in(cohort, content)
                run(file)
            finally:
                connection.close()
            return file

        with ThreadPoolExecutor(4) as pool:
            files = list(pool.map(hand_in_and_run, range(4)))

        assert len({file.pk for file in files}) == 1
        assert progress(files[0]) == (700, 0)
        with tenant_scope(PROGRAM):
            assert Application.objects.count() == Response.objects.count() == 700

    def test_a_worker_killed_in_the_middle_leaves_no_row_half_done_and_the_next_goes_on(self, committed_db):
        factories.make_places()
        file = hand_in(publish(), sheet(*map(family, range(2_000))))
        with tenant_scope(PROGRAM):
            commands.start_import(actor=PROGRAM, import_id=file.pk, at=DURING)
        surroundings = {**os.environ, "IGUM_DATABASE": committed_db, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
        worker = subprocess.Popen([sys.executable, "-c", TAKE, str(file.pk)], env=surroundings, cwd=ROOT)
        deadline = time.monotonic() + 1_000  # a busy machine is slow, not wrong
        while progress(file)[0] == 0:
            assert worker.poll() is None, "the worker was done before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.02)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        accepted, _rejected = progress(file)
        with tenant_scope(PROGRAM):
            assert Application.objects.count() == accepted < 2_000

        finish(file)

        assert progress(file) == (2_000, 0)
        with tenant_scope(PROGRAM):
            assert Application.objects.count() == Response.objects.count() == 2_000
            assert len(set(Application.objects.values_list("name", flat=True))) == 2_000
            assert not DuplicatePair.objects.exists()


TAKE = """
import sys, django
django.setup()
from igum.programmes import commands
from igum.programmes.tests.factories import DURING, PROGRAM
from igum.core.tenancy import tenant_scope
left = 1
while left:
    with tenant_scope(PROGRAM):
        left = commands.take_batch(actor=PROGRAM, import_id=sys.argv[1], at=DURING)
"""


@pytest.mark.usefixtures("region")
def test_the_rejected_rows_come_back_as_a_sheet_that_can_be_handed_in_again(client):
    user = factories.make_user()
    cohort = publish()
    give_post(user)
    client.force_login(user)
    file = hand_in(cohort, sheet(family(1), family(2, members="many")))
    run(file)

    answer = client.get(f"/imports/{file.pk}/rejected.xlsx", headers={"accept-language": "en"})

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][-2:] == ("Why it was not taken in", "Row in the file")
    assert rows[1][-1] == 3
    assert "Write a number in digits" in rows[1][-2]


def give_post(user, role: str = "coordinator") -> None:
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, role=role, region_id=factories.WESTERN_GALILEE, starts_on=factories.OPENS.date())
