"""Entries of the file that are decided by a rule: who may apply, points, reserved places, and who pays how much."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.builder import ConditionForm, Known
from igum.programmes.forms.spots import choice, number, texts, whole
from igum.programmes.rules.conditions import NUMBERS, Condition, Points, points_rule
from igum.programmes.rules.conditions_reading import points_of

UNFILLED = (
    ("", gettext_lazy("go to everybody")),
    ("released", gettext_lazy("go to everybody, as the file says in words")),
    ("kept", gettext_lazy("stay empty")),
)
BY_NUMBER, BY_RULE = "number", "rule"


def rule_form(rule: Mapping[str, Any], known: Known, *, languages: Sequence[str], **common: Any) -> ConditionForm:
    """A rule of who may apply."""
    spots = texts(("because",), _("The rule as people read it"), languages)
    return ConditionForm(spots, rule, known, path=("when",), **common)


def reserved_form(place: Mapping[str, Any], known: Known, *, languages: Sequence[str], **common: Any) -> ConditionForm:
    """Places kept for those who meet a rule."""
    unfilled = [each for each in UNFILLED if each[0] != "released" or place.get("unfilled") == "released"]
    spots = [
        whole(("places",), _("How many places"), 1, 100_000),
        *texts(("because",), _("For whom, as people read it"), languages),
        choice(("unfilled",), _("Places that nobody takes"), unfilled, required=False),
    ]
    return _Reserved(spots, place, known, path=("when",), **common)


def band_form(band: Mapping[str, Any], known: Known, *, languages: Sequence[str], **common: Any) -> ConditionForm:
    """Who pays a part of the price only."""
    spots = [
        number(("pays_percent",), _("How much of the price they pay, in percent"), 0, 100),
        *texts(("because",), _("For whom, as people read it"), languages),
    ]
    return _Band(spots, band, known, path=("when",), **common)


class _Reserved(ConditionForm):
    heading = gettext_lazy("The places are for those of whom this holds")


class _Band(ConditionForm):
    heading = gettext_lazy("It is for those of whom this holds")


class PointsForm(ConditionForm):
    """One part of the score: a question times a weight, or so many points when a rule holds."""

    heading = gettext_lazy("The points are given when")

    def __init__(
        self, part: Mapping[str, Any], known: Known, *, languages: Sequence[str], first: str = "", **common: Any
    ) -> None:
        source = part.get("value")
        points = points_of(source, known.types) if isinstance(source, str) and source else Points()
        self.points = points
        spots = [
            *texts(("because",), _("What points are given for, as people read it"), languages),
            number(("weight",), _("Points for each"), 0.01, 1000, required=False),
            number(("most",), _("At most so many points"), 0.01, 1000),
        ]
        found = points.conditions if points is not None else None
        super().__init__(spots, part, known, path=("value",), found=found, needed=False, first=first, **common)
        self._add_ways(points)

    def clean(self) -> dict[str, Any]:
        """The expression of the points."""
        cleaned = super().clean()
        if cleaned.get("how") == BY_RULE:
            if not cleaned["value"]:
                self._ask_for_a_rule()
        elif cleaned.get("how") == BY_NUMBER:
            question = cleaned.get("counted") or ""
            if question not in self.known.asked:
                self.add_error("counted", _("Choose a question."))
            elif Points(question) != self.points:
                cleaned["value"] = points_rule(Points(question), self.known.types)
            else:
                cleaned["value"] = self.source
        return cleaned

    def expression_of(self, conditions: Sequence[Condition]) -> str:
        """So many points when the conditions hold."""
        given = self.cleaned_data.get("given")
        if not given:
            if self.cleaned_data.get("how") == BY_RULE and "given" not in self.errors:
                self.add_error("given", _("Write how many points."))
            return ""
        return points_rule(Points(conditions=tuple(conditions), number=f"{given.normalize():f}"), self.known.types)

    def _built(self) -> str:
        if self.cleaned_data.get("how") != BY_RULE:
            return ""
        given = self.cleaned_data.get("given")
        same = self.points is not None and given is not None and self.points.number == f"{given.normalize():f}"
        found, self.found = self.found, self.found if same else None
        built = super()._built()
        self.found = found
        return built

    def _ask_for_a_rule(self) -> None:
        at = "rule_text" if self.cleaned_data.get("rule_way") == "text" else "c0.question"
        if not self.errors:
            self.add_error(at, _("Choose a question."))

    def _add_ways(self, points: Points | None) -> None:
        ways = ((BY_NUMBER, _("by a number in an answer")), (BY_RULE, _("by a rule: all of them, or none")))
        fitting = [("", _("– choose –")), *self.known.named(NUMBERS | {"yes_no"})]
        by_number = points is not None and not points.conditions
        made = {
            "how": forms.ChoiceField(label=_("How points are given"), choices=ways),
            "counted": forms.ChoiceField(
                label=_("The answer that counts"),
                choices=fitting,
                required=False,
                help_text=_("A number counts as it is, a yes counts as one."),
            ),
            "given": forms.DecimalField(
                label=_("How many points"), min_value=0, max_value=1000, decimal_places=2, required=False
            ),
        }
        self.initial["how"] = BY_NUMBER if by_number else BY_RULE
        self.initial["counted"] = points.question if points else ""
        self.initial["given"] = points.number if points else None
        self.fields = {**made, **self.fields}
        self.sometimes = frozenset({*self.sometimes, "counted", "given"})
