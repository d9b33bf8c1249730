"""What the web server and the proxies in front of it do with requests that are too much."""

import re
import socket
from pathlib import Path

import pytest
from django.conf import settings

from igum.config.cli.serve import gunicorn_words
from igum.config.serving import write_error
from igum.core.uploads import MOST_OF_A_REQUEST

DEPLOY = Path(__file__).parents[1] / "deploy"


def said(status: int, reason: str, words: str) -> str:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        write_error(ours, status, reason, words)
        ours.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: theirs.recv(65536), b"")).decode()


@pytest.mark.parametrize(("status", "reason"), [(414, "URI Too Long"), (500, "Internal Server Error")])
def test_what_the_web_server_cannot_read_it_answers_in_every_language_without_repeating_it(status, reason):
    head, _blank, page = said(status, reason, "<script>somebody's words</script>").partition("\r\n\r\n")

    assert head.startswith(f"HTTP/1.1 {status} {reason}\r\n")
    assert f"Content-Length: {len(page.encode())}" in head
    assert re.findall(r'<section class="said" lang="(\w+)"', page) == [code for code, _name in settings.LANGUAGES]
    assert "somebody" not in page


def test_the_site_is_served_by_the_worker_that_speaks_in_every_language(tmp_path):
    words = gunicorn_words(tmp_path, "127.0.0.1", 8000, 2)

    assert words[words.index("--worker-class") + 1] == "igum.config.serving.Worker"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_no_proxy_refuses_a_file_that_igum_takes(name):
    found = re.search(r"(?:client_max_body_size|max_size) (\d+)(?:m|MB)", (DEPLOY / name).read_text())

    assert found
    assert int(found[1]) * 10**6 > MOST_OF_A_REQUEST
