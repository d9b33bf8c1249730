"""A sender is killed between the provider's taking of a letter and its own commit."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db.models import F
from django.utils import timezone

from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.messages.rules.states import ATTEMPT_LASTS, State
from igum.messages.tasks import send_due
from igum.messages.tests.factories import PROGRAM, make_message, reread
from igum.people.tests.factories import make_places

ROOT = Path(__file__).resolve().parents[4]


class DeadlyProvider(ThreadingHTTPServer):
    """Takes letters; kills whoever asks, after the letter is taken and before the answer, as long as told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.keys: list[str] = []
        self.victim: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"


class Taking(BaseHTTPRequestHandler):
    server: DeadlyProvider

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.keys.append(self.headers.get("Idempotency-Key", ""))
        victim = self.server.victim  # the test goes on once it is dead, and has no victim any more
        if victim is not None:
            os.kill(victim.pid, signal.SIGKILL)
            victim.wait()
        try:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            self.close_connection = True

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[DeadlyProvider]:
    with DeadlyProvider() as there:
        threading.Thread(target=there.serve_forever, daemon=True).start()
        yield there
        there.shutdown()


def kill_sender(provider: DeadlyProvider, database: str, **surroundings: str) -> int:
    """A sender of its own process, which the provider kills while it waits for the answer. What it ended with."""
    names = {"IGUM_DATABASE": database, "IGUM_CHANNELS": "sms", "IGUM_SMS_URL": provider.url, **surroundings}
    provider.victim = subprocess.Popen(
        [sys.executable, "-m", "igum.messages.tests.sender"], cwd=ROOT, env={**os.environ, **names}
    )
    return provider.victim.wait(timeout=400)


def send_again(provider: DeadlyProvider) -> None:
    """The next sender, which nobody kills: this process."""
    provider.victim = None
    send_due()


def let_time_pass() -> None:
    """As if the killed sender's attempt had been longer ago than any attempt lasts."""
    with tenant_scope(PROGRAM):
        Message.objects.filter(handed_at__isnull=False).update(
            handed_at=F("handed_at") - ATTEMPT_LASTS - timedelta(seconds=1)
        )


@pytest.fixture
def message(committed_db, provider, settings) -> Message:
    make_places()
    settings.IGUM_CHANNELS = ["sms"]
    settings.IGUM_SMS = {**settings.IGUM_SMS, "url": provider.url}
    return make_message(at=timezone.now(), urgent=True)  # at whatever hour this test runs


def test_a_letter_that_the_provider_took_is_not_sent_again_but_shown_to_a_person(provider, message, committed_db):
    killed = kill_sender(provider, committed_db)
    send_again(provider)
    under_way = reread(message).state
    let_time_pass()
    send_again(provider)

    assert killed == -signal.SIGKILL
    assert len(provider.keys) == 1
    assert under_way == State.UNDER_WAY
    assert reread(message).state == State.UNSURE


def test_where_the_provider_knows_letters_by_their_keys_it_is_asked_again_with_the_same(
    provider, message, committed_db, settings
):
    settings.IGUM_SMS = {**settings.IGUM_SMS, "idempotency": "Idempotency-Key"}
    kill_sender(provider, committed_db, IGUM_SMS_IDEMPOTENCY="Idempotency-Key")
    let_time_pass()
    send_again(provider)

    assert provider.keys == [str(message.pk)] * 2
    assert (reread(message).state, reread(message).attempts) == (State.SENT, 2)
