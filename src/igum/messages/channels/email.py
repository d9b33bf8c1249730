"""E-mail by Django's mail settings: a mail server, or a provider by django-anymail's backends."""

import logging
import re
import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import escape, format_html, urlize
from django.utils.safestring import mark_safe

from igum.messages.channels.protocol import Outcome, Outgoing, Result
from igum.messages.rules.states import ChannelCode, Failure
from igum.messages.rules.wording import RIGHT_TO_LEFT

log = logging.getLogger(__name__)

PERMANENT = 500  # SMTP: the first digit tells a lasting refusal from a passing one (RFC 5321, section 4.2.1)
TOO_MANY_REQUESTS = 429
UNAUTHORIZED = 401


class EmailChannel:
    """A mail server forgets: the same letter given twice is sent twice."""

    code = ChannelCode.EMAIL
    repeats_safely = False

    def send(self, letter: Outgoing) -> Outcome:
        """Connect, then hand over: what fails before the handing over was certainly not sent."""
        try:
            mail = _as_mail(letter)
            connection: BaseEmailBackend = get_connection(fail_silently=False)
        except (ValueError, ImportError) as problem:
            return _note(Outcome(Result.REFUSED, Failure.REFUSED), problem)
        try:
            connection.open()
        except Exception as problem:  # each backend has errors of its own, and none may stop the other letters
            return _note(Outcome(Result.LATER, Failure.UNREACHABLE), problem)
        try:
            taken = connection.send_messages([mail])
        except Exception as problem:
            return _note(_outcome_of(problem), problem)
        finally:
            _close(connection)
        return Outcome(Result.SENT) if taken else Outcome(Result.REFUSED, Failure.REFUSED)


def _as_mail(letter: Outgoing) -> EmailMultiAlternatives:
    """Plain text, and the same in HTML: only there can a letter say that it reads from right to left."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.body,
        to=[letter.email],
        headers={
            "Message-ID": f"<{letter.key}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    )
    direction = "rtl" if letter.language in RIGHT_TO_LEFT else "ltr"
    paragraphs = mark_safe(_paragraphs(letter.body))  # noqa: S308 - escaped below
    mail.attach_alternative(
        str(format_html('<div lang="{}" dir="{}">{}</div>', letter.language, direction, paragraphs)), "text/html"
    )
    mail.message()  # a header that would carry a second one is found here, before any server hears of it
    return mail


def _paragraphs(body: str) -> str:
    paragraphs = re.split(r"\n{2,}", body)
    linked = (urlize(escape(each)).replace("<a ", '<a dir="ltr" ') for each in paragraphs)
    return "".join(f"<p>{each.replace(chr(10), '<br>')}</p>" for each in linked)


def _outcome_of(problem: Exception) -> Outcome:
    """What an error after the handing over began says about the letter."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
        return _by_smtp_code(max(codes, default=PERMANENT))
    if isinstance(problem, smtplib.SMTPResponseException):
        return _by_smtp_code(int(problem.smtp_code))
    if isinstance(problem, ValueError | smtplib.SMTPNotSupportedError):
        return Outcome(Result.REFUSED, Failure.REFUSED)  # an address that no mail server can be given
    # django-anymail's errors carry what the provider's API answered.
    status = getattr(problem, "status_code", None)
    if status == TOO_MANY_REQUESTS:
        return Outcome(Result.LATER, Failure.BUSY)
    if status == UNAUTHORIZED:
        return Outcome(Result.LATER, Failure.UNREACHABLE)  # our key is wrong, not the letter
    if (isinstance(status, int) and 400 <= status < 500) or type(problem).__name__ == "AnymailRecipientsRefused":
        return Outcome(Result.REFUSED, Failure.REFUSED)
    return Outcome(Result.UNSURE, Failure.NO_ANSWER)


def _by_smtp_code(code: int) -> Outcome:
    if code >= PERMANENT:
        return Outcome(Result.REFUSED, Failure.REFUSED)
    return Outcome(Result.LATER, Failure.BUSY)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except Exception as problem:  # the letter's fate is known; a bad good-bye does not change it
        log.info("Closing the mail connection: %s", type(problem).__name__)


def _note(outcome: Outcome, problem: Exception) -> Outcome:
    # The kind alone: the text of such an error repeats addresses.
    log.warning("E-mail was not sent: %s, %s", outcome.result.name, type(problem).__name__)
    return outcome
