"""Text messages by any provider that takes one HTTP request for each."""

import http.client
import json
import logging
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Timer
from urllib.parse import urlencode, urlsplit

from igum.messages.channels.protocol import Outcome, Outgoing, Result
from igum.messages.rules.phones import as_dialled_here, digits_of, is_phone
from igum.messages.rules.states import ChannelCode, Failure

log = logging.getLogger(__name__)

MOST_ANSWER_BYTES = 64 * 1024
NOT_YET = frozenset({425, 429, 503})  # RFC 8470, 6585, 9110: the request was not carried out
NOT_HERE = frozenset({301, 302, 307, 308, 401})  # nor here: the address or the key is wrong, not the letter
NUMBERS: Mapping[str, Callable[[str], str]] = {"international": str, "digits": digits_of, "local": as_dialled_here}


@dataclass(frozen=True, slots=True)
class SmsProvider:
    """How one provider wants to be asked.

    Args:
        url: where requests go, by POST.
        key: what proves who we are; ``key_header`` says where, as ``Authorization: Bearer {key}``.
        as_json: a JSON object; else a form.
        to, text: the names of the number's and the words' parameter.
        fixed: parameters that are always the same, such as the sender's name.
        numbers: ``international`` (+972…), ``digits`` (972…) or ``local`` (05…).
        idempotency: the header by which the provider drops a repeated request; empty when it has none.
        accepted: ``status=0``: the field of the JSON answer that says whether it was taken; empty: any 2xx.
        seconds: how long one request may last altogether.
    """

    url: str
    key: str = field(default="", repr=False)
    key_header: str = "Authorization: Bearer {key}"
    as_json: bool = True
    to: str = "to"
    text: str = "text"
    fixed: Mapping[str, str] = field(default_factory=dict)
    numbers: str = "international"
    idempotency: str = ""
    accepted: str = ""
    seconds: float = 20.0


class SmsChannel:
    """One request for each letter; redirects are not followed, so the key goes nowhere else."""

    code = ChannelCode.SMS

    def __init__(self, provider: SmsProvider) -> None:
        self.provider = provider

    @property
    def repeats_safely(self) -> bool:
        """Whether the provider drops a repeated key."""
        return bool(self.provider.idempotency)

    def send(self, letter: Outgoing) -> Outcome:
        """Connect, then ask: what fails before the asking was certainly not sent."""
        if not is_phone(letter.phone):
            return Outcome(Result.REFUSED, Failure.REFUSED)
        connection = _connection(self.provider)
        # Time-outs of a socket begin anew with every byte; this one does not.
        late = Event()
        watch = Timer(self.provider.seconds, _cut, [connection, late])
        watch.daemon = True
        try:
            connection.connect()
        except (OSError, http.client.HTTPException) as problem:
            return _note(Outcome(Result.LATER, Failure.UNREACHABLE), problem)
        watch.start()
        try:
            status, wait, answer = self._ask(connection, letter)
            if late.is_set():
                raise TimeoutError  # what was read before the cut is half an answer
        except (OSError, http.client.HTTPException, ValueError) as problem:
            return _note(self._perhaps(Failure.NO_ANSWER), problem)
        finally:
            watch.cancel()
            connection.close()
        return self._judge(status, wait, answer)

    def _ask(self, connection: http.client.HTTPConnection, letter: Outgoing) -> tuple[int, timedelta, bytes]:
        parts = urlsplit(self.provider.url)
        body, headers = _request(self.provider, letter)
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        response = connection.getresponse()
        wait = response.headers.get("Retry-After", "")
        seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 7 else 0
        return response.status, timedelta(seconds=seconds), response.read(MOST_ANSWER_BYTES)

    def _judge(self, status: int, wait: timedelta, answer: bytes) -> Outcome:
        if status in NOT_YET:
            return Outcome(Result.LATER, Failure.BUSY, wait)
        if status in NOT_HERE:
            log.error("The text message provider answered %s: look at IGUM_SMS_URL and IGUM_SMS_KEY", status)
            return Outcome(Result.LATER, Failure.UNREACHABLE)
        if 400 <= status < 500 and status != http.HTTPStatus.REQUEST_TIMEOUT:
            log.warning("The text message provider refused: %s", status)
            return Outcome(Result.REFUSED, Failure.REFUSED)
        if not 200 <= status < 300:
            log.warning("The text message provider failed: %s", status)
            return self._perhaps(Failure.NO_ANSWER)
        if not self.provider.accepted:
            return Outcome(Result.SENT)
        return self._read(answer)

    def _read(self, answer: bytes) -> Outcome:
        name, _, expected = self.provider.accepted.partition("=")
        try:
            said = json.loads(answer)
            value = said[name]
        except (ValueError, KeyError, TypeError, RecursionError):
            log.warning("The text message provider's answer has no %r", name)
            return self._perhaps(Failure.NOT_UNDERSTOOD)
        if _as_word(value) == expected:
            return Outcome(Result.SENT)
        log.warning("The text message provider refused: %s is not %s", name, expected)
        return Outcome(Result.REFUSED, Failure.REFUSED)

    def _perhaps(self, failure: Failure) -> Outcome:
        """Nobody knows whether it went out. Ask again only where a second request is dropped."""
        return Outcome(Result.LATER if self.repeats_safely else Result.UNSURE, failure)


def _request(provider: SmsProvider, letter: Outgoing) -> tuple[bytes, dict[str, str]]:
    number = NUMBERS[provider.numbers](letter.phone)
    said = {**provider.fixed, provider.to: number, provider.text: letter.body}
    body = json.dumps(said, ensure_ascii=False) if provider.as_json else urlencode(said)
    kind = "application/json" if provider.as_json else "application/x-www-form-urlencoded"
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Accept": "application/json"}
    if provider.key:
        name, _, value = provider.key_header.partition(":")
        headers[name.strip()] = value.strip().replace("{key}", provider.key)
    if provider.idempotency:
        headers[provider.idempotency] = letter.key
    return body.encode(), headers


def _connection(provider: SmsProvider) -> http.client.HTTPConnection:
    parts = urlsplit(provider.url)
    host, seconds = parts.hostname or "", provider.seconds
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


def _cut(connection: http.client.HTTPConnection, late: Event) -> None:
    late.set()
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(2)


def _as_word(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _note(outcome: Outcome, problem: Exception) -> Outcome:
    log.warning("A text message was not sent: %s, %s", outcome.result.name, type(problem).__name__)
    return outcome
