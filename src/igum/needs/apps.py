"""Wiring of needs."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Needs, mapping campaigns, the network of ties."""

    name = "igum.needs"
