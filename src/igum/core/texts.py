"""Texts of things in the page's language, and honesty about it when there is none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from igum.core.models import Translation


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the language it is really in, and whether its original was changed since it was translated.

    Then ``original`` is what it says now, in its own language: for what must not be out of date.
    """

    text: str
    language: str
    changed: bool = False
    original: "Text | None" = None

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def in_page_language(texts: Mapping[str, str]) -> Text:
    """The text in the page's language; else in Hebrew, else in whichever there is."""
    for language in ((get_language() or settings.LANGUAGE_CODE)[:2], "he", *texts):
        if texts.get(language):
            return Text(texts[language], language)
    return Text("", "he")


class Translations:
    """The translations of several things into one language, fetched at once."""

    def __init__(self, rows: Iterable[Translation]) -> None:
        self._rows: Mapping[tuple[str, str, str], Translation] = {
            (row.kind, row.object_id, row.field): row for row in rows
        }

    @classmethod
    def of(cls, language: str, things: Mapping[str, Iterable[object]]) -> "Translations":
        """All texts in ``language`` of things given as kind -> their ids. One query."""
        wanted = models.Q(pk__in=[])
        for kind, ids in things.items():
            wanted |= models.Q(kind=kind, object_id__in=[str(one) for one in ids])
        return cls(Translation.objects.filter(wanted, language=language))

    def text(self, kind: str, thing: models.Model, field: str) -> Text:
        """One field of one thing: translated, else as it was written."""
        source = str(getattr(thing, field))
        written_in = str(getattr(thing, "source_language", "he"))
        row = self._rows.get((kind, str(thing.pk), field))
        if row is None or not source:
            return Text(source, written_in)
        changed = row.source_changed(source)
        return Text(row.text, row.language, changed, Text(source, written_in) if changed else None)
