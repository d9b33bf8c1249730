"""What a file says of settlements, of teams that play each other, and of a place's use: each in its own form."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms import known
from igum.programmes.forms.lengths import CODE
from igum.programmes.forms.meetings import DAYS, HOLIDAYS, ON_SKIP, WEEKLY
from igum.programmes.forms.spots import (
    FileForm,
    Spot,
    choice,
    hour,
    minutes,
    several,
    texts,
    whole,
    with_those_of,
)
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.asking import questions_of, texts_of
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.edits import inside
from igum.programmes.rules.problems import Path

COMMUNITY, LEAGUE, USE_LOG = ("community",), ("league",), ("use_log",)
GAMES, TURNS = (*LEAGUE, "games"), (*LEAGUE, "turns")
CHOOSE = ("", gettext_lazy("– choose –"))
_MONTHS = re.compile(r"[1-9][0-9]{0,2}")


def subject_form(desk: Desk, **common: Any) -> FileForm:
    """The form that fits who takes part: settlements, groups, or people who may use a place."""
    subject = inside(desk.data, ("subject",))
    if subject == "settlement" or inside(desk.data, COMMUNITY) is not None:
        return FileForm(_community(desk.data), desk.data, **common)
    if subject == "group" or inside(desk.data, LEAGUE) is not None:
        return LeagueForm(desk, **common)
    return FileForm(_use(desk.data), desk.data, **common)


def named_form(entry: Mapping[str, Any], *, languages: Sequence[str], **common: Any) -> FileForm:
    """An entry that has nothing but its name."""
    return FileForm(texts(("names",), _("Name"), languages), entry, **common)


class LeagueForm(FileForm):
    """A league: its stage, the days and hours of its games and of the turns on courts, and what a game is worth."""

    headings: Mapping[str, Any] = {
        "league.phase": gettext_lazy("League"),
        "league.games.at": gettext_lazy("Games"),
        "league.turns.at": gettext_lazy("Courts in turn"),
        "league.points.win": gettext_lazy("Table"),
    }

    def __init__(self, desk: Desk, **common: Any) -> None:
        data = desk.data
        stages = with_those_of(known.stages_of(data), inside(data, (*LEAGUE, "phase")))
        worth = [
            whole((*LEAGUE, "points", name), label, 0, 10, group=LEAGUE, required=False)
            for name, label in (("win", _("Points for a win")), ("draw", _("For a draw")), ("loss", _("For a loss")))
        ]
        spots = [
            choice((*LEAGUE, "phase"), _("In which stage they play"), [CHOOSE, *stages], required=False, whole=LEAGUE,
                   hint=_("Nothing chosen: there is no league. The stage has no meetings of its own.")),
            whole((*LEAGUE, "least_towns"), _("From how many towns the players of a team come, at least"), 1, 20,
                  group=LEAGUE, required=False),
            *_evenings(data, GAMES, LEAGUE),
            *_evenings(data, TURNS, TURNS),
            *worth,
        ]  # fmt: skip
        super().__init__(spots, data, **common)
        for at in (GAMES, TURNS):
            self._add_days(at)

    def clean(self) -> dict[str, Any]:
        """A league needs its games and what they are worth; turns need all that says when they are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed: list[str] = []
        if cleaned.get("league.phase"):
            needed = [*_needed(GAMES), *(f"league.points.{name}" for name in ("win", "draw", "loss"))]
            needed += _needed(TURNS) if cleaned.get("league.turns.at") else []
        for name in needed:
            if name in self.fields and cleaned.get(name) in (None, "", []) and name not in self.errors:
                self.add_error(name, _("This is needed here."))
        return cleaned

    def _add_days(self, at: Path) -> None:
        name = ".".join(map(str, at))
        written = str(inside(self.part, (*at, "repeat")) or "")
        weekly = WEEKLY.fullmatch(written)
        if written and weekly is None:
            self.fields[f"{name}.repeat"] = forms.CharField(
                label=_("The recurrence as the file has it"),
                required=False,
                max_length=200,
                widget=forms.TextInput(CODE),
            )
            self.initial[f"{name}.repeat"] = written
        else:
            self.fields[f"{name}.weekday"] = forms.ChoiceField(
                label=_("Weekday"), required=False, choices=[("", _("the weekday of the first day")), *DAYS]
            )
            self.fields[f"{name}.count"] = forms.IntegerField(
                label=_("How many days"), min_value=1, max_value=200, required=False
            )
            self.initial[f"{name}.weekday"] = (weekly["day"] or "") if weekly else ""
            self.initial[f"{name}.count"] = int(weekly["count"]) if weekly else None
        own = [each for each in self.fields if each.startswith(f"{name}.") and each != f"{name}.at"]
        order = [each for each in self.fields if each not in own]
        place = order.index(f"{name}.at") + 1
        self.order_fields([*order[:place], *sorted(own, key=_days_first), *order[place:]])

    def _values(self) -> dict[Spot, Any]:
        """The days are a place of the file like the others."""
        values = super()._values()
        for at in (GAMES, TURNS):
            stands = any(value is not None for spot, value in values.items() if spot.path[: len(at)] == at)
            values[Spot((*at, "repeat"), forms.Field())] = self._rule(at) or None if stands else None
        return values

    def _rule(self, at: Path) -> str:
        name = ".".join(map(str, at))
        if f"{name}.repeat" in self.fields:
            return str(self.cleaned_data[f"{name}.repeat"])
        if {f"{name}.weekday", f"{name}.count"}.isdisjoint(self.changed_data):
            return str(inside(self.part, (*at, "repeat")) or "")
        weekly = WEEKLY.fullmatch(str(inside(self.part, (*at, "repeat")) or ""))
        every = f";INTERVAL={weekly['every']}" if weekly and weekly["every"] else ""
        weekday, count = self.cleaned_data[f"{name}.weekday"], self.cleaned_data[f"{name}.count"]
        return f"FREQ=WEEKLY{every}{f';BYDAY={weekday}' if weekday else ''};COUNT={count}" if count else ""


