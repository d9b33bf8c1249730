"""Wiring of messages."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Letters and the channels they go by."""

    name = "igum.messages"
    label = "outbox"  # Django's own messages, shown once at the top of a page, hold the other name
