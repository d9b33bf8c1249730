"""Keeping questionnaires, and filling them in."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.questionnaires import access, queries
from igum.questionnaires.filling import Sheet
from igum.questionnaires.models import Questionnaire, Response
from igum.questionnaires.rules.definition import Problem
from igum.questionnaires.rules.state import Error
from igum.questionnaires.slots import purpose_of

MOST_BYTES = 500_000


class DefinitionRefused(Refused):
    """The definition has problems; ``problems`` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class AnswersRefused(Refused):
    """Some answers cannot be kept at all, so none was; ``why`` says of each path why."""

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__("\n".join(dict.fromkeys(why.values())))
        self.why = why


class TooMuch(Refused):
    """The response would hold more than any form asks for."""


class AlreadySent(Refused):
    """The response was sent; it takes no more answers."""


class NotSent(Refused):
    """The response was not sent yet, so there is nothing to open anew."""


class EntryRefused(Refused):
    """The repeat takes no more entries, or has none of this name."""


class Incomplete(Refused):
    """The response cannot be sent yet; ``errors`` says of each question what is wrong."""

    def __init__(self, errors: tuple[Error, ...]) -> None:
        first = ngettext(
            "One answer needs another look before this can be sent.",
            "%(count)s answers need another look before this can be sent.",
            len(errors),
        ) % {"count": len(errors)}
        super().__init__("\n".join([first, *(error.sentence for error in errors)]))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of answers that were sent to be saved.

    ``typed`` tells, for each path, the moment of typing that is shown now; ``newer`` holds what
    was typed later elsewhere and therefore stayed; ``unreadable`` says of a draft what to write.
    """

    typed: Mapping[str, int] = field(default_factory=dict)
    newer: Mapping[str, Any] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def keep_questionnaire(
    *, actor: Actor, region_id: int, authority_id: int | None, key: str, definition: Mapping[str, Any], at: datetime
) -> Questionnaire:
    """Keep a definition for good, for an authority or for the region. The same under the same key is the same row.

    Raises:
        PermissionDenied: the actor keeps no questionnaires for this authority, or for the region.
        DefinitionRefused: the definition has problems; all are named.
    """
    require(access.may_keep_questionnaire(actor, region_id, authority_id))
    sha256 = queries.sha256_of(definition)
    kept = Questionnaire.objects.filter(region_id=region_id, key=key, sha256=sha256).first()
    if kept is not None:  # had no problems when it was kept
        return kept
    if problems := queries.problems_of(definition):
        raise DefinitionRefused(problems)
    # Two at once write the same; the second finds the row of the first.
    Questionnaire.objects.bulk_create(
        [
            Questionnaire(
                region_id=region_id,
                authority_id=authority_id,
                key=key,
                definition=definition,
                sha256=sha256,
                kept_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    kept = Questionnaire.objects.get(region_id=region_id, key=key, sha256=sha256)
    record(actor, "questionnaires.questionnaire.kept", kept, at=at, key=key, sha256=sha256)
    return kept


@transaction.atomic
def start_response(  # noqa: PLR0913 - each is a fact of the response, and all are fixed at its start
    *,
    actor: Actor,
    questionnaire_id: UUID,
    purpose: str,
    about_id: UUID | None,
    authority_id: int | None,
    secret: str,
    language: str,
    at: datetime,
    is_bound: bool = False,
) -> Response:
    """Begin to fill in a questionnaire. Whoever holds the secret goes on with it; ``is_bound``, with this account only.

    Raises:
        Questionnaire.DoesNotExist: there is none of this id in the region acted in.
        PermissionDenied: nobody in this post, and without this link, may fill it in.
    """
    kept = queries.questionnaire(actor, questionnaire_id)
    response = Response(
        region_id=kept.region_id,
        authority_id=authority_id,
        questionnaire=kept,
        purpose=purpose,
        about_id=about_id,
        link_hash=hash_of(secret) if secret else "",
        opened_by_id=actor.user_id if is_bound else None,
        language=language,
        started_at=at,
        saved_at=at,
    )
    require(access.may_fill_response(actor, response))
    Sheet(response, queries.compiled_of(kept)).begin()
    response.save(force_insert=True)
    record(actor, "questionnaires.response.started", response, at=at, purpose=purpose)
    return response


@transaction.atomic
def save_answers(
    *,
    actor: Actor,
    response_id: UUID,
    answers: Mapping[str, Any],
    at: datetime,
    typed: Mapping[str, int] | None = None,
) -> Saved:
    """Save some answers, all or none. What cannot be read as an answer yet is kept as it was typed.

    Args:
        actor: who answers.
        response_id: of which response.
        answers: by name, or by path inside a repeat ("children.k3f9.age"): what was typed, or values as they
            are kept. A repeat's own name takes the whole list of its entries.
        at: now.
        typed: when each was typed, counted up by the page that typed it. What was typed before that which is shown
            now changes nothing. Without it, everything counts as typed now.

    Raises:
        Response.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor may not fill it in (any more).
        AlreadySent: it was sent.
        AnswersRefused: there is no such question, or the answer is larger than any; named by path.
        TooMuch: all answers together are larger than any form.
    """
    response = _locked(actor, response_id)
    sheet = Sheet(response, queries.compiled_of(response.questionnaire), _towns(response))
    why = sheet.refusals(answers)
    if why:
        raise AnswersRefused(why)
    saved = sheet.write(answers, typed, _moment(at))
    _keep(actor, response, at, len(answers))
    return Saved(*saved)


@transaction.atomic
def add_entry(*, actor: Actor, response_id: UUID, repeat: str, at: datetime) -> str:
    """One more entry in a repeat; its name, which stands in the paths of its answers.

    Raises:
        Response.DoesNotExist, PermissionDenied, AlreadySent: as for saving answers.
        EntryRefused: there is no such repeat, or it has as many entries as it takes.
    """
    response = _locked(actor, response_id)
    sheet = Sheet(response, queries.compiled_of(response.questionnaire))
    question = sheet.repeat(repeat)
    if question is None:
        raise EntryRefused(_("This list is not in the form any more. Reload the page."))
    if len(response.answers.get(repeat) or []) >= question.most:
        raise EntryRefused(_("There is no room for more than %(count)s here.") % {"count": question.most})
    name = sheet.add_entry(repeat)
    _keep(actor, response, at, 1)
    return name


@transaction.atomic
def remove_entry(*, actor: Actor, response_id: UUID, repeat: str, entry: str, at: datetime) -> None:
    """Take an entry out of a repeat. One that is gone already stays gone.

    Raises:
        Response.DoesNotExist, PermissionDenied, AlreadySent: as for saving answers.
    """
    response = _locked(actor, response_id)
    if Sheet(response, queries.compiled_of(response.questionnaire)).remove_entry(repeat, entry):
        _keep(actor, response, at, 1)


@transaction.atomic
def submit_response(*, actor: Actor, response_id: UUID, at: datetime) -> str:
    """Send a response to whoever asked; the address to go to. Sending again changes nothing and leads there too.

    Raises:
        Response.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor may not fill it in (any more).
        Incomplete: something is missing or wrong; every question is named.
    """
    response = queries.responses_for(actor).select_for_update(of=("self",)).get(pk=response_id)
    if response.submitted_at:
        require(access.may_read_response(actor, response))
        return response.leads_to
    require(access.may_fill_response(actor, response))
    now = queries.state_of(response, language=response.language, at=at)
    if now.errors:
        raise Incomplete(now.errors)

    response.submitted_at = at
    response.saved_at = max(at, response.saved_at)
    response.save(update_fields=["submitted_at", "saved_at"])
    purpose = purpose_of(response)
    if purpose is not None:
        response.leads_to = purpose.submitted(actor=actor, response=response, at=at)
    response.sent_answers = None
    response.save(update_fields=["leads_to", "sent_answers"])
    record(actor, "questionnaires.response.submitted", response, at=at, purpose=response.purpose)
    _hand_over(actor, response, at)
    return response.leads_to


def _hand_over(actor: Actor, response: Response, at: datetime) -> None:
    """The last act of sending: the link it was filled in by opens it no more, where its purpose names another."""
    link_after = getattr(purpose_of(response), "link_after", None)
    if link_after is not None and (link_hash := link_after(response)) != response.link_hash:
        record(actor, "questionnaires.response.link_changed", response, at=at)
        with tenant_scope(system_actor(response.region_id)):
            Response.objects.filter(pk=response.pk).update(link_hash=link_hash)


@dataclass(frozen=True, slots=True)
class Filled:
    """A response that stands ready: what it is about, its answers as ``taker_of`` gave them, and where its link leads.

    ``secret_hash`` is that of the link that opens it.
    """

    about_id: UUID
    answers: Mapping[str, Any]
    secret_hash: str
    language: str
    leads_to: str


@transaction.atomic
def take_responses(
    *,
    actor: Actor,
    questionnaire_id: UUID,
    purpose: str,
    authority_id: int | None,
    filled: Sequence[Filled],
    at: datetime,
) -> list[UUID]:
    """Keep many responses as sent, such as those of a sheet's rows; their ids, in that order.

    Whoever calls has read each by ``queries.taker_of`` and found nothing wrong; the purpose is not told of each.

    Raises:
        Questionnaire.DoesNotExist: there is none of this id in the region acted in.
        PermissionDenied: the actor does not read the responses of this authority.
    """
    kept = queries.questionnaire(actor, questionnaire_id)
    responses = [
        Response(
            region_id=kept.region_id,
            authority_id=authority_id,
            questionnaire=kept,
            purpose=purpose,
            about_id=one.about_id,
            link_hash=one.secret_hash,
            language=one.language,
            answers=one.answers,
            started_at=at,
            saved_at=at,
            submitted_at=at,
            leads_to=one.leads_to,
        )
        for one in filled
    ]
    for response in responses[:1]:  # all are of one authority and one purpose
        require(access.may_read_response(actor, response))
    Response.objects.bulk_create(responses)
    record_each(actor, "questionnaires.response.submitted", responses, at=at, purpose=purpose)
    return [response.pk for response in responses]


@transaction.atomic
def change_link(*, actor: Actor, response_id: UUID, link_hash: str, at: datetime) -> None:
    """Let a response that was sent be opened by another secret link, and no longer by the one it was filled in by.

    Raises:
        Response.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not read the responses of this authority.
    """
    response = queries.responses_for(actor).select_for_update(of=("self",)).get(pk=response_id)
    require(access.may_read_response(actor, response))
    if response.link_hash == link_hash:
        return
    Response.objects.filter(pk=response_id).update(link_hash=link_hash)
    record(actor, "questionnaires.response.link_changed", response, at=at)


@transaction.atomic
def reopen_response(*, actor: Actor, response_id: UUID, at: datetime) -> None:
    """Let a response that was sent be changed and sent anew, where its purpose allows that.

    Raises:
        Response.DoesNotExist: there is none that the actor may see.
        PermissionDenied: its purpose lets nothing be changed, or not by this actor. NotSent: it was not sent yet.
    """
    response = queries.responses_for(actor).select_for_update(of=("self",)).get(pk=response_id)
    require(access.may_reopen_response(actor, response))
    if response.submitted_at is None:
        raise NotSent(_("This was not sent yet. You can simply go on filling it in."))
    response.submitted_at, response.sent_answers = None, response.answers
    response.save(update_fields=["submitted_at", "sent_answers"])
    record(actor, "questionnaires.response.reopened", response, at=at, purpose=response.purpose)


@transaction.atomic
def erase_responses(*, actor: Actor, response_ids: Collection[UUID], at: datetime) -> int:
    """Take all answers out of some responses, and let no link open them. That there were any stays. How many.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_erase_responses(actor))
    empty: dict[str, Any] = {"answers": {}, "drafts": {}, "typed": {}, "entries": {}, "sent_answers": None}
    held = Response.objects.filter(region_id=actor.here, pk__in=response_ids)
    return held.update(**empty, link_hash="", leads_to="")


def _locked(actor: Actor, response_id: UUID) -> Response:
    response = queries.responses_for(actor).select_for_update(of=("self",)).get(pk=response_id)
    if response.submitted_at:
        require(access.may_read_response(actor, response))
        raise AlreadySent(_("This was sent already, so nothing more was saved. Reload the page to see what was sent."))
    require(access.may_fill_response(actor, response))
    return response


def _keep(actor: Actor, response: Response, at: datetime, fields: int) -> None:
    held = (response.answers, response.drafts, response.entries)
    if len(json.dumps(held, ensure_ascii=False).encode("utf-8", "replace")) > MOST_BYTES:
        raise TooMuch(_("This form holds more text than can be kept. Shorten the longest answers."))
    response.saved_at = max(at, response.saved_at)
    response.save(update_fields=["answers", "drafts", "typed", "entries", "saved_at"])
    # Each field saves by itself as one types: of who fills in their own form, starting and sending are the trail.
    if actor.is_known:
        record(actor, "questionnaires.response.saved", response, at=at, fields=fields)


def _towns(response: Response) -> Collection[int] | None:
    return queries.towns_of(queries.compiled_of(response.questionnaire), response.region_id)


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1000)
