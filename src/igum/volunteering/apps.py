"""Wiring of volunteering."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.module_loading import import_string


class VolunteeringConfig(AppConfig):
    """Volunteers, opportunities, shifts, hours, initiatives."""

    name = "igum.volunteering"

    def ready(self) -> None:
        """Show the ways, and say which letters are written. By name: models need all tables to be known."""
        import_string("igum.core.context.WAYS").fill(self.name, import_string("igum.volunteering.ways.ways"))
        import_string("igum.messages.slots.WORDINGS").fill(self.name, Path(__file__).parent / "data" / "letters.yaml")
        import_string("igum.messages.slots.ABOUT").fill(self.name, import_string("igum.volunteering.ways.subjects"))
