"""What a file is, by its content. Only these few kinds are known, and everything else is no kind at all."""

import io
import zipfile
from collections.abc import Collection
from enum import StrEnum

MOST_ENTRIES = 2000  # of an office document; an archive that lists more is something else


class MediaType(StrEnum):
    """The kinds of files that people hand in, by their registered names (IANA media types)."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @property
    def ending(self) -> str:
        """How names of such files end."""
        return f".{_SHORT[self].lower()}" if self is not MediaType.JPEG else ".jpg"

    @property
    def short(self) -> str:
        """What people call it."""
        return _SHORT[self]


_SHORT = {
    MediaType.PDF: "PDF",
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.WEBP: "WebP",
    MediaType.DOCX: "DOCX",
    MediaType.XLSX: "XLSX",
}
PICTURE_TYPES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP})
DOCUMENT_TYPES = PICTURE_TYPES | {MediaType.PDF}
OFFICE_TYPES = frozenset({MediaType.DOCX, MediaType.XLSX})


BEGINNING_BYTES = 12
_BEGINNINGS = {
    MediaType.PDF: b"%PDF-",
    MediaType.JPEG: b"\xff\xd8\xff",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
    MediaType.WEBP: b"RIFF",
    MediaType.DOCX: b"PK\x03\x04",
    MediaType.XLSX: b"PK\x03\x04",
}


def begins_like(head: bytes, types: Collection[MediaType]) -> bool:
    r"""Whether a file could be of one of these kinds, by its first bytes alone. ``type_of`` decides on the whole.

    >>> begins_like(b"%PDF-1.7", DOCUMENT_TYPES), begins_like(b"PK\x03\x04", DOCUMENT_TYPES)
    (True, False)
    """
    return any(head.startswith(_BEGINNINGS[kind]) for kind in types)


def type_of(content: bytes) -> MediaType | None:
    """The kind of a file by how its content begins and ends; None for all that is not plainly one of ours.

    >>> type_of(b"%PDF-1.7 ... %%EOF"), type_of(b"<script>alert(1)</script>")
    (<MediaType.PDF: 'application/pdf'>, None)
    """
    if content.startswith(_BEGINNINGS[MediaType.PDF]) and b"%%EOF" in content[-1024:]:
        return MediaType.PDF
    if content.startswith(_BEGINNINGS[MediaType.JPEG]):
        return MediaType.JPEG
    if content.startswith(_BEGINNINGS[MediaType.PNG]):
        return MediaType.PNG
    if content.startswith(_BEGINNINGS[MediaType.WEBP]) and content[8:12] == b"WEBP":
        return MediaType.WEBP
    if content.startswith(_BEGINNINGS[MediaType.DOCX]):
        return _office_type(content)
    return None


def _office_type(content: bytes) -> MediaType | None:
    """An office document without macros. Only its list of entries is read: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()[: MOST_ENTRIES + 1])
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if len(names) > MOST_ENTRIES or "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    if "word/document.xml" in names:
        return MediaType.DOCX
    return MediaType.XLSX if "xl/workbook.xml" in names else None
