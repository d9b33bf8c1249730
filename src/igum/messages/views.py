"""HTTP of messages: the outbox, and what is done in it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from igum.core.errors import Refused
from igum.core.requests import Request
from igum.messages import commands, queries
from igum.messages.forms import SHOWN, ChosenLetters, address_of, filters_of, place_of
from igum.messages.models import Message
from igum.messages.rules.phones import as_dialled_here, is_phone
from igum.messages.rules.states import ChannelCode, Failure, State
from igum.messages.rules.ways import Way, ways_to_send
from igum.messages.slots import Subject


@dataclass(frozen=True, slots=True)
class Row:
    """A letter as the page shows it."""

    letter: Message
    language: str
    phone: str
    ways: list[Way]
    failure: str

    @property
    def waits(self) -> bool:
        """Whether a person may send it by hand now."""
        return self.letter.state in (State.WAITING, State.UNSURE, State.FAILED)

    @property
    def by_itself(self) -> bool:
        """Whether a channel will send it."""
        return self.letter.state == State.WAITING and self.letter.channel != ChannelCode.BY_HAND


def outbox(request: Request) -> HttpResponse:
    """The letters, by what they are about."""
    filters = filters_of(request.GET)
    page = commands.read_outbox(actor=request.actor, filters=filters, after=place_of(request.GET), at=timezone.now())
    counts = queries.count_by_state(request.actor)
    context = {
        "groups": _groups(request, page.messages),
        "filters": filters,
        "states": [(state, counts.get(state)) for state in SHOWN],
        "may_mark": filters.state in (State.WAITING, State.UNSURE, State.FAILED),
        "following": address_of(page.next) if page.next else "",
        "is_first": "after" not in request.GET,
    }
    return render(request, "messages/outbox.html", context)


@require_POST
def mark_sent(request: Request, message_id: UUID) -> HttpResponse:
    """Somebody sent it by hand."""
    return _do(request, message_id, commands.mark_sent_by_hand, _("Marked as sent."))


@require_POST
def undo(request: Request, message_id: UUID) -> HttpResponse:
    """It was not sent after all."""
    return _do(request, message_id, commands.undo_mark, _("The mark was taken back."))


@require_POST
def again(request: Request, message_id: UUID) -> HttpResponse:
    """It shall be sent once more."""
    return _do(request, message_id, commands.send_again, _("The letter waits to be sent again."))


@require_POST
def withdraw(request: Request, message_id: UUID) -> HttpResponse:
    """It shall not go out."""
    return _do(request, message_id, commands.withdraw_message, _("The letter was withdrawn."))


@require_POST
def mark_many(request: Request) -> HttpResponse:
    """Somebody sent all those that are ticked."""
    form = ChosenLetters(request.POST)
    if not form.is_valid():
        raise Refused(_("Tick the letters that you sent, then press the button again."))
    done = commands.mark_many_sent_by_hand(
        actor=request.actor, message_ids=form.cleaned_data["message"], at=timezone.now()
    )
    said = ngettext("%(count)s letter marked as sent.", "%(count)s letters marked as sent.", done.marked)
    notes.success(request, said % {"count": done.marked})
    if done.left:
        left = ngettext(
            "%(count)s was no longer waiting and stays as it was.",
            "%(count)s were no longer waiting and stay as they were.",
            done.left,
        )
        notes.warning(request, left % {"count": done.left})
    return redirect(_back(request))


def _do(request: Request, message_id: UUID, command: Callable[..., Any], said: str) -> HttpResponse:
    """One command on one letter; then its row alone, or the page it came from."""
    try:
        command(actor=request.actor, message_id=message_id, at=timezone.now())
    except Message.DoesNotExist:
        raise Http404 from None
    if not request.htmx:
        notes.success(request, said)
        return redirect(_back(request))
    letter = commands.read_message(actor=request.actor, message_id=message_id, at=timezone.now())
    return render(request, "messages/outbox.html#letter", {"row": _row(letter), "said": said, "may_mark": True})


def _back(request: Request) -> str:
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed and wanted.startswith(reverse("messages:outbox")) else reverse("messages:outbox")


def _groups(request: Request, letters: list[Message]) -> list[tuple[Subject, list[Row]]]:
    """Letters that follow one another under one heading."""
    subjects = queries.subjects_of(request.actor, letters)
    grouped = groupby(letters, key=lambda letter: subjects[letter.pk])
    return [(subject, [_row(letter) for letter in found]) for subject, found in grouped]


def _row(letter: Message) -> Row:
    return Row(
        letter=letter,
        language=dict(settings.LANGUAGES).get(letter.language, letter.language),
        phone=as_dialled_here(letter.phone) if is_phone(letter.phone) else letter.phone,
        ways=ways_to_send(letter.phone, letter.email, letter.subject, letter.body),
        failure=str(Failure(letter.failure).label) if letter.failure else "",
    )
