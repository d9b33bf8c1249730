"""What a request may bring along, however many files it has: the disk is not filled while it is still coming in."""

from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_OF_A_REQUEST = 32 * 1024 * 1024


class BoundedUpload(FileUploadHandler):
    """Stands before the handlers that keep what comes, and ends a request that brings too much."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - its name in Django
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse at once what says itself that it is too much.

        Raises:
            RequestDataTooBig: the request says so.
        """
        self._refuse_beyond(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what comes, whatever the request said.

        Raises:
            RequestDataTooBig: more came than a request may bring.
        """
        self.came += len(raw_data)
        self._refuse_beyond(self.came)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""

    def _refuse_beyond(self, size: int) -> None:
        if size > MOST_OF_A_REQUEST:
            raise RequestDataTooBig("A request brings no more than 32 megabytes.")
