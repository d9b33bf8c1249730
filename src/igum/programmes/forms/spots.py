"""A form over the paths of a file: each field stands for a place in it, and knows how its value is written there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
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
    """A place in the file and the field for it.

    ``whole`` is a group that stands and falls with the first field of it: when that one is empty, the group goes.
    """

    path: Path
    field: forms.Field
    shown: Callable[[Any], Any] = _same
    written: Callable[[Any], Any] = _same
    whole: Path = ()
    # Whether the order of its values means nothing: those that stand in the file keep theirs.
    is_set: bool = False

    @property
    def name(self) -> str:
        """The field's name: its path."""
        return ".".join(map(str, self.path))


class FileForm(forms.Form):
    """Fields over places of one part of a file: the whole file, or one entry of a list.

    With ``again`` the form is not looked at yet: it is drawn once more with what was typed in it.
    """

    use_required_attribute = False
    # Fields that are needed in some cases, which the form itself looks at: no word beside them says “optional”.
    sometimes: frozenset[str] = frozenset()
    # What stands above some of the fields, by the field's name.
    headings: Mapping[str, Any] = {}

    def __init__(
        self,
        spots: Iterable[Spot],
        part: Any,
        *,
        base: Path = (),
        post: Mapping[str, Any] | None = None,
        again: bool = False,
    ) -> None:
        self.spots, self.part, self.base = tuple(spots), part, base
        self.typed = post
        initial = {spot.name: _or_nothing(spot, inside(part, spot.path)) for spot in self.spots}
        super().__init__(None if again else post, initial=initial)
        for spot in self.spots:
            self.fields[spot.name] = spot.field

    def full_clean(self) -> None:
        """Look at what was typed; what is needed only sometimes may be empty here."""
        for name in self.sometimes:
            self.fields[name].required = False
        super().full_clean()
        for name in self.sometimes:
            self.fields[name].required = True

    def take_typed(self) -> None:
        """Show what was typed as it is, before anything is looked at."""
        if self.typed is not None and not self.is_bound:
            for name, field in self.fields.items():
                self.initial[name] = field.widget.value_from_datadict(self.typed, {}, name)

    @property
    def others(self) -> list[BoundField]:
        """The fields that pages draw one after another."""
        return list(self)

    @property
    def headed(self) -> list[tuple[Any, BoundField]]:
        """These fields, each with what stands above it."""
        return [(self.headings.get(each.name, ""), each) for each in self.others]

    def edits(self) -> list[Edit]:
        """What was changed, as changes of the file."""
        values = self._values()
        gone = _outermost(whole for whole in self._absent(values) if inside(self.part, whole) is not None)
        puts: dict[Path, Any] = {}
        removed: list[Path] = []
        for spot, value in values.items():
            before = inside(self.part, spot.path)
            if (value is None and before in (None, False)) or _is_in(spot.path, gone):
                continue  # it is as good as not there, or goes with what it stands in
            if value is None:
                removed.append(spot.path)
            elif not self._stands(spot, value, before):
                puts[spot.path] = _in_order(value, before) if spot.is_set else value
        removed = [*_emptied(self.part, removed, puts), *gone]
        return [
            *(Put((*self.base, *path), value) for path, value in _together(self.part, puts).items()),
            *(Remove((*self.base, *path)) for path in removed),
        ]

    def entry(self) -> dict[str, Any]:
        """A new entry of a list, made of what was typed."""
        made: dict[str, Any] = {}
        for spot, value in self._values().items():
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

    def _stands(self, spot: Spot, value: Any, before: Any) -> bool:
        """Whether the file says this already, perhaps in other signs: PT120M is two hours."""
        if before is None:
            return False
        if spot.is_set and isinstance(before, list):
            return sorted(map(str, value)) == sorted(map(str, before))
        same_kind = isinstance(value, bool) is isinstance(before, bool)
        typed = self.cleaned_data.get(spot.name)
        typed = _one_line_ends(typed) if isinstance(typed, str) else typed
        return same_kind and (value == before or typed == _or_nothing(spot, before))

    def _values(self) -> dict[Spot, Any]:
        """The value of every place; nothing for those whose group does not stand."""
        values = {spot: self.value_of(spot) for spot in self.spots}
        absent = self._absent(values)
        return {spot: None if _is_in(spot.path, absent) else value for spot, value in values.items()}

    def _absent(self, values: Mapping[Spot, Any]) -> set[Path]:
        """The groups whose first field is empty."""
        first: dict[Path, Any] = {}
        for spot, value in values.items():
            if spot.whole:
                first.setdefault(spot.whole, value)
        return {whole for whole, value in first.items() if value is None}

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


def _is_in(path: Path, groups: Iterable[Path]) -> bool:
    return any(path[: len(group)] == group for group in groups)


def _outermost(groups: Iterable[Path]) -> list[Path]:
    found = sorted(groups, key=len)
    return [group for place, group in enumerate(found) if not _is_in(group, found[:place])]


def _in_order(value: Any, before: Any) -> Any:
    stands = before if isinstance(before, list) else []
    return [*(each for each in stands if each in value), *(each for each in value if each not in stands)]


def _together(part: Any, puts: Mapping[Path, Any]) -> dict[Path, Any]:
    """Values that make a group which is not there yet, as that one group."""
    found: dict[Path, Any] = {}
    for path, value in puts.items():
        depth = next((n for n in range(1, len(path)) if inside(part, path[:n]) is None), len(path))
        holder: Any = value
        if depth < len(path):
            holder = found.setdefault(path[:depth], {})
            for step in path[depth:-1]:
                holder = holder.setdefault(step, {})
            holder[path[-1]] = value
        else:
            found[path] = value
    return found


