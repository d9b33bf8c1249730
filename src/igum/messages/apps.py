"""Wiring of messages."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class MessagesConfig(AppConfig):
    """Letters and the channels they go by."""

    name = "igum.messages"
    label = "outbox"  # Django's own messages, shown once at the top of a page, hold the other name

    def ready(self) -> None:
        """Show senders the way to the outbox. By name: models may only be imported once all tables are known."""
        import_string("igum.core.context.WAYS").fill(self.name, import_string("igum.messages.ways.ways"))
