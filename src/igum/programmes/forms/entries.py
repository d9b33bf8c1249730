"""The shorter entries of a file's lists: rounds, payers, what is measured, and the cases that must come out so."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.conditions import Towns, meant, value_widget
from igum.programmes.forms.spots import FileForm, Spot, choice, day, number, plain, several, texts, whole
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.asking import Asked
from igum.programmes.rules.conditions import Condition, Sign, rule_of
from igum.programmes.rules.edits import Edit, Put, Remove
from igum.programmes.rules.problems import Path

KINDS = (
    ("output", gettext_lazy("what was done: meetings, participants")),
    ("outcome", gettext_lazy("what changed for them")),
    ("organisation", gettext_lazy("how the programme itself works")),
)
ANSWERS = (
    ("how_much", gettext_lazy("How much did we do?")),
    ("how_well", gettext_lazy("How well did we do it?")),
    ("better_off", gettext_lazy("Is anyone better off?")),
)
UNITS = (
    ("people", gettext_lazy("people")),
    ("families", gettext_lazy("families")),
    ("share", gettext_lazy("a share: 0.8 is 80%")),
    ("points", gettext_lazy("points")),
    ("sessions", gettext_lazy("meetings")),
    ("agorot", gettext_lazy("a sum in agorot")),
)
EXPECTED = (
    ("true", gettext_lazy("eligible")),
    ("false", gettext_lazy("not eligible")),
    ("unknown", gettext_lazy("information is needed first")),
)


def cohort_form(cohort: Mapping[str, Any], *, base: Path, post: Mapping[str, Any] | None) -> FileForm:
    """A round: when one may apply, when it starts, how many places there are."""
    spots = [
        day(("opens",), _("First day to apply")),
        day(("closes",), _("Last day to apply")),
        day(("starts",), _("First day of the round")),
        whole(("places",), _("Places"), 1, 100_000),
    ]
    return FileForm(spots, cohort, base=base, post=post)


def payer_form(
    payer: Mapping[str, Any], *, languages: Sequence[str], base: Path, post: Mapping[str, Any] | None
) -> FileForm:
    """Who bears a part of the whole cost."""
    spots = [*texts(("names",), _("Who pays"), languages), number(("percent",), _("Percent of the cost"), 0, 100)]
    return FileForm(spots, payer, base=base, post=post)


def outcome_form(
    outcome: Mapping[str, Any],
    *,
    languages: Sequence[str],
    moments: Sequence[tuple[str, str]],
    base: Path,
    post: Mapping[str, Any] | None,
) -> FileForm:
    """What is measured, when, and which question it answers. ``moments`` are the phases."""
    unit = str(outcome.get("unit") or "people")
    units = [*UNITS, *([(unit, unit)] if unit not in dict(UNITS) else [])]
    known = [("baseline", _("at the beginning")), *moments, ("end", _("at the end"))]
    written = outcome.get("measured")
    more = [each for each in written if each not in dict(known)] if isinstance(written, list) else []
    better = (("up", _("more is better")), ("down", _("less is better")))
    spots = [
        *texts(("indicator",), _("What is measured"), languages),
        choice(("answers",), _("Which question it answers"), ANSWERS),
        choice(("kind",), _("What it tells about"), KINDS),
        choice(("unit",), _("In what it is counted"), units),
        several(("measured",), _("When it is measured"), [*known, *((str(each), str(each)) for each in more)]),
        choice(("better",), _("Which way is better"), better),
        number(("target",), _("Target"), -(10**9), 10**9, required=False),
    ]
    return FileForm(spots, outcome, base=base, post=post)


class CaseForm(FileForm):
    """A case that the rules must decide as written: some answers, and what comes out."""

    def __init__(
        self,
        case: Mapping[str, Any],
        questions: Sequence[Asked],
        *,
        towns: Towns,
        base: Path = (),
        post: Mapping[str, Any] | None = None,
    ) -> None:
        self.asked = {each.name: each for each in questions if each.kind != "choices"}
        self.towns = towns
        name = forms.CharField(label=_("What this case is"), max_length=200)
        super().__init__([Spot(("name",), name)], case, base=base, post=post)
        given = case.get("given") if isinstance(case.get("given"), dict) else {}
        for each in self.asked.values():
            field = forms.CharField(
                label=str(in_page_language(each.ask)) or each.name,
                required=False,
                max_length=200,
                widget=value_widget(each, towns),
            )
            self.fields[f"given.{each.name}"] = field
            self.initial[f"given.{each.name}"] = _typed(each, (given or {}).get(each.name))
        self.fields["expect"] = forms.ChoiceField(label=_("What comes out"), choices=EXPECTED)
        self.initial["expect"] = str((case.get("expect") or {}).get("eligible", "true")).lower()

    def clean(self) -> dict[str, Any]:
        """The answers as the file has them."""
        cleaned = super().clean() or {}
        for each in self.asked.values():
            name = f"given.{each.name}"
            typed = meant(each, cleaned.get(name) or "", self.towns)
            try:
                cleaned[name] = _answer(each, typed)
            except ValueError:
                self.add_error(name, _("This is no answer to the question."))
        return cleaned

    def edits(self) -> list[Edit]:
        """The changed answers; with another outcome, what was said about its reasons goes."""
        found = super().edits()
        given = self.part.get("given") or {}
        for each in self.asked.values():
            value, before = self.cleaned_data[f"given.{each.name}"], given.get(each.name)
            path = (*self.base, "given", each.name)
            if value is None and before is not None:
                found.append(Remove(path))
            elif value is not None and (value != before or isinstance(value, bool) is not isinstance(before, bool)):
                found.append(Put(path, value))
        expect = self.part.get("expect") or {}
        if self._expected() != expect.get("eligible"):
            found.append(Put((*self.base, "expect"), {"eligible": self._expected()}))
        return found

    def entry(self) -> dict[str, Any]:
        """A new case."""
        given = {name: self.cleaned_data[f"given.{name}"] for name in self.asked}
        known = {name: value for name, value in given.items() if value is not None}
        return {**super().entry(), "given": known, "expect": {"eligible": self._expected()}}

    def _expected(self) -> bool | str:
        return {"true": True, "false": False}.get(self.cleaned_data["expect"], "unknown")


def _typed(asked: Asked, value: Any) -> str:
    """An answer of the file as people type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if asked.kind == "money" and isinstance(value, int):
        return f"{value / 100:.2f}".removesuffix(".00")
    return str(value)


def _answer(asked: Asked, typed: str) -> Any:
    """What somebody typed as the file has it; None for nothing."""
    if not typed:
        return None
    rule_of([Condition(asked.name, Sign.IS, typed)], {asked.name: asked.kind})
    if asked.kind == "yes_no":
        return typed == "yes"
    if asked.kind in ("choice", "date"):
        return typed
    value = plain(Decimal(typed.replace(",", "")))
    return int(value * 100) if asked.kind == "money" else value
