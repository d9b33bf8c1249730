"""The few answers from which a whole programme begins."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.core.templatetags.igum import dir_of
from igum.programmes.forms.spots import LONGEST, NAMES, day_field
from igum.programmes.rules.starting import Start

SUBJECTS = (
    ("person", gettext_lazy("a person")),
    ("household", gettext_lazy("a family")),
    ("group", gettext_lazy("a group")),
    ("organisation", gettext_lazy("an organisation")),
    ("settlement", gettext_lazy("a settlement")),
    ("school_class", gettext_lazy("a school class")),
)
REGION = "region"
ADDRESS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class StartForm(forms.Form):
    """Which programme, for whom, whose, when, and how many places."""

    use_required_attribute = False

    def __init__(
        self,
        owners: Sequence[tuple[str, str]],
        languages: Sequence[str],
        post: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(post, initial=dict(initial or {}))
        self.languages = languages
        for name, label, rows in (
            ("names", _("Name of the programme"), 0),
            ("summary", _("What it is, in two or three sentences"), 4),
            ("owner", _("Who answers for it: a department, by its name"), 0),
        ):
            for code in languages:
                marks = {"lang": code, "dir": dir_of(code)}
                widget = forms.Textarea({**marks, "rows": rows}) if rows else forms.TextInput(marks)
                named = f"{label} · {NAMES[code]}" if len(languages) > 1 else label
                self.fields[f"{name}.{code}"] = forms.CharField(label=named, max_length=LONGEST, widget=widget)
        self.fields["authority"] = forms.ChoiceField(label=_("Who runs it"), choices=owners)
        self.fields["subject"] = forms.ChoiceField(label=_("Who takes part"), choices=SUBJECTS)
        self.fields["opens"] = day_field(_("First day to apply"))
        self.fields["closes"] = day_field(_("Last day to apply"))
        self.fields["starts"] = day_field(_("First day of the programme"))
        self.fields["places"] = forms.IntegerField(label=_("Places"), min_value=1, max_value=100_000)
        self.fields["key"] = forms.CharField(
            label=_("A word for its address"),
            max_length=60,
            widget=forms.TextInput({"dir": "ltr", "lang": "en", "autocapitalize": "none"}),
            help_text=_("Small Latin letters, digits and hyphens, such as mother-to-mother. It never changes."),
        )

    def clean_key(self) -> str:
        """The word as addresses take it."""
        key = str(self.cleaned_data["key"]).strip().lower().replace(" ", "-").replace("_", "-")
        if not ADDRESS.fullmatch(key):
            raise forms.ValidationError(_("Write small Latin letters, digits and hyphens, beginning with a letter."))
        return key

    def clean(self) -> dict[str, Any]:
        """Applications open, then close, then the programme starts."""
        cleaned = super().clean() or {}
        for first, then in (("opens", "closes"), ("closes", "starts")):
            if cleaned.get(first) and cleaned.get(then) and cleaned[then] < cleaned[first]:
                self.add_error(then, _("This day lies before the one above it."))
        return cleaned

    @property
    def authority_id(self) -> int | None:
        """The authority that runs it; None for the region."""
        owner = str(self.cleaned_data["authority"])
        return None if owner == REGION else int(owner)

    def start(self) -> Start:
        """The answers."""
        typed = self.cleaned_data
        by_language: dict[str, Any] = {
            name: {code: typed[f"{name}.{code}"] for code in self.languages} for name in ("names", "summary", "owner")
        }
        rest = {name: typed[name] for name in ("key", "subject", "opens", "closes", "starts", "places")}
        return Start(languages=self.languages, **by_language, **rest)
