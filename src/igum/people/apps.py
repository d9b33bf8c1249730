"""Wiring of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, posts, residents, households, consent."""

    name = "igum.people"
