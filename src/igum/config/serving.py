"""What the web server itself says of a request that it cannot read: a page in five languages, not a line of English.

Gunicorn refuses such requests before Django sees them, so no language is known. ``./igum serve`` names this worker.
"""

from functools import cache
from typing import Any

import gunicorn.util
from django.conf import settings
from django.template.loader import render_to_string
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

OURS = 500


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's worker of threads, which speaks with our readers in their languages."""

    def init_process(self) -> None:
        """Take over what is written to somebody whose request could not be read, then serve."""
        gunicorn.util.write_error = write_error
        super().init_process()


def write_error(sock: Any, status_int: int, reason: str, mesg: str) -> None:
    """Answer a request that could not be read. What was wrong with it is not repeated: it may be anybody's words."""
    page = page_of(is_ours=status_int >= OURS).encode()
    head = (
        f"HTTP/1.1 {status_int} {reason}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    write_nonblock(sock, head.encode("latin1") + page)


@cache
def page_of(*, is_ours: bool) -> str:
    """The page for a request that could not be read, or for a fault of ours, in every language, Hebrew first."""
    return render_to_string("core/server_error.html", {"is_ours": is_ours, "languages": settings.LANGUAGES})
