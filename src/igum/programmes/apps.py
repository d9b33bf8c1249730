"""Wiring of programmes."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.module_loading import import_string


class ProgrammesConfig(AppConfig):
    """Programme files, cohorts, applications, places."""

    name = "igum.programmes"

    def ready(self) -> None:
        """Say what applications ask for, and which letters are written.

        By name: models may only be imported once all tables are known.
        """
        import_string("igum.questionnaires.slots.PURPOSES").fill(
            self.name, import_string("igum.programmes.purposes.PURPOSES")
        )
        import_string("igum.core.context.WAYS").fill(self.name, import_string("igum.programmes.purposes.ways"))
        import_string("igum.needs.slots.DEMAND").fill(self.name, import_string("igum.programmes.waiting.demand"))
        import_string("igum.needs.slots.WORK").fill(self.name, import_string("igum.programmes.worked.worked"))
        import_string("igum.pooling.slots.POOL_CARDS").fill(self.name, import_string("igum.programmes.pools.card"))
        import_string("igum.messages.slots.WORDINGS").fill(self.name, Path(__file__).parent / "data" / "letters.yaml")
        import_string("igum.messages.slots.WORDINGS").fill(
            f"{self.name}.sessions", Path(__file__).parent / "data" / "session_letters.yaml"
        )
        import_string("igum.messages.slots.ABOUT").fill(self.name, import_string("igum.programmes.purposes.subjects"))
