"""A form over the paths of a file: each field stands for a place in it, and knows how its value is written there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import ErrorList

from igum.core.templatetags.igum import dir_of
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.edits import Add, Edit, Put, Remove, inside, path_of
from igum.programmes.rules.problems import Path, Problem

NAMES = dict(settings.LANGUAGES)
LONGEST = 4000


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Spot:
    """A place in the file and the field for it. An empty value takes out ``whole``, or the place itself."""

    path: Path
    field: forms.Field
    shown: Callable[[Any], Any] = _same
    written: Callable[[Any], Any] = _same
    whole: Path = ()

    @property
    def name(self) -> str:
        """The field's name: its path."""
        return ".".join(map(str, self.path))


class FileForm(forms.Form):
    """Fields over places of one part of a file: the whole file, or one entry of a list."""

    use_required_attribute = False
    # Fields that are needed in some cases, which the form itself looks at: no word beside them says “optional”.
    sometimes: frozenset[str] = frozenset()

    def __init__(
        self, spots: Iterable[Spot], part: Any, *, base: Path = (), post: Mapping[str, Any] | None = None
    ) -> None:
        self.spots, self.part, self.base = tuple(spots), part, base
        initial = {spot.name: _or_nothing(spot, inside(part, spot.path)) for spot in self.spots}
        super().__init__(post, initial=initial)
        for spot in self.spots:
            self.fields[spot.name] = spot.field

    def full_clean(self) -> None:
        """Look at what was typed; what is needed only sometimes may be empty here."""
        for name in self.sometimes:
            self.fields[name].required = False
        super().full_clean()
        for name in self.sometimes:
            self.fields[name].required = True

    def edits(self) -> list[Edit]:
        """What was changed, as changes of the file."""
        found: list[Edit] = []
        removed: list[Path] = []
        for spot in self.spots:
            path = (*self.base, *spot.path)
            value, before = self.value_of(spot), inside(self.part, spot.path)
            if any(path[: len(gone)] == gone for gone in removed) or (value is None and before in (None, False)):
                continue  # it goes with what it stands in, or is as good as not there
            if value is None:
                removed.append((*self.base, *(spot.whole or spot.path)))
            elif value != before or isinstance(value, bool) is not isinstance(before, bool):
                found.append(Put(path, value))
        return [*found, *map(Remove, removed)]

    def entry(self) -> dict[str, Any]:
        """A new entry of a list, made of what was typed."""
        made: dict[str, Any] = {}
        for spot in self.spots:
            value = self.value_of(spot)
            holder = made
            for step in spot.path[:-1]:
                holder = holder.setdefault(str(step), {}) if value is not None else holder
            if value is not None:
                holder[str(spot.path[-1])] = value
        return made

    def value_of(self, spot: Spot) -> Any:
        """What goes into the file at a place; None for nothing."""
        typed = self.cleaned_data.get(spot.name)
        return None if typed in (None, "", []) else spot.written(typed)

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put each problem of the file beside its field; returns those that belong to none."""
        left = []
        for each in problems:
            spot = self._spot_at(path_of(each.path))
            if spot is None:
                left.append(each)
            else:
                self._say(spot.name, str(each))
        return left

    def _spot_at(self, path: Path) -> Spot | None:
        inner = path[len(self.base) :]
        if path[: len(self.base)] != self.base or not inner:
            return None
        below = [spot for spot in self.spots if inner[: len(spot.path)] == spot.path]
        above = [spot for spot in self.spots if spot.path[: len(inner)] == inner]
        return next(iter(below or above), None)

    def _say(self, name: str, words: str) -> None:
        said = ErrorList(renderer=self.renderer, field_id=self[name].auto_id)
        self.errors.setdefault(name, said).append(words)


def _or_nothing(spot: Spot, value: Any) -> Any:
    """The value as the field shows it; nothing when the file holds something else there."""
    if value is None:
        return None
    try:
        return spot.shown(value)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return None


def added(form: FileForm, path: Path, **first: Any) -> Edit:
    """A new entry at the end of a list; ``first`` are its key and what else nobody types."""
    return Add(path, {**first, **form.entry()})


def texts(
    path: Path, label: Any, languages: Sequence[str], *, long: bool = False, required: bool = True, hint: Any = ""
) -> list[Spot]:
    """A text in every language of the file."""
    spots = []
    for code in languages:
        marks = {"lang": code, "dir": dir_of(code)}
        widget = forms.Textarea({**marks, "rows": 4}) if long else forms.TextInput(marks)
        named = f"{label} · {NAMES[code]}" if len(languages) > 1 else label
        said = hint if code == languages[0] else ""
        field = forms.CharField(
            label=named, max_length=LONGEST, required=required, widget=widget, help_text=said, strip=True
        )
        spots.append(Spot((*path, code), field, shown=str, written=_one_line_ends))
    return spots


def choice(path: Path, label: Any, choices: Sequence[tuple[str, Any]], *, hint: Any = "", **field: Any) -> Spot:
    """One of several words of the file."""
    return Spot(path, forms.ChoiceField(label=label, choices=choices, help_text=hint, **field))


def several(path: Path, label: Any, choices: Sequence[tuple[str, Any]], *, required: bool = True) -> Spot:
    """Several words of the file, in the file's order where it has them."""
    field = forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )
    return Spot(path, field)


