"""Wiring of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Regions, authorities, localities, and how far apart they are."""

    name = "igum.places"
