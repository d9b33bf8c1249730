"""Writing letters, and taking back those that have not gone out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.messages import access, queries
from igum.messages.channels.installed import channel_codes
from igum.messages.models import Message
from igum.messages.quiet_hours import quiet_hours_of
from igum.messages.rules.phones import clean_phone
from igum.messages.rules.quiet import QuietHours, due_at
from igum.messages.rules.states import ChannelCode, channel_for, was_cut_off
from igum.messages.rules.wording import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Fact,
    Wording,
    Words,
    choose_language,
    clean_text,
    fill,
)
from igum.messages.wordings import wordings_of
from igum.places import queries as places

KEY = re.compile(r"[A-Za-z0-9_.:\-]{1,120}")
LONGEST_NAME = 120
LONGEST_CONTACT = 40
BATCH = 500


class CannotBeWritten(Refused):
    """There are no words for this letter, or they cannot be used; the text says which."""


class MissingFacts(Refused):
    """The words ask for something that was not told."""


class NobodyToWriteTo(Refused):
    """The letter has no recipient."""


class WasSent(Refused):
    """What has gone out, or is going out now, is not called back."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is for, in which language, and how they may be reached. Contacts are as they were typed."""

    name: str
    language: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written, to whom and about what.

    Args:
        to: the recipient. A number or an address that cannot be one is kept as typed, and the letter waits for a hand.
        about: the kind and the id of what the letter is about.
        once: what this letter is, such as ``offer:<id>:made``: a region never has two letters of one key.
        authority_id: whose letter it is; None for the region itself.
        template: the key of a letter that a module put into the slot ``messages.wordings``.
        wordings: words of the caller's own by language; in the same language they win over the template, which lends
            its subject where they have none.
        facts: what the placeholders stand for. Days and hours are written out in the letter's language.
        urgent: may go out in quiet hours.
    """

    to: Recipient
    about: tuple[str, UUID | str]
    once: str
    authority_id: int | None = None
    template: str = ""
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    urgent: bool = False


def write_message(  # noqa: PLR0913 - the parts of a letter, for whoever writes one alone
    *,
    actor: Actor,
    to: Recipient,
    about: tuple[str, UUID | str],
    once: str,
    at: datetime,
    authority_id: int | None = None,
    template: str = "",
    wordings: Mapping[str, Wording] | None = None,
    facts: Mapping[str, Fact] | None = None,
    urgent: bool = False,
) -> Message:
    """Put one letter into the outbox; the same as ``write_messages`` with one.

    Raises:
        PermissionDenied, NobodyToWriteTo, CannotBeWritten, MissingFacts, ValueError: as ``write_messages`` does.
    """
    letter = Letter(to, about, once, authority_id, template, wordings or {}, facts or {}, urgent)
    return write_messages(actor=actor, letters=[letter], at=at)[0]


@transaction.atomic
def write_messages(*, actor: Actor, letters: Sequence[Letter], at: datetime) -> list[Message]:
    """Put letters into the outbox, all or none. A letter whose key is there already is not written again.

    Whoever came by a secret link has no leave to write: the command they run writes as the program,
    ``system_actor(region_id)`` inside ``tenant_scope``. However many letters, it takes the same few queries.

    Returns:
        The letter of each key, in the order given: the one just written, or the one that was there.

    Raises:
        PermissionDenied: the actor does not write letters of one of the authorities.
        NobodyToWriteTo: a recipient has no name.
        CannotBeWritten: no words in any language, words with a broken placeholder, or too long.
        MissingFacts: a placeholder has no fact; names which.
        ValueError: a key is no code; a mistake of the calling program.
    """
    if not letters:
        return []
    for authority_id in {letter.authority_id for letter in letters}:
        require(access.may_write_message(actor, authority_id))
    quiet = quiet_hours_of(places.regions().get(pk=actor.here).slug, at)
    fresh = [_compose(actor, letter, quiet, at) for letter in letters]
    # In one order, so that two hands with the same letters wait for each other and not in a circle:
    # the second insert waits for the first and then does nothing.
    Message.objects.bulk_create(sorted(fresh, key=lambda message: message.once), BATCH, ignore_conflicts=True)
    keys = [message.once for message in fresh]
    kept = {message.once: message for message in Message.objects.filter(region_id=actor.here, once__in=keys)}
    if kept.keys() != set(keys):
        raise CannotBeWritten(_("Another authority of the region has written one of these letters already. Ask it."))
    new = {message.pk for message in fresh}
    written = [message for message in kept.values() if message.pk in new]
    record_each(actor, "messages.message.written", written, at=at)
    return [kept[key] for key in keys]


def _compose(actor: Actor, letter: Letter, quiet: QuietHours, at: datetime) -> Message:
    if not KEY.fullmatch(letter.once):
        raise ValueError(f"once must be a code of at most 120 letters, digits and _.:-, not {letter.once!r}")
    to = letter.to
    name = " ".join(clean_text(to.name).split())[:LONGEST_NAME]
    if not name:
        raise NobodyToWriteTo(_("This letter has no recipient. Write a name first."))
    words = _words(letter)
    phone, email = clean_phone(to.phone), _clean_email(to.email)
    channel = channel_for(phone, email, channel_codes())
    return Message(
        id=uuid4(),
        region_id=actor.here,
        authority_id=letter.authority_id,
        once=letter.once,
        about_kind=letter.about[0],
        about_id=str(letter.about[1]),
        recipient_name=name,
        phone=phone or clean_text(to.phone)[:LONGEST_CONTACT],
        email=email or clean_text(to.email)[:LONGEST_CONTACT],
        language=words.language,
        subject=words.subject,
        body=words.body,
        channel=channel,
        urgent=letter.urgent,
        written_at=at,
        written_by_id=actor.user_id,
        due_at=due_at(at, quiet, by_hand=channel == ChannelCode.BY_HAND, urgent=letter.urgent),
    )


@transaction.atomic
def withdraw_message(*, actor: Actor, message_id: UUID, at: datetime) -> None:
    """Let a letter not go out. Withdrawing twice is the same as once.

    Raises:
        Message.DoesNotExist: there is none that the actor may read.
        PermissionDenied: the actor does not send it.
        WasSent: it has gone out, or a channel is sending it now, or perhaps has.
    """
    message = queries.messages_for(actor).select_for_update(of=("self",)).get(pk=message_id)
    require(access.may_send_message(actor, message))
    if message.withdrawn_at:
        return
    if message.sent_at or message.unsure_at:
        raise WasSent(_("This letter has gone out, or perhaps has. Call the recipient instead."))
    if message.handed_at and not was_cut_off(message.handed_at, at):
        raise WasSent(_("This letter is being sent right now. Reload the page in a minute to see what became of it."))

    message.withdrawn_at = at
    message.save(update_fields=["withdrawn_at"])
    record(actor, "messages.message.withdrawn", message, at=at)


def _words(letter: Letter) -> Words:
    facts = letter.facts
    general = wordings_of(letter.template) if letter.template else {}
    chosen = choose_language(letter.to.language, letter.wordings, general)
    if chosen is None:
        raise CannotBeWritten(_("There are no words for this letter in any language. Write them in the programme."))
    spoken, wording = chosen
    if not wording.subject:
        of_template = choose_language(spoken, general)
        wording = Wording(of_template[1].subject if of_template else "", wording.body)
    if wording.stray_braces:
        raise CannotBeWritten(
            _("The words of this letter hold a brace that belongs to no name. Write names as {name}, with both braces.")
        )
    missing = sorted(wording.placeholders - facts.keys())
    if missing:
        raise MissingFacts(
            _("The words of this letter ask for %(names)s, which nobody told. Take it out of the words, or fill it in.")
            % {"names": ", ".join(f"{{{name}}}" for name in missing)}
        )
    words = fill(wording, {name: _written(fact, spoken) for name, fact in facts.items()}, spoken)
    if not words.body:
        raise CannotBeWritten(_("This letter has no words. Write some before it is sent."))
    if len(words.subject) > LONGEST_SUBJECT or len(words.body) > LONGEST_BODY:
        raise CannotBeWritten(_("The words of this letter are too long. Shorten the subject or the text."))
    return words


def _written(fact: Fact, language: str) -> str:
    """A fact as the letter's language writes it."""
    with override(language):
        if isinstance(fact, datetime):
            return date_format(timezone.localtime(fact) if timezone.is_aware(fact) else fact, "DATETIME_FORMAT")
        if isinstance(fact, date):
            return date_format(fact, "DATE_FORMAT")
        if isinstance(fact, time):
            return fact.strftime("%H:%M")
        return str(fact)


def _clean_email(typed: str) -> str:
    address = clean_text(typed).lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address
