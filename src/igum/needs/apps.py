"""Wiring of needs."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.module_loading import import_string


class NeedsConfig(AppConfig):
    """Needs, mapping campaigns, the network of ties."""

    name = "igum.needs"

    def ready(self) -> None:
        """Say what campaigns ask for, and which letters are written. By name: models need all tables to be known."""
        fillings = {
            "igum.questionnaires.slots.PURPOSES": "igum.needs.purposes.PURPOSES",
            "igum.core.context.WAYS": "igum.needs.purposes.ways",
            "igum.messages.slots.ABOUT": "igum.needs.purposes.subjects",
            "igum.directory.slots.SEARCHED": "igum.needs.tally.note",
            "igum.directory.slots.SERVICE_CARDS": "igum.needs.turned_away.card",
        }
        for slot, filling in fillings.items():
            import_string(slot).fill(self.name, import_string(filling))
        import_string("igum.messages.slots.WORDINGS").fill(self.name, Path(__file__).parent / "data" / "letters.yaml")
