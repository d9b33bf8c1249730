"""Wiring of the directory."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from igum.core.context import PAGE_FACTS


class DirectoryConfig(AppConfig):
    """Organisations, services, where and for whom."""

    name = "igum.directory"

    def ready(self) -> None:
        """Add services to the pages of places, and the region to every page.

        By name: views may only be imported once all tables are known.
        """
        PAGE_FACTS.fill(self.name, import_string("igum.directory.views.region.page_facts"))
        slots = import_string("igum.places.slots.LOCALITY_CARDS"), import_string("igum.places.slots.AUTHORITY_CARDS")
        for slot in slots:
            slot.fill(self.name, import_string("igum.directory.views.cards.town_card"))