def whole(path: Path, label: Any, least: int, most: int, **field: Any) -> Spot:
    """A whole number."""
    return Spot(path, forms.IntegerField(label=label, min_value=least, max_value=most, **field))


def number(path: Path, label: Any, least: float, most: float, **field: Any) -> Spot:
    """A number, written whole where it is."""
    made = forms.DecimalField(label=label, min_value=Decimal(str(least)), max_value=Decimal(str(most)), **field)
    return Spot(path, made, written=plain)


def day(path: Path, label: Any, **field: Any) -> Spot:
    """A day of the calendar."""
    return Spot(path, day_field(label, **field), shown=date.fromisoformat, written=str)


def day_field(label: Any, **field: Any) -> forms.DateField:
    """A field for a day, drawn by the browser's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], **field)


def hour(path: Path, label: Any, **field: Any) -> Spot:
    """A time of day."""
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    made = forms.TimeField(label=label, widget=widget, **field)
    return Spot(path, made, shown=time.fromisoformat, written=lambda at: f"{at:%H:%M}")


def days(path: Path, label: Any, **more: Any) -> Spot:
    """A length in days."""
    removed = more.pop("whole", ())
    field = forms.IntegerField(label=label, min_value=1, max_value=999, **more)
    return Spot(path, field, shown=_days_of, written=lambda count: f"P{count}D", whole=removed)


def minutes(path: Path, label: Any, **field: Any) -> Spot:
    """A length in minutes."""
    made = forms.IntegerField(label=label, min_value=5, max_value=24 * 60, **field)
    return Spot(path, made, shown=lambda text: Duration.parse(text).minutes or None, written=_as_hours)


def shekels(path: Path, label: Any, *, whole: Path, **field: Any) -> Spot:
    """A sum, typed in shekels and written in agorot."""
    made = forms.DecimalField(label=label, min_value=0, max_value=10**7, decimal_places=2, **field)
    return Spot(path, made, shown=lambda sum_: Decimal(sum_) / 100, written=lambda sum_: int(sum_ * 100), whole=whole)


def truth(path: Path, label: Any, *, hint: Any = "") -> Spot:
    """Yes or no; no is written only where the file says it already, or takes the yes out."""
    field = forms.BooleanField(label=label, required=False, help_text=hint)
    return Spot(path, field, written=lambda ticked: True if ticked else None)


def plain(value: Decimal) -> int | float:
    """A number as a file writes it.

    >>> plain(Decimal("30.0")), plain(Decimal("0.5"))
    (30, 0.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def _one_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n")


def _days_of(text: str) -> int | None:
    length = Duration.parse(text)
    return length.days if length.days and not length.months and not length.minutes else None


def _as_hours(count: int) -> str:
    hours, rest = divmod(count, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
