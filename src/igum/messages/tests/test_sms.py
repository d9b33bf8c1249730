"""Text messages against an HTTP server that really listens, and is not always well."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from igum.messages.channels.protocol import Outcome, Outgoing, Result
from igum.messages.channels.sms import SmsChannel, SmsProvider
from igum.messages.rules.states import Failure

LETTER = Outgoing("5f2c", "רות", "+972501234567", "", "he", "נושא", "שלום רות ⁦10:30⁩ & להתראות")
Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Provider:
    """What a provider heard, and how it answers."""

    url: str = ""
    heard: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    answer: Answering = lambda request: None

    def channel(self, **options: object) -> SmsChannel:
        return SmsChannel(SmsProvider(url=self.url, **{"seconds": 1.0, **options}))


def says(status: int, body: bytes = b"{}", **headers: str) -> Answering:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def hangs_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


def says_nothing(request: BaseHTTPRequestHandler) -> None:
    time.sleep(6)


def drips(request: BaseHTTPRequestHandler) -> None:
    """A byte at a time: every one begins a socket's own time-out anew."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(60):
        request.wfile.write(b"X")
        request.wfile.flush()
        time.sleep(0.1)


def talks_nonsense(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"\x00\xff SSH-2.0 what?\r\n\r\n")


@pytest.fixture
def provider() -> Iterator[Provider]:
    there = Provider()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            there.heard.append((self.path, dict(self.headers), body))
            try:
                there.answer(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there.url = f"http://127.0.0.1:{server.server_address[1]}/v1/send?account=7"
    there.answer = says(200)
    yield there
    server.shutdown()
    server.server_close()


def test_a_provider_is_asked_in_its_own_words(provider):
    channel = provider.channel(
        key="s3cret",
        to="dest",
        text="message",
        fixed={"source": "Igum"},
        numbers="local",
        idempotency="Idempotency-Key",
    )

    outcome = channel.send(LETTER)

    ((path, headers, body),) = provider.heard
    assert outcome == Outcome(Result.SENT)
    assert path == "/v1/send?account=7"
    assert json.loads(body) == {"source": "Igum", "dest": "0501234567", "message": LETTER.body}
    assert headers["Authorization"] == "Bearer s3cret"
    assert headers["Idempotency-Key"] == "5f2c"


def test_a_provider_that_wants_a_form_gets_a_form(provider):
    provider.channel(as_json=False, key="k", key_header="X-Key: {key}", numbers="digits").send(LETTER)

    ((_path, headers, body),) = provider.heard
    assert parse_qs(body) == {"to": ["972501234567"], "text": [LETTER.body]}
    assert headers["X-Key"] == "k"


CLEAR = [
    (says(201), Result.SENT, None),
    (says(400), Result.REFUSED, Failure.REFUSED),
    (says(403), Result.REFUSED, Failure.REFUSED),
    (says(404), Result.REFUSED, Failure.REFUSED),
    (says(401), Result.LATER, Failure.UNREACHABLE),
    (says(302, Location="http://127.0.0.1:1/steal"), Result.LATER, Failure.UNREACHABLE),
    (says(307, Location="http://127.0.0.1:1/steal"), Result.LATER, Failure.UNREACHABLE),
    (says(429), Result.LATER, Failure.BUSY),
    (says(503), Result.LATER, Failure.BUSY),
]
UNCLEAR = [says(500), says(502), says(504), says(408), hangs_up, says_nothing, drips, talks_nonsense]


@pytest.mark.parametrize("idempotency", ["", "Idempotency-Key"])
@pytest.mark.parametrize(("answer", "result", "failure"), CLEAR)
def test_what_is_said_clearly_is_believed(provider, answer, result, failure, idempotency):
    provider.answer = answer

    outcome = provider.channel(idempotency=idempotency).send(LETTER)

    assert (outcome.result, outcome.failure) == (result, failure)
    assert len(provider.heard) == 1


@pytest.mark.parametrize("answer", UNCLEAR)
def test_a_lost_answer_leaves_the_letter_in_doubt_where_a_second_request_might_be_a_second_letter(provider, answer):
    provider.answer = answer

    outcome = provider.channel().send(LETTER)

    assert outcome == Outcome(Result.UNSURE, Failure.NO_ANSWER)
    assert len(provider.heard) == 1


@pytest.mark.parametrize("answer", UNCLEAR)
def test_a_lost_answer_is_asked_for_again_where_the_provider_drops_what_it_had(provider, answer):
    provider.answer = answer

    outcome = provider.channel(idempotency="Idempotency-Key").send(LETTER)

    assert outcome == Outcome(Result.LATER, Failure.NO_ANSWER)


@pytest.mark.parametrize(
    ("answer", "result", "failure"),
    [
        (b'{"status": 0}', Result.SENT, None),
        (b'{"status": "0", "more": 1}', Result.SENT, None),
        (b'{"status": 3}', Result.REFUSED, Failure.REFUSED),
        (b'{"status": true}', Result.REFUSED, Failure.REFUSED),
        (b"", Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b"OK", Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b"[0]", Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b'{"stat', Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b"{}", Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b"\xff\xfe", Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b"[" * 60_000, Result.UNSURE, Failure.NOT_UNDERSTOOD),
        (b" " * 200_000, Result.UNSURE, Failure.NOT_UNDERSTOOD),
    ],
)
def test_what_a_provider_says_in_its_answer_is_read(provider, answer, result, failure):
    provider.answer = says(200, answer)

    outcome = provider.channel(accepted="status=0").send(LETTER)

    assert (outcome.result, outcome.failure) == (result, failure)


@pytest.mark.parametrize(
    ("header", "minutes"),
    [("120", 2), ("soon", 0), ("-5", 0), ("9" * 99, 0)],
)
def test_a_provider_may_say_how_long_to_wait(provider, header, minutes):
    provider.answer = says(429, Retry_After=header)

    assert provider.channel().send(LETTER).wait == timedelta(minutes=minutes)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "https://127.0.0.1:1/"])
def test_where_nobody_listens_the_letter_was_certainly_not_sent(url):
    outcome = SmsChannel(SmsProvider(url=url, seconds=1.0)).send(LETTER)

    assert outcome == Outcome(Result.LATER, Failure.UNREACHABLE)


def test_a_server_that_does_not_speak_tls_hears_nothing_of_the_letter(provider):
    channel = SmsChannel(SmsProvider(url=provider.url.replace("http:", "https:"), seconds=1.0))

    assert channel.send(LETTER).result is Result.LATER
    assert provider.heard == []


def test_a_number_that_is_none_is_refused_without_asking(provider):
    assert provider.channel().send(replace(LETTER, phone="call me")).result is Result.REFUSED
    assert provider.heard == []


def test_neither_the_log_nor_the_provider_in_words_holds_a_number_or_the_key(provider, caplog):
    provider.answer = says(400, b"+972501234567 is blocked")
    channel = provider.channel(key="s3cret")

    channel.send(LETTER)

    assert "501234567" not in caplog.text
    assert "s3cret" not in repr(channel.provider)
