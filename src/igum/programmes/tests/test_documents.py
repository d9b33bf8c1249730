"""A file shows that a task is done: handed in by the family or its mentor, seen by both, by nobody else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.audit import AuditRow
from igum.core.files import NotAccepted
from igum.core.models import StoredFile
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Document, Task
from igum.programmes.rules.documents import MOST_OF_A_TASK
from igum.programmes.tests.factories import AFTER, PROGRAM, WESTERN_GALILEE, coordinator, make_user, visitor
from igum.programmes.tests.test_attendance import Evening
from igum.programmes.tests.test_calendar import TEXTS, WORKSHOPS
from igum.programmes.tests.test_ways_through import people, sign_in_mentor

pytestmark = pytest.mark.usefixtures("lasting_region", "db")

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TASKS = [
    {"key": "receipts", "names": TEXTS, "due": "P1M", "evidence": "file"},
    {"key": "plan", "names": TEXTS, "due": "P2M", "evidence": "file", "who": "mentor"},
]
FAMILY = visitor("secret-0")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(scope="module")
def lasting_evening(lasting_region) -> Iterator[Evening]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(WORKSHOPS, "tasks", TASKS)
        yield Evening()


def task(evening: Evening, key: str = "receipts") -> Task:
    with tenant_scope(PROGRAM):
        return Task.objects.get(engagement=evening.families[0], key=key)


def hand_in(
    evening: Evening, actor: Actor = FAMILY, key: str = "receipts", content: bytes = PDF, *, hours: int = 0
) -> Document:
    at = evening.at + timedelta(hours=hours)
    with tenant_scope(actor):
        return commands.hand_in_document(
            actor=actor, task_id=task(evening, key).pk, content=content, name="קבלות.pdf", at=at
        )


def decide(command, evening: Evening, document: Document, actor: Actor, **more) -> None:
    with tenant_scope(actor):
        command(actor=actor, document_id=document.pk, at=evening.at, **more)


def who_reads(evening: Evening, document: Document) -> set[str]:
    read = set()
    for name, actor in people(evening).items():
        with tenant_scope(actor):
            try:
                commands.open_document(actor=actor, document_id=document.pk, at=evening.at)
            except Document.DoesNotExist:
                assert not Document.objects.filter(pk=document.pk).exists()  # nor does the database show it
            else:
                read.add(name)
    return read


def test_what_a_family_hands_in_is_read_by_itself_its_mentor_and_who_runs_it(evening):
    document = hand_in(evening)

    assert task(evening).done_at == evening.at
    assert who_reads(evening, document) == {"the family", "its mentor", "a coordinator of the region"}
    with tenant_scope(PROGRAM):
        assert AuditRow.objects.filter(action="programmes.document.read").count() == 3


def test_what_a_mentor_hands_in_for_a_task_of_the_team_the_family_does_not_read(evening):
    document = hand_in(evening, evening.mentors[0], "plan")

    assert who_reads(evening, document) == {"its mentor", "a coordinator of the region"}


def test_a_family_neither_hands_in_nor_calls_done_what_the_team_is_to_do(evening):
    with pytest.raises(commands.OfAnotherRole):
        hand_in(evening, FAMILY, "plan")
    with tenant_scope(FAMILY), pytest.raises(commands.OfAnotherRole):
        commands.finish_task(actor=FAMILY, task_id=task(evening, "plan").pk, note="x", at=evening.at)


def test_a_family_does_not_call_done_what_asks_for_a_file(evening):
    with tenant_scope(FAMILY), pytest.raises(commands.TaskNeedsFile):
        commands.finish_task(actor=FAMILY, task_id=task(evening).pk, note="done", at=evening.at)


def test_a_mentor_of_another_family_hands_in_nothing(evening):
    with pytest.raises(Task.DoesNotExist):
        hand_in(evening, evening.mentors[1])


def test_a_document_is_returned_with_words_and_the_task_is_open_again(evening):
    document = hand_in(evening)
    with pytest.raises(commands.SayWhy):
        decide(commands.return_document, evening, document, evening.mentors[0], words=" ")

    decide(commands.return_document, evening, document, evening.mentors[0], words="חסר עמוד שני")

    assert task(evening).done_at is None
    again = hand_in(evening, hours=1)
    decide(commands.accept_document, evening, again, coordinator(make_user().pk), words="תודה")
    with tenant_scope(FAMILY):
        [found] = [
            one for one in queries.way_of(FAMILY, evening.families[0].pk, at=evening.at).tasks if one.key == "receipts"
        ]
    assert [(one.words, bool(one.returned_at), bool(one.accepted_at)) for one in found.documents.all()] == [
        ("חסר עמוד שני", True, False),
        ("תודה", False, True),
    ]


def test_nobody_accepts_what_they_handed_in_nor_twice(evening):
    own = hand_in(evening, evening.mentors[0], "plan")
    with pytest.raises(PermissionDenied):
        decide(commands.accept_document, evening, own, evening.mentors[0], words="")
    with pytest.raises(PermissionDenied):
        decide(commands.accept_document, evening, hand_in(evening), FAMILY, words="")

    runs = coordinator(make_user().pk)
    decide(commands.accept_document, evening, own, runs, words="")
    with pytest.raises(commands.WasAnswered):
        decide(commands.return_document, evening, own, runs, words="late")


def test_a_family_takes_back_what_nobody_decided_and_the_file_is_erased(evening):
    document = hand_in(evening)
    with pytest.raises(PermissionDenied):
        decide(commands.withdraw_document, evening, document, evening.mentors[0])

    decide(commands.withdraw_document, evening, document, FAMILY)

    assert task(evening).done_at is None
    with tenant_scope(PROGRAM):
        assert StoredFile.objects.get(pk=document.file_id).erased_at == evening.at
        assert Document.objects.get(pk=document.pk).name == ""


def test_a_task_holds_so_many_files_and_no_more(evening):
    one = hand_in(evening)
    with tenant_scope(PROGRAM):
        Document.objects.bulk_create(
            Document(
                region_id=WESTERN_GALILEE,
                task_id=one.task_id,
                engagement_id=one.engagement_id,
                file_id=one.file_id,
                handed_in_at=evening.at,
            )
            for _ in range(MOST_OF_A_TASK - 1)
        )

    with pytest.raises(commands.TakesNoDocument):
        hand_in(evening)


def test_what_is_no_document_is_not_taken(evening):
    with pytest.raises(NotAccepted):
        hand_in(evening, content=b"<script>alert(1)</script>")


def test_files_end_with_the_keeping_of_the_engagement(evening):
    document = hand_in(evening)
    with tenant_scope(PROGRAM):
        application = evening.families[0].application_id
        evening.families[0].ended_at = evening.at
        evening.families[0].save()
        commands.erase_past_keeping(actor=PROGRAM, at=AFTER + timedelta(days=365 * 8))

        assert StoredFile.objects.get(pk=document.file_id).key_sealed is None
        assert Document.objects.get(pk=document.pk).name == ""
        assert application == Document.objects.get(pk=document.pk).engagement.application_id


class TestPages:
    def test_a_family_hands_in_a_file_by_its_link_and_its_mentor_keeps_it_as_an_attachment(self, client, evening):
        own = ["western-galilee", "secret-0"]
        key = task(evening).pk

        client.post(
            reverse("programmes:own-work", args=own),
            {"do": f"file:{key}", f"file-{key}": SimpleUploadedFile("x.html", PDF, content_type="text/html")},
        )
        page = client.get(reverse("programmes:own-way", args=own))
        with tenant_scope(PROGRAM):
            document = Document.objects.get()
        assert reverse("programmes:own-document", args=[*own, document.pk]) in page.text
        assert client.get(reverse("programmes:own-document", args=[own[0], "secret-1", document.pk])).status_code == 404

        sign_in_mentor(client, evening)
        file = client.get(reverse("programmes:document", args=[evening.families[0].pk, document.pk]))
        assert (file.status_code, file.content) == (200, PDF)
        assert file.headers["Content-Type"] == "application/pdf"
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.headers["Content-Disposition"] == 'attachment; filename="x.pdf"'

    def test_a_form_without_its_file_is_refused_in_words(self, client, evening):
        answer = client.post(
            reverse("programmes:own-work", args=["western-galilee", "secret-0"]), {"do": f"file:{task(evening).pk}"}
        )

        assert answer.status_code == 409
