"""A form of the programme beside the one that people apply with: for mentors, for a budget."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.programmes.forms.spots import FileForm, texts


class FormForm(FileForm):
    """The heading of a form, and what people read before it."""

    def __init__(self, form: Mapping[str, Any], *, languages: Sequence[str], **common: Any) -> None:
        self.languages = languages
        spots = [
            *texts(("title",), _("Heading of the form"), languages),
            *texts(("intro",), _("What people read before it"), languages, long=True, required=False),
        ]
        super().__init__(spots, form, **common)

    def entry(self) -> dict[str, Any]:
        """A new form; one question must stand in it, so that it begins with a text."""
        ask = {}
        for code in self.languages:
            with override(code):
                ask[code] = _("The first question")
        return {**super().entry(), "questions": [{"name": "question_1", "type": "text", "ask": ask}]}
