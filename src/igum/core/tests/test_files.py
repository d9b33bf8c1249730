import io
import os
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from igum.core import files
from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.file_types import DOCUMENT_TYPES, OFFICE_TYPES, MediaType, type_of
from igum.core.models import AuditRow, StoredFile
from igum.core.tenancy import tenant_scope
from igum.core.views import attachment

MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
REGION, TOWN, NEXT_TOWN = 212, 472, 473
RUTH = Actor(7, REGION, (PostHeld("volunteer", REGION, reads_others=False),))
NOAM = Actor(8, REGION, (PostHeld("volunteer", REGION, reads_others=False),))
WORKER = Actor(9, REGION, (PostHeld("social_worker", REGION, TOWN),))
NEIGHBOUR = Actor(10, REGION, (PostHeld("social_worker", REGION, NEXT_TOWN),))
PROGRAM = system_actor(REGION)


@pytest.fixture(autouse=True)
def _a_disk_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with override("en"):  # refusals as they are written in the source
        yield


def keep(content: bytes = PDF, name: str = "אישור.pdf", actor: Actor = RUTH, **details: object) -> StoredFile:
    with tenant_scope(actor):
        return files.keep_file(
            actor=actor, content=content, name=name, rules=files.DOCUMENTS, at=MONDAY, authority_id=TOWN, **details
        )


def read(stored: StoredFile, actor: Actor = RUTH) -> files.OpenFile:
    with tenant_scope(actor):
        return files.open_file(actor=actor, file_id=stored.pk, action="core.file.read", at=MONDAY)


@pytest.mark.django_db
class TestKeeping:
    def test_a_file_comes_back_as_it_was_handed_in(self):
        kept = read(keep())

        assert (kept.content, kept.name, kept.media_type) == (PDF, "אישור.pdf", "application/pdf")

    def test_nothing_of_it_can_be_read_on_the_disk(self):
        path = files.path_of(keep())

        assert b"PDF" not in path.read_bytes()
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert "אישור" not in str(path)

    def test_two_files_of_one_content_have_nothing_in_common_on_the_disk(self):
        first, second = (files.path_of(keep()).read_bytes() for _ in range(2))

        assert first[: len(PDF)] != second[: len(PDF)]

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "empty"),
            (b"%PDF-" + bytes(10 * files.MEGABYTE), "larger than 10 megabytes"),
            (b"MZ\x90\x00 a program", "This kind of file is not taken"),
            (b"<svg onload='alert(1)'/>", "This kind of file is not taken"),
        ],
    )
    def test_what_does_not_fit_is_refused_in_words(self, content, says):
        with pytest.raises(files.NotAccepted, match=says):
            keep(content, "harmless.pdf")

    def test_reading_is_on_the_trail(self):
        stored = keep()
        read(stored)

        with tenant_scope(PROGRAM):
            rows = AuditRow.objects.filter(object_id=str(stored.pk)).order_by("number")
            assert [row.action for row in rows] == ["core.file.kept", "core.file.read"]

    def test_a_worker_of_the_authority_opens_it(self):
        assert read(keep(), WORKER).content == PDF

    @pytest.mark.parametrize("stranger", [NOAM, NEIGHBOUR])
    def test_for_others_there_is_no_such_file(self, stranger):
        stored = keep()

        with pytest.raises(StoredFile.DoesNotExist):
            read(stored, stranger)

    def test_whoever_holds_the_secret_link_opens_it_and_another_link_does_not(self):
        holder = Actor(region_id=REGION, link="a" * 64)
        stored = keep(actor=holder)

        assert read(stored, holder).content == PDF
        with pytest.raises(StoredFile.DoesNotExist):
            read(stored, Actor(region_id=REGION, link="b" * 64))

    def test_a_changed_file_is_refused_and_not_shown(self):
        stored = keep()
        path = files.path_of(stored)
        *most, last = path.read_bytes()
        path.write_bytes(bytes([*most, last ^ 1]))

        with pytest.raises(files.FileIsGone, match="damaged or missing"):
            read(stored)

    def test_a_file_laid_in_anothers_place_does_not_open(self):
        stored, other = keep(), keep(PDF + b" ")
        files.path_of(stored).write_bytes(files.path_of(other).read_bytes())

        with pytest.raises(files.FileIsGone):
            read(stored)

    def test_it_is_sent_as_an_attachment_that_no_browser_opens(self):
        answer = attachment(read(keep(name='x"; filename=evil.html')))

        assert answer["Content-Disposition"].startswith("attachment; ")
        assert ".html" not in answer["Content-Disposition"].replace("evil.html.pdf", "")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == "application/pdf"
        assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.django_db
