"""Figures that rules lean on and that change from year to year."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.spots import FileForm, Spot, choice, day, plain, with_those_of

MONEY = "agorot"
UNITS = (
    ("agorot", gettext_lazy("a sum of money")),
    ("agorot_a_month", gettext_lazy("a sum of money a month")),
    ("people", gettext_lazy("people")),
    ("years", gettext_lazy("years")),
    ("points", gettext_lazy("points")),
    ("percent", gettext_lazy("percent")),
    ("day", gettext_lazy("a day of the calendar")),
)
LARGEST = 10**12


class FigureForm(FileForm):
    """A figure: how much, of what, since when, and who decided it."""

    def __init__(self, figure: Mapping[str, Any], **common: Any) -> None:
        written = figure.get("value")
        unit = choice(("unit",), _("What it counts"), with_those_of(UNITS, figure.get("unit")))
        spots = [
            Spot(("source",), forms.CharField(label=_("What it is, or who decided it"), max_length=300), shown=str),
            unit,
            day(("since",), _("The day from which it holds"), required=False),
        ]
        self.is_truth = isinstance(written, bool)
        if not self.is_truth:
            spots.insert(2, self._value(figure))
        super().__init__(spots, figure, **common)

    def clean(self) -> dict[str, Any]:
        """The value as the file has it, by its unit."""
        cleaned = super().clean() or {}
        typed, unit = str(cleaned.get("value") or "").strip(), str(cleaned.get("unit") or "")
        if typed and typed != self.initial.get("value"):
            try:
                self._read(typed, unit)
            except (ValueError, InvalidOperation):
                self.add_error("value", _what_is_wanted(unit))
        return cleaned

    def value_of(self, spot: Spot) -> Any:
        """Money in agorot, numbers as numbers, a day as a day."""
        if spot.path != ("value",):
            return super().value_of(spot)
        typed = str(self.cleaned_data.get("value") or "").strip()
        return self._read(typed, str(self.cleaned_data.get("unit"))) if typed else None

    def _stands(self, spot: Spot, value: Any, before: Any) -> bool:
        """The same words of another unit are another value."""
        return value == before if spot.path == ("value",) else super()._stands(spot, value, before)

    def _value(self, figure: Mapping[str, Any]) -> Spot:
        field = forms.CharField(label=_("How much"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
        field.help_text = _("Money in shekels; a day such as 2026-10-13.")
        return Spot(("value",), field, shown=lambda value: _shown(value, str(figure.get("unit"))))

    def _read(self, typed: str, unit: str) -> Any:
        if unit == "day":
            return str(date.fromisoformat(typed))
        before = self.part.get("value")
        if isinstance(before, str) and unit == self.part.get("unit"):
            return typed
        number = Decimal(typed.replace(",", "").replace("₪", "").strip())
        if not number.is_finite() or abs(number) > LARGEST:
            raise ValueError(typed)
        if not unit.startswith(MONEY):
            return plain(number)
        if number * 100 != int(number * 100):
            raise ValueError(typed)
        return int(number * 100)


def _shown(value: Any, unit: str) -> str:
    if unit.startswith(MONEY) and isinstance(value, int):
        return f"{Decimal(value) / 100:.2f}".removesuffix(".00")
    return str(value)


def _what_is_wanted(unit: str) -> str:
    if unit == "day":
        return _("Write a day, such as 2026-10-13.")
    return _("Write a sum in shekels, such as 3200.") if unit.startswith(MONEY) else _("Write a number.")
