"""Texts of things in the page's language."""

from collections.abc import Collection, Mapping

from django.db import models

from igum.core.texts import Translations


def wording(language: str, things: Mapping[str, Collection[models.Model]]) -> Translations:
    """The translations of things given by kind. Asks the database only for what was written in another language."""
    foreign = {
        kind: [one.pk for one in each if getattr(one, "source_language", "he") != language]
        for kind, each in things.items()
    }
    return Translations.of(language, foreign) if any(foreign.values()) else Translations(())
