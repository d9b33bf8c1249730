"""What the buttons on a subject's page do. Each says ``word`` or ``word:key`` of what it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.core.errors import Refused
from igum.core.files import DOCUMENTS, NotAccepted, content_of
from igum.core.links import new_secret
from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import commands
from igum.programmes.models import Audience, Match


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: by whom, on whose page, when, and what it is about."""

    request: Request
    actor: Actor
    engagement_id: UUID
    at: datetime
    key: str

    @property
    def id(self) -> UUID:
        """What the button is about."""
        return UUID(self.key)

    def sent(self, name: str) -> str:
        """A field of the form, by its name; of several of one name by what it is about."""
        return str(self.request.POST.get(name, ""))

    def thank(self, words: str) -> None:
        """Say that it is done."""
        messages.success(self.request, words)


def do(request: Request, actor: Actor, engagement_id: UUID) -> HttpResponse | None:
    """What a button asks for; where to go, when it is not back to the page."""
    word, _colon, key = request.POST.get("do", "").partition(":")
    deed = DEEDS.get(word)
    if deed is None:
        raise Http404
    try:
        return deed(Pressed(request, actor, engagement_id, timezone.now(), key))
    except (ValueError, ObjectDoesNotExist) as missing:
        raise Http404 from missing


def answer_match(request: Request, actor: Actor, match_id: UUID, *, agrees: bool) -> None:
    """Agree to go together, or decline."""
    try:
        commands.answer_match(actor=actor, match_id=match_id, agrees=agrees, at=timezone.now())
    except Match.DoesNotExist as missing:
        raise Http404 from missing
    words = (
        _("Thank you. You go together now.") if agrees else _("Thank you for telling us. Somebody else is looked for.")
    )
    messages.success(request, words)


def _finish(it: Pressed) -> None:
    commands.finish_task(actor=it.actor, task_id=it.id, note=it.sent(f"note-{it.key}"), at=it.at)
    it.thank(_("Done. The team sees it."))


def _fill_form(it: Pressed) -> HttpResponse:
    secret = new_secret()
    language = (get_language() or "he")[:2]
    commands.open_form(actor=it.actor, task_id=it.id, secret=secret, language=language, at=it.at)
    return redirect("questionnaires:fill", places.regions().get(pk=it.actor.here).slug, secret)


def _hand_in(it: Pressed) -> None:
    file = it.request.FILES.get(f"file-{it.key}")
    if file is None:
        raise NotAccepted(_("Choose a file first: a document, or a picture of the page."))
    content = content_of(file, DOCUMENTS)
    commands.hand_in_document(actor=it.actor, task_id=it.id, content=content, name=file.name or "", at=it.at)
    it.thank(_("Thank you. The team looks at it and answers here."))


def _accept(it: Pressed) -> None:
    commands.accept_document(actor=it.actor, document_id=it.id, words=it.sent(f"words-{it.key}"), at=it.at)
    it.thank(_("Accepted. They see it on their page."))


def _return(it: Pressed) -> None:
    commands.return_document(actor=it.actor, document_id=it.id, words=it.sent(f"words-{it.key}"), at=it.at)
    it.thank(_("Returned. They see what is missing on their page."))


def _take_back(it: Pressed) -> None:
    commands.withdraw_document(actor=it.actor, document_id=it.id, at=it.at)
    it.thank(_("Taken back. The file was erased."))


def _agree(it: Pressed) -> None:
    answer_match(it.request, it.actor, it.id, agrees=True)


def _decline(it: Pressed) -> None:
    answer_match(it.request, it.actor, it.id, agrees=False)


def _write(it: Pressed) -> None:
    audience = it.sent("audience") if it.sent("audience") in Audience.values else Audience.TEAM
    commands.write_note(
        actor=it.actor, engagement_id=it.engagement_id, text=it.sent("text"), audience=str(audience), at=it.at
    )
    it.thank(_("Written."))


def _give(it: Pressed) -> None:
    if "due_on" not in it.request.POST:
        raise Http404
    try:
        due_on = parse_date(it.sent("due_on"))
    except ValueError:
        due_on = None
    if due_on is None:
        raise Refused(_("Write the day."))
    commands.give_task(actor=it.actor, engagement_id=it.engagement_id, title=it.sent("title"), due_on=due_on, at=it.at)
    it.thank(_("The task is on their page."))


def _let_off(it: Pressed) -> None:
    commands.waive_task(actor=it.actor, task_id=it.id, reason=it.sent("reason"), at=it.at)
    it.thank(_("They are let off. The task is not counted."))


def _pass(it: Pressed) -> None:
    commands.pass_gate(actor=it.actor, engagement_id=it.engagement_id, phase=it.key, reason=it.sent("reason"), at=it.at)
    it.thank(_("They go on to the next phase."))


DEEDS: Mapping[str, Callable[[Pressed], HttpResponse | None]] = {
    "task": _finish,
    "let-off": _let_off,
    "form": _fill_form,
    "file": _hand_in,
    "accept": _accept,
    "return": _return,
    "take-back": _take_back,
    "pass": _pass,
    "agree": _agree,
    "decline": _decline,
    "note": _write,
    "give": _give,
}
