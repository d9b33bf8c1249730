"""The shorter entries of a file's lists: rounds, payers, what is measured, and the cases that must come out so."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from igum.programmes.forms.builder import Known, keep_values, meant, offered_for, value_widget
from igum.programmes.forms.lengths import Judge, length, pick
from igum.programmes.forms.spots import (
    FileForm,
    Spot,
    choice,
    day,
    number,
    plain,
    several,
    texts,
    truth,
    whole,
    with_those_of,
)
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.asking import Asked
from igum.programmes.rules.conditions import Condition, Sign, rule_of
from igum.programmes.rules.edits import Edit, Put, Remove

Named = Sequence[tuple[str, Any]]
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


EVIDENCE = (
    ("", gettext_lazy("nothing: it is ticked off")),
    ("note", gettext_lazy("a note")),
    ("file", gettext_lazy("a file")),
    ("form", gettext_lazy("a form that is filled in")),
)
_LATER = re.compile(r"end\+P([1-9][0-9]?)M")


def consent_form(consent: Mapping[str, Any], *, languages: Sequence[str], **common: Any) -> FileForm:
    """What somebody is asked to agree to."""
    spots = [
        *texts(("text",), _("What is agreed to: who will see what, and for what"), languages, long=True),
        truth(("required",), _("One cannot take part without it")),
        length(("lasts",), _("How long it holds"), required=False),
    ]
    return FileForm(spots, consent, **common)


def cohort_form(cohort: Mapping[str, Any], *, languages: Sequence[str], **common: Any) -> FileForm:
    """A round: when one may apply, when it starts, how many places there are."""
    spots = [
        *texts(("names",), _("Name of the round"), languages, required=False),
        day(("opens",), _("First day to apply")),
        day(("closes",), _("Last day to apply")),
        day(("starts",), _("First day of the round")),
        whole(("places",), _("Places"), 1, 100_000),
    ]
    return FileForm(spots, cohort, **common)


def payer_form(payer: Mapping[str, Any], *, languages: Sequence[str], **common: Any) -> FileForm:
    """Who bears a part of the whole cost."""
    spots = [*texts(("names",), _("Who pays"), languages), number(("percent",), _("Percent of the cost"), 0, 100)]
    return FileForm(spots, payer, **common)


def share_form(share: Mapping[str, Any], *, authorities: Named, **common: Any) -> FileForm:
    """What one authority has of the places, and bears of the cost."""
    code = forms.TypedChoiceField(
        label=_("Authority"),
        choices=[("", _("– choose –")), *with_those_of(authorities, share.get("authority"))],
        coerce=int,
        empty_value=None,
    )
    spots = [
        Spot(("authority",), code),
        number(("percent",), _("Percent of the cost"), 0, 100),
        whole(("places",), _("Places of its own"), 0, 100_000, required=False),
    ]
    return FileForm(spots, share, **common)


def task_form(
    task: Mapping[str, Any], *, languages: Sequence[str], people: Named, forms_there: Named, **common: Any
) -> FileForm:
    """What is to be done in a phase, until when, by whom, and how one shows it."""
    evidence = [*EVIDENCE, *([("none", _("nothing, as the file says"))] if task.get("evidence") == "none" else [])]
    spots = [
        *texts(("names",), _("What is to be done"), languages),
        length(("due",), _("How long after the stage begins")),
        choice(("who",), _("Who does it"),
               [("", _("those who take part")), *with_those_of(people[1:], task.get("who"))], required=False),
        choice(("evidence",), _("How one shows that it is done"), evidence, required=False),
        choice(("form",), _("Which form"), [("", _("none")), *with_those_of(forms_there, task.get("form"))],
               required=False),
    ]  # fmt: skip
    return FileForm(spots, task, **common)


def outcome_form(
    outcome: Mapping[str, Any],
    *,
    languages: Sequence[str],
    moments: Named,
    forms_there: Named,
    measures: Named,
    judge: Judge,
    **common: Any,
) -> FileForm:
    """What is measured, when, and which question it answers. ``moments`` are the phases."""
    known = [
        ("baseline", _("at the beginning")),
        *moments,
        ("end", _("at the end")),
        *(_later(months) for months in sorted({6, *_months_of(outcome.get("measured"))})),
    ]
    better = (("up", _("more is better")), ("down", _("less is better")))
    form = [("", _("none: it is counted by those who run it")), *with_those_of(forms_there, outcome.get("form"))]
    spots = [
        *texts(("indicator",), _("What is measured"), languages),
        choice(("answers",), _("Which question it answers"), ANSWERS),
        choice(("kind",), _("What it tells about"), KINDS),
        choice(("unit",), _("In what it is counted"), with_those_of(UNITS, outcome.get("unit"))),
        several(("measured",), _("When it is measured"), with_those_of(known, outcome.get("measured"))),
        choice(("better",), _("Which way is better"), better),
        number(("baseline",), _("Value before the programme, when it is one number for all"), -(10**9), 10**9,
               required=False),
        number(("target",), _("Target"), -(10**9), 10**9, required=False),
        number(("target_change",), _("Or: by how much it should change (-0.25 is a quarter less)"), -(10**9), 10**9,
               required=False),
        choice(("form",), _("The form in which it is asked"), form, required=False,
               hint=_("Save it first: then the answers of this form can be chosen below.")),
        pick(("value",), _("The answer that counts"), [("", _("none")), *measures], judge=judge, required=False),
    ]  # fmt: skip
    return FileForm(spots, outcome, **common)


def _months_of(measured: Any) -> list[int]:
    """So many months after the end, as far as the file says it in months."""
    found = [_LATER.fullmatch(str(each)) for each in (measured if isinstance(measured, list) else [])]
    return [int(each[1]) for each in found if each]


def _later(months: int) -> tuple[str, str]:
    words = ngettext("%(count)d month after the end", "%(count)d months after the end", months)
    return f"end+P{months}M", words % {"count": months}


class CaseForm(FileForm):
    """A case that the rules must decide as written: some answers, and what comes out."""

    def __init__(self, case: Mapping[str, Any], known: Known, **common: Any) -> None:
        self.known = known
        self.asked = known.asked
        name = forms.CharField(label=_("What this case is"), max_length=200)
        super().__init__([Spot(("name",), name, shown=str)], case, **common)
        given = case.get("given") if isinstance(case.get("given"), dict) else {}
        for each in self.asked.values():
            self._add_answer(each, (given or {}).get(each.name))
        self.fields["expect"] = forms.ChoiceField(label=_("What comes out"), choices=EXPECTED)
        expect = case.get("expect") if isinstance(case.get("expect"), dict) else {}
        self.initial["expect"] = str((expect or {}).get("eligible", "true")).lower()

    def clean(self) -> dict[str, Any]:
        """The answers as the file has them."""
        cleaned = super().clean() or {}
        for each in self.asked.values():
            name = f"given.{each.name}"
            try:
                cleaned[name] = self._answer(each, cleaned.get(name))
            except ValueError:
                self.add_error(name, _("This is no answer to the question."))
        return cleaned

    def edits(self) -> list[Edit]:
        """The changed answers; with another outcome, what was said about its reasons goes."""
        found = super().edits()
        changed = {name.removeprefix("given.") for name in self.changed_data if name.startswith("given.")}
        given = self.part.get("given") or {}
        for name in self.asked:
            value, before = self.cleaned_data[f"given.{name}"], given.get(name)
            if name not in changed or value == before:
                continue
            path = (*self.base, "given", name)
            found.append(Remove(path) if value is None else Put(path, value))
        if "expect" in self.changed_data:
            found.append(Put((*self.base, "expect"), {"eligible": self._expected()}))
        return found

    def entry(self) -> dict[str, Any]:
        """A new case."""
        given = {name: self.cleaned_data[f"given.{name}"] for name in self.asked}
        known = {name: value for name, value in given.items() if value is not None}
        return {**super().entry(), "given": known, "expect": {"eligible": self._expected()}}

    def _add_answer(self, asked: Asked, given: Any) -> None:
        name, label = f"given.{asked.name}", str(in_page_language(asked.ask)) or asked.name
        if asked.kind == "choices":
            stands = [str(each) for each in given] if isinstance(given, list) else []
            offered = with_those_of(offered_for(asked, self.known.towns), stands)
            field: forms.Field = forms.MultipleChoiceField(
                label=label, required=False, choices=offered, widget=forms.CheckboxSelectMultiple
            )
            self.initial[name] = stands
        else:
            widget = value_widget(asked, self.known.towns)
            field = forms.CharField(label=label, required=False, max_length=200, widget=widget)
            self.initial[name] = _typed(asked, given)
            if isinstance(widget, forms.Select):
                keep_values(widget, [self.initial[name]])
        self.fields[name] = field

    def _answer(self, asked: Asked, typed: Any) -> Any:
        if asked.kind == "choices":
            return list(typed) or None if typed else None
        return _answer(asked, meant(asked, str(typed or ""), self.known.towns))

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
    value = Decimal(typed.replace(",", ""))
    return int(value * 100) if asked.kind == "money" else plain(value)
