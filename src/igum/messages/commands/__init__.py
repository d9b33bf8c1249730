"""Verbs of messages, split by noun. Each is one transaction, asks leave and leaves a trace."""

from igum.messages.commands.erasing import erase_messages, erase_old_messages
from igum.messages.commands.marking import (
    AlreadySent,
    IsBeingSent,
    Marked,
    NothingToRepeat,
    NotMarked,
    TooMany,
    mark_many_sent_by_hand,
    mark_sent_by_hand,
    send_again,
    undo_mark,
)
from igum.messages.commands.reading import OutboxPage, read_message, read_outbox
from igum.messages.commands.sending import Taken, note_outcome, take_due
from igum.messages.commands.writing import (
    CannotBeWritten,
    Letter,
    MissingFacts,
    NobodyToWriteTo,
    Recipient,
    WasSent,
    withdraw_message,
    write_message,
    write_messages,
)
from igum.messages.rules.wording import Wording

__all__ = [
    "AlreadySent",
    "CannotBeWritten",
    "IsBeingSent",
    "Letter",
    "Marked",
    "MissingFacts",
    "NobodyToWriteTo",
    "NotMarked",
    "NothingToRepeat",
    "OutboxPage",
    "Recipient",
    "Taken",
    "TooMany",
    "WasSent",
    "Wording",
    "erase_messages",
    "erase_old_messages",
    "mark_many_sent_by_hand",
    "mark_sent_by_hand",
    "note_outcome",
    "read_message",
    "read_outbox",
    "send_again",
    "take_due",
    "undo_mark",
    "withdraw_message",
    "write_message",
    "write_messages",
]
