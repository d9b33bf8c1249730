"""What comes in is measured before it is read, and never fills the disk."""

from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile

from igum.core.files import DOCUMENTS, NotAccepted, content_of
from igum.core.tests.test_files import PDF
from igum.core.uploads import MOST_OF_A_REQUEST, BoundedUpload


class Unread:
    """An upload of which only the first bytes are ever asked for."""

    def __init__(self, size: int, head: bytes) -> None:
        self.size, self.head, self.asked = size, head, 0

    def seek(self, offset: int) -> None:
        """From the beginning again."""

    def read(self, most: int) -> bytes:
        """The first bytes."""
        self.asked += most
        return self.head[:most]


@pytest.mark.parametrize(("size", "head"), [(11 * 1024 * 1024, b"%PDF-1.7"), (9_000_000, b"MZ\x90"), (0, b"")])
def test_what_is_too_large_or_of_no_kind_is_not_read(size, head):
    upload = Unread(size, head)

    with pytest.raises(NotAccepted):
        content_of(upload, DOCUMENTS)

    assert upload.asked < 100


def test_what_is_fit_is_read_whole():
    assert content_of(SimpleUploadedFile("a.pdf", PDF), DOCUMENTS) == PDF


def test_a_request_that_says_it_brings_too_much_is_ended_before_it_comes():
    with pytest.raises(RequestDataTooBig):
        BoundedUpload().handle_raw_input(BytesIO(), {}, MOST_OF_A_REQUEST + 1, "")


def test_a_request_that_brings_more_than_it_says_is_ended_on_the_way():
    upload = BoundedUpload()
    upload.receive_data_chunk(bytes(MOST_OF_A_REQUEST), 0)

    with pytest.raises(RequestDataTooBig):
        upload.receive_data_chunk(b"x", 0)
