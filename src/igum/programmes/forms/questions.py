"""One question of the application form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.core.templatetags.igum import dir_of
from igum.programmes.forms.builder import ConditionForm, Known
from igum.programmes.forms.spots import NAMES, choice, texts, truth, whole
from igum.programmes.rules.asking import fresh_key, texts_of
from igum.programmes.rules.edits import Edit, Put

TYPES = (
    ("text", gettext_lazy("A short text")),
    ("long_text", gettext_lazy("A longer text")),
    ("integer", gettext_lazy("A whole number")),
    ("decimal", gettext_lazy("A number")),
    ("money", gettext_lazy("A sum of money")),
    ("date", gettext_lazy("A day")),
    ("time", gettext_lazy("A time of day")),
    ("yes_no", gettext_lazy("Yes or no")),
    ("choice", gettext_lazy("One of several answers")),
    ("choices", gettext_lazy("Several of several answers")),
    ("phone", gettext_lazy("A phone number")),
    ("email", gettext_lazy("An e-mail address")),
    ("id_number", gettext_lazy("An identity number")),
    ("town", gettext_lazy("A town")),
    ("note", gettext_lazy("A note, without an answer")),
)
WITH_CHOICES = ("choice", "choices")
# What holds other questions or is calculated is changed in the text of the file.
OTHERS = {
    "group": gettext_lazy("A group of questions"),
    "repeat": gettext_lazy("Questions that are asked several times"),
    "calculation": gettext_lazy("A calculation"),
    "consent": gettext_lazy("A consent"),
    "file": gettext_lazy("A file"),
}
SPARE_ROWS = 3
MOST_CHOICES = 60


WITH_A_LENGTH = ("text", "long_text")


class QuestionForm(ConditionForm):
    """The wording in every language, the type, whether and when it is asked, and the answers to choose from."""

    heading = gettext_lazy("It is asked only when")
    folds = True

    def __init__(
        self,
        question: Mapping[str, Any],
        known: Known,
        *,
        languages: Sequence[str],
        kind: str = "",
        post: Mapping[str, Any] | None = None,
        **common: Any,
    ) -> None:
        self.languages = languages
        kind = str((post or {}).get("type") or kind or question.get("type") or "text")
        written = question.get("choices")
        types = [*TYPES, *((word, name) for word, name in OTHERS.items() if word == question.get("type"))]
        spots = [
            *texts(("ask",), _("The question"), languages),
            choice(("type",), _("What kind of answer"), types),
            *texts(("hint",), _("A line under the question"), languages, required=False),
        ]
        if not isinstance(question.get("required"), str):
            spots.insert(len(languages) + 1, truth(("required",), _("It must be answered")))
        if kind in WITH_A_LENGTH:
            spots.append(whole(("max_length",), _("At most how many signs"), 1, 20_000, required=False))
        super().__init__(spots, question, known, path=("when",), needed=False, post=post, **common)
        self.initial["type"] = self.initial.get("type") or kind
        self.choices = [each for each in written if isinstance(each, dict)] if isinstance(written, list) else []
        self.has_choices = kind in WITH_CHOICES
        self._add_choices()  # always there: the page shows them where the type has any

    @property
    def answer_rows(self) -> list[list[BoundField]]:
        """The answers to choose from, each in all languages."""
        return [[self[f"choices.{row}.{code}"] for code in self.languages] for row in range(self._count())]

    @property
    def others(self) -> list[BoundField]:
        """The fields that are no answer to choose from."""
        return [each for each in super().others if not each.name.startswith("choices.")]

    def clean(self) -> dict[str, Any]:
        """The answers to choose from as the file has them; those left empty are taken out."""
        cleaned = super().clean()
        if not self.has_choices:
            return cleaned
        made: list[dict[str, Any]] = []
        for row in range(self._count()):
            names = {code: cleaned.get(f"choices.{row}.{code}", "") for code in self.languages}
            names = {code: name for code, name in names.items() if name}
            if names:
                old = self.choices[row] if row < len(self.choices) else {}
                taken = [one["value"] for one in (*made, *self.choices) if "value" in one]
                made.append({**old, "value": old.get("value") or fresh_key("answer", taken), "names": names})
        if len(made) < 2:
            self.add_error(f"choices.{min(len(made), 1)}.{self.languages[0]}", _("Write at least two answers."))
        cleaned["choices"] = made
        return cleaned

    def edits(self) -> list[Edit]:
        """The changed places; the answers only where one was changed."""
        found = super().edits()
        made = self.cleaned_data.get("choices", []) if self.has_choices else []
        same_length = len(made) == len(self.choices)
        if not same_length:
            return [*found, *([Put((*self.base, "choices"), made)] if made else [])]
        for row, (new, old) in enumerate(zip(made, self.choices, strict=True)):
            for code, name in new["names"].items():
                if name != texts_of(old.get("names")).get(code):
                    found.append(Put((*self.base, "choices", row, "names", code), name))
        return found

    def entry(self) -> dict[str, Any]:
        """A new question."""
        made = super().entry()
        return {**made, "choices": self.cleaned_data["choices"]} if self.has_choices else made

    def _count(self) -> int:
        return min(len(self.choices) + SPARE_ROWS, MOST_CHOICES + SPARE_ROWS)

    def _add_choices(self) -> None:
        for row in range(self._count()):
            old = texts_of(self.choices[row].get("names")) if row < len(self.choices) else {}
            for code in self.languages:
                label = _("Answer %(number)d") % {"number": row + 1}
                label = f"{label} · {NAMES[code]}" if len(self.languages) > 1 else label
                widget = forms.TextInput({"lang": code, "dir": dir_of(code)})
                name = f"choices.{row}.{code}"
                self.fields[name] = forms.CharField(label=label, max_length=200, required=False, widget=widget)
                self.initial[name] = old.get(code, "")