def _emptied(part: Any, removed: Sequence[Path], puts: Mapping[Path, Any]) -> list[Path]:
    """What is taken out; a group that would be left without anything goes as a whole."""
    found: list[Path] = []
    for path in removed:
        group = path[:-1]
        stands = inside(part, group) if group else None
        names = {other[-1] for other in removed if other[:-1] == group}
        is_left = not isinstance(stands, dict) or bool(set(stands) - names)
        is_left = is_left or any(other[: len(group)] == group for other in puts)
        leaving = path if is_left else group
        if leaving not in found:
            found.append(leaving)
    return found


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


def texts(  # noqa: PLR0913 - each by its name
    path: Path,
    label: Any,
    languages: Sequence[str],
    *,
    long: bool = False,
    required: bool = True,
    hint: Any = "",
    whole: Path = (),
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
        spots.append(Spot((*path, code), field, shown=_stripped, written=_one_line_ends, whole=whole))
    return spots


def choice(
    path: Path, label: Any, choices: Sequence[tuple[str, Any]], *, hint: Any = "", whole: Path = (), **field: Any
) -> Spot:
    """One of several words of the file."""
    return Spot(path, forms.ChoiceField(label=label, choices=choices, help_text=hint, **field), whole=whole)


def several(
    path: Path,
    label: Any,
    choices: Sequence[tuple[str, Any]],
    *,
    required: bool = True,
    hint: Any = "",
    whole: Path = (),
) -> Spot:
    """Several words of the file, in the order that the file has them in."""
    field = forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple, help_text=hint
    )
    return Spot(path, field, whole=whole, is_set=True)


def with_those_of(choices: Sequence[tuple[str, Any]], written: Any) -> list[tuple[str, Any]]:
    """The choices, and beside them what the file says already, so that nothing of it is lost.

    >>> with_those_of([("a", "A")], ["a", "b"]), with_those_of([("a", "A")], "c")
    ([('a', 'A'), ('b', 'b')], [('a', 'A'), ('c', 'c')])
    """
    stands = written if isinstance(written, list) else [written]
    known = dict(choices)
    more = [str(each) for each in stands if isinstance(each, str | int) and str(each) and str(each) not in known]
    return [*choices, *((each, each) for each in more)]


def whole(path: Path, label: Any, least: int, most: int, *, group: Path = (), **field: Any) -> Spot:
    """A whole number."""
    return Spot(path, forms.IntegerField(label=label, min_value=least, max_value=most, **field), whole=group)


def number(path: Path, label: Any, least: float, most: float, *, group: Path = (), **field: Any) -> Spot:
    """A number, written whole where it is."""
    made = forms.DecimalField(label=label, min_value=Decimal(str(least)), max_value=Decimal(str(most)), **field)
    return Spot(path, made, written=plain, whole=group)


def percent_of(path: Path, label: Any, *, group: Path = (), **field: Any) -> Spot:
    """A share, typed in percent and written as a part of one."""
    made = forms.DecimalField(label=label, min_value=0, max_value=100, **field)
    return Spot(path, made, shown=_as_percent, written=lambda share: plain(share / 100), whole=group)


def day(path: Path, label: Any, **field: Any) -> Spot:
    """A day of the calendar."""
    return Spot(path, day_field(label, **field), shown=date.fromisoformat, written=str)


def day_field(label: Any, **field: Any) -> forms.DateField:
    """A field for a day, drawn by the browser's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], **field)


def hour(path: Path, label: Any, *, whole: Path = (), **field: Any) -> Spot:
    """A time of day."""
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    made = forms.TimeField(label=label, widget=widget, **field)
    return Spot(path, made, shown=time.fromisoformat, written=lambda at: f"{at:%H:%M}", whole=whole)


def minutes(path: Path, label: Any, *, whole: Path = (), **field: Any) -> Spot:
    """A length in minutes."""
    made = forms.IntegerField(label=label, min_value=5, max_value=24 * 60, **field)
    return Spot(path, made, shown=lambda text: Duration.parse(text).minutes or None, written=_as_hours, whole=whole)


def shekels(path: Path, label: Any, *, whole: Path, **field: Any) -> Spot:
    """A sum, typed in shekels and written in agorot."""
    made = forms.DecimalField(label=label, min_value=0, max_value=10**7, decimal_places=2, **field)
    return Spot(path, made, shown=lambda sum_: Decimal(sum_) / 100, written=lambda sum_: int(sum_ * 100), whole=whole)


def truth(path: Path, label: Any, *, hint: Any = "", whole: Path = ()) -> Spot:
    """Yes or no; no is written only where the file says it already, or takes the yes out."""
    field = forms.BooleanField(label=label, required=False, help_text=hint)
    return Spot(path, field, written=lambda ticked: True if ticked else None, whole=whole)


def plain(value: Decimal) -> int | float:
    """A number as a file writes it.

    >>> plain(Decimal("30.0")), plain(Decimal("0.5"))
    (30, 0.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def _stripped(text: Any) -> str:
    return str(text).strip()


def _one_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n")


def _as_percent(share: Any) -> int | float:
    return plain(Decimal(str(share)) * 100)


def _as_hours(count: int) -> str:
    hours, rest = divmod(count, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