class TestErasing:
    def test_what_was_erased_cannot_be_opened_even_with_the_old_bytes(self, django_capture_on_commit_callbacks):
        stored = keep()
        old_bytes = files.path_of(stored).read_bytes()
        with django_capture_on_commit_callbacks(execute=True), tenant_scope(RUTH):
            files.erase_file(actor=RUTH, file_id=stored.pk, at=MONDAY)
        gone = not files.path_of(stored).exists()
        files.path_of(stored).write_bytes(old_bytes)

        with pytest.raises(files.FileIsGone, match="was erased"):
            read(stored)
        assert gone

    def test_the_row_says_when_and_nothing_of_what(self):
        stored = keep()
        with tenant_scope(RUTH):
            files.erase_file(actor=RUTH, file_id=stored.pk, at=MONDAY)
            stored.refresh_from_db()

        assert (stored.erased_at, stored.name, stored.sha256, stored.key_sealed) == (MONDAY, "", "", None)

    def test_another_volunteer_erases_nothing(self):
        stored = keep()

        with pytest.raises(StoredFile.DoesNotExist), tenant_scope(NOAM):
            files.erase_file(actor=NOAM, file_id=stored.pk, at=MONDAY)


@pytest.mark.django_db
class TestSweeping:
    def test_only_old_files_without_a_row_go(self):
        kept, orphan = files.path_of(keep()), files.path_of(keep())
        young = orphan.with_name("f" * 32)
        young.write_bytes(b"x")
        with tenant_scope(PROGRAM):
            StoredFile.objects.filter(pk=orphan.name).delete()
        long_ago = (MONDAY - timedelta(days=3)).timestamp()
        for path in (kept, orphan):
            os.utime(path, (long_ago, long_ago))
        os.utime(young, (MONDAY.timestamp(), MONDAY.timestamp()))

        assert files.sweep_files(at=MONDAY) == 1
        assert (kept.exists(), orphan.exists(), young.exists()) == (True, False, True)


@pytest.mark.django_db
@pytest.mark.django_db
def test_the_database_refuses_a_file_that_lost_its_key_without_being_erased():
    stored = keep()

    with pytest.raises(IntegrityError, match="has_its_key_until"), tenant_scope(PROGRAM), connection.cursor() as cursor:
        cursor.execute("UPDATE core_storedfile SET key_sealed = NULL WHERE id = %s", [stored.pk])


def office(*entries: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for entry in ("[Content_Types].xml", *entries):
            archive.writestr(entry, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, MediaType.PDF),
        (b"\xff\xd8\xff\xe0 picture", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\n picture", MediaType.PNG),
        (b"RIFF\0\0\0\0WEBPVP8 ", MediaType.WEBP),
        (office("word/document.xml"), MediaType.DOCX),
        (office("xl/workbook.xml"), MediaType.XLSX),
        (office("word/document.xml", "word/vbaProject.bin"), None),
        (office("anything.exe"), None),
        (b"PK\x03\x04 not an archive", None),
        (b"%PDF-1.4 cut short", None),
        (b"GIF89a<script>", None),
    ],
)
def test_the_kind_is_read_from_the_content(content, found):
    assert type_of(content) == found


@given(st.binary(max_size=200))
def test_any_bytes_have_a_known_kind_or_none(content):
    assert type_of(content) in {None, *DOCUMENT_TYPES, *OFFICE_TYPES}


@given(st.text(max_size=200))
def test_a_name_never_leads_elsewhere_and_ends_as_its_content(name):
    cleaned = files.clean_name(name, MediaType.PDF)

    assert not set(cleaned) & set('/\\\0"\r\n')
    assert cleaned.endswith(".pdf")
    assert not cleaned.startswith(".")