def _evenings(data: Mapping[str, Any], at: Path, group: Path) -> list[Spot]:
    """The hours of games, or of turns: who comes, and the days on which there are none."""
    people = with_those_of(known.taking_part(data), inside(data, (*at, "who")))
    return [
        hour((*at, "at"), _("At what hour"), required=False, whole=group),
        minutes((*at, "lasts"), _("How long, in minutes"), required=False, whole=group),
        several((*at, "who"), _("Who comes"), people, required=False, whole=group),
        several((*at, "skip"), _("No meetings on"), HOLIDAYS, required=False, whole=group),
        choice((*at, "on_skip"), _("When a meeting falls on such a day"), [CHOOSE, *ON_SKIP], required=False,
               whole=group),
    ]  # fmt: skip


def _needed(at: Path) -> list[str]:
    return [".".join((*map(str, at), name)) for name in ("at", "lasts", "count", "who")]


def _days_first(name: str) -> int:
    return ("weekday", "count", "repeat", "lasts", "who", "skip", "on_skip").index(name.rpartition(".")[2])


def _community(data: Mapping[str, Any]) -> list[Spot]:
    """The role of the leading team, the measure of goals, and when the goals are looked at again."""
    team = with_those_of(known.roles_of(data), inside(data, (*COMMUNITY, "team")))
    outcomes = inside(data, ("outcomes",))
    listed = [each for each in outcomes if isinstance(each, dict)] if isinstance(outcomes, list) else []
    named = [(str(one.get("key")), texts_of(one.get("indicator"))) for one in listed if one.get("key")]
    called = [(key, in_page_language(words) if words else key) for key, words in named]
    measures = with_those_of(called, inside(data, (*COMMUNITY, "goals_met")))
    reviews = forms.CharField(
        label=_("After how many months the goals are looked at again"),
        required=False,
        max_length=200,
        help_text=_("Numbers with commas between them, such as 6, 12."),
        validators=[_readable],
    )
    return [
        Spot((*COMMUNITY, "reviews"), reviews, shown=_in_months, written=_as_durations, whole=COMMUNITY),
        choice((*COMMUNITY, "team"), _("The role of the leading team"), [CHOOSE, *team], required=False,
               whole=COMMUNITY),
        choice((*COMMUNITY, "goals_met"), _("The measure that is the share of goals reached"), [CHOOSE, *measures],
               required=False, whole=COMMUNITY),
    ]  # fmt: skip


def _use(data: Mapping[str, Any]) -> list[Spot]:
    """The questions whose answers are the ages, and what people come for."""
    asked = [
        (each.name, in_page_language(each.ask) or each.name)
        for each in questions_of(data)
        if each.kind in ("choice", "choices")
    ]

    def question(name: str, label: Any, hint: Any = "") -> Spot:
        path = (*USE_LOG, name)
        offered = [CHOOSE, *with_those_of(asked, inside(data, path))]
        return choice(path, label, offered, required=False, whole=USE_LOG, hint=hint)

    return [
        question("age", _("The question whose answers are ages"), _("Nothing chosen: no use is counted.")),
        question("purpose", _("The question whose answers are what people come for")),
    ]


def _in_months(reviews: Sequence[str]) -> str:
    """The lengths as numbers of months, or as the file has them."""
    return ", ".join(str(found.months) if found.months and not found.days else text for text, found in _read(reviews))


def _read(reviews: Sequence[str]) -> list[tuple[str, Duration]]:
    return [(str(text), Duration.parse(str(text))) for text in reviews]


def _parts(typed: str) -> list[str]:
    return [part for part in re.split(r"[\s,;،]+", typed) if part]


def _as_durations(typed: str) -> list[str]:
    return [f"P{part}M" if _MONTHS.fullmatch(part) else part for part in _parts(typed)]


def _readable(typed: str) -> None:
    for text in _as_durations(typed):
        try:
            Duration.parse(text)
        except ValueError as wrong:
            raise forms.ValidationError(_("Write numbers of months with commas between them.")) from wrong
