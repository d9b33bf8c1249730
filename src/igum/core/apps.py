"""Wiring of the kernel."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The shared kernel."""

    name = "igum.core"
