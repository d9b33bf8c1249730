"""Wiring of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Organisations, services, where and for whom."""

    name = "igum.directory"
