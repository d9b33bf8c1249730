"""Wiring of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, posts, residents, households, consent."""

    name = "igum.people"

    def ready(self) -> None:
        """Say who signed-in requests act as."""
        from igum.core.middleware import ACTOR
        from igum.people.views import find_actor

        ACTOR.fill(self.name, find_actor)
