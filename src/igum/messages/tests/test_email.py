"""E-mail against a mail server that really listens."""

import asyncio
import socket
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from igum.messages.channels.email import EmailChannel
from igum.messages.channels.protocol import Outgoing, Result
from igum.messages.rules.states import Failure

HEBREW = Outgoing(
    key="5f2c",
    recipient_name="רות",
    phone="",
    email="ruth@example.org",
    language="he",
    subject="מקום בתוכנית",
    body="שלום רות,\n\nהמצב: <b>\nhttps://igum.example.org/a/b?x=1&y=2",
)


class Post:
    """Takes letters, or answers what it is told to answer."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.at_recipient = self.at_data = ""
        self.dies_after_taking = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if self.at_recipient:
            return self.at_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.at_data:
            return self.at_data
        self.taken.append(envelope.content)
        if self.dies_after_taking:
            server.transport.abort()
            await asyncio.sleep(0)
        return "250 Taken"


@pytest.fixture
def post(settings) -> Iterator[Post]:
    handler = Post()
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        port = knock.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 2
    settings.DEFAULT_FROM_EMAIL = "Igum <igum@example.org>"
    yield handler
    controller.stop()


def test_a_letter_arrives_whole_in_its_language_and_direction(post):
    outcome = EmailChannel().send(HEBREW)

    (taken,) = post.taken
    arrived = message_from_bytes(taken)
    plain, html = (part.get_payload(decode=True).decode() for part in arrived.get_payload())
    assert outcome.result is Result.SENT
    assert arrived["Message-ID"] == "<5f2c@example.org>"
    assert arrived["Content-Language"] == "he"
    assert plain.replace("\r\n", "\n").strip() == HEBREW.body
    assert html.startswith('<div lang="he" dir="rtl"><p>שלום רות,</p>')
    assert "&lt;b&gt;" in html
    assert 'href="https://igum.example.org/a/b?x=1&amp;y=2"' in html


@pytest.mark.parametrize(
    ("answer", "result", "failure"),
    [
        ("550 No such person", Result.REFUSED, Failure.REFUSED),
        ("451 Try later", Result.LATER, Failure.BUSY),
    ],
)
def test_what_the_server_says_of_the_recipient_is_believed(post, answer, result, failure):
    post.at_recipient = answer

    outcome = EmailChannel().send(HEBREW)

    assert (outcome.result, outcome.failure, post.taken) == (result, failure, [])


@pytest.mark.parametrize(
    ("answer", "result"), [("554 Looks like spam", Result.REFUSED), ("452 Disk full", Result.LATER)]
)
def test_what_the_server_says_of_the_words_is_believed(post, answer, result):
    post.at_data = answer

    assert EmailChannel().send(HEBREW).result is result


def test_a_server_that_dies_after_it_took_the_letter_leaves_it_in_doubt(post):
    post.dies_after_taking = True

    outcome = EmailChannel().send(HEBREW)

    assert (outcome.result, outcome.failure) == (Result.UNSURE, Failure.NO_ANSWER)
    assert len(post.taken) == 1


def test_where_nobody_listens_the_letter_was_certainly_not_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    outcome = EmailChannel().send(HEBREW)

    assert (outcome.result, outcome.failure) == (Result.LATER, Failure.UNREACHABLE)


class Silent(socketserver.BaseRequestHandler):
    """Says nothing for as long as anybody waits."""

    def handle(self) -> None:
        self.request.settimeout(10)
        self.request.recv(1)


def test_a_server_that_never_greets_is_waited_for_so_long_and_no_longer(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        outcome = EmailChannel().send(HEBREW)
        server.shutdown()

    assert outcome.result is Result.LATER


@pytest.mark.parametrize("subject", ["שלום\nBcc: all@example.org", "a\r\nX: y"])
def test_a_subject_that_carries_a_header_is_refused_before_anybody_hears_of_it(email_first, subject):
    letter = Outgoing("k", "רות", "", "ruth@example.org", "he", subject, "body")

    assert EmailChannel().send(letter).result is Result.REFUSED
    assert mail.outbox == []


def test_a_backend_that_is_not_installed_does_not_stop_the_sender(settings):
    settings.EMAIL_BACKEND = "anymail.backends.nobody.EmailBackend"

    assert EmailChannel().send(HEBREW).result is Result.REFUSED


class ProviderError(Exception):
    """An error as django-anymail raises it: with what the provider's API answered."""

    def __init__(self, status_code: int | None) -> None:
        super().__init__("ruth@example.org")
        self.status_code = status_code


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (429, Result.LATER),
        (401, Result.LATER),
        (400, Result.REFUSED),
        (403, Result.REFUSED),
        (502, Result.UNSURE),
        (None, Result.UNSURE),
    ],
)
def test_what_a_provider_behind_anymail_answers_is_read(settings, caplog, status, result):
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    FailingBackend.status = status

    outcome = EmailChannel().send(HEBREW)

    assert outcome.result is result
    assert "ruth" not in caplog.text


class FailingBackend(mail.backends.base.BaseEmailBackend):
    status: int | None = None

    def send_messages(self, letters):
        raise ProviderError(self.status)
