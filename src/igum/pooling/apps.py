"""Wiring of pooling."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class PoolingConfig(AppConfig):
    """Pools, plans, agreements."""

    name = "igum.pooling"

    def ready(self) -> None:
        """Show the way, and who shares a service. By name: models need all tables to be known."""
        import_string("igum.core.context.WAYS").fill(self.name, import_string("igum.pooling.ways.ways"))
        import_string("igum.needs.slots.WORK").fill(self.name, import_string("igum.pooling.worked.worked"))
