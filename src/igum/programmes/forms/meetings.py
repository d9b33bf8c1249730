"""One phase of a programme with its meetings: when, how often, who comes, what is noted, and what it takes to go on."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.builder import ConditionForm, Known
from igum.programmes.forms.lengths import CODE, length
from igum.programmes.forms.spots import (
    Spot,
    choice,
    day_field,
    hour,
    minutes,
    percent_of,
    several,
    texts,
    whole,
    with_those_of,
)
from igum.programmes.rules.edits import inside

CODES = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
# Django counts weekdays from Monday; here a week begins on Sunday.
DAYS = [(code, WEEKDAYS[(place - 1) % 7]) for place, code in enumerate(CODES)]
HOLIDAYS = (
    ("jewish", gettext_lazy("Jewish holidays")),
    ("muslim", gettext_lazy("Muslim holidays")),
    ("druze", gettext_lazy("Druze holidays")),
    ("christian", gettext_lazy("Christian holidays")),
)
ON_SKIP = (
    ("shift", gettext_lazy("the meeting moves to the next date, and the phase ends later")),
    ("drop", gettext_lazy("the meeting falls out")),
)
STATUSES = (
    ("present", gettext_lazy("was there")),
    ("late", gettext_lazy("came late")),
    ("excused", gettext_lazy("could not come, and said so")),
    ("absent", gettext_lazy("did not come")),
)
WEEKLY = re.compile(
    r"FREQ=WEEKLY(?:;INTERVAL=(?P<every>[0-9]{1,2}))?(?:;BYDAY=(?P<day>[A-Z]{2}))?;COUNT=(?P<count>[0-9]{1,3})"
)
BEFORE = re.compile(r"cohort-P([0-9]{1,2})W")
NONE, ONCE, WEEKS, WRITTEN, KEPT = "none", "once", "weekly", "written", "kept"
SESSIONS, ATTENDANCE = ("sessions",), ("attendance",)
WITH_AN_HOUR = ("sessions.at", "sessions.lasts")


class PhaseForm(ConditionForm):
    """A phase: its name, when it begins, its meetings, what is noted of them, and what it takes to go on."""

    heading = gettext_lazy("One goes on to the next stage when")
    folds = True
    headings: Mapping[str, Any] = {
        "begins": gettext_lazy("When"),
        "repeat": gettext_lazy("The meetings"),
        "attendance.statuses": gettext_lazy("Attendance"),
    }

    def __init__(
        self,
        phase: Mapping[str, Any],
        known: Known,
        *,
        languages: Sequence[str],
        people: Sequence[tuple[str, Any]],
        before: str = "",
        **common: Any,
    ) -> None:
        self.before = before
        after = f"sessions.then.names.{languages[0]}"
        self.headings = {**self.headings, after: _("After each meeting")}
        self.named = texts(("names",), _("Name"), languages)
        self.meeting = [*_meeting(phase, people, languages), *_then(phase, people, languages)]
        self.noted = _noted()
        stays = [length(("lasts",), _("How long the stage is, when its meetings do not say it"), required=False)]
        spots = [*self.named, *stays, *self.meeting, *self.noted]
        super().__init__(spots, phase, known, path=("gate",), needed=False, **common)
        self._add_beginning(phase)
        self._add_repeat(phase)
        if not phase:
            self.initial["sessions.who"] = ["subject"]
        wanted = {"begins_on", "begins_weeks", "repeat_text", "every", "count", "sessions.at", "sessions.lasts"}
        self.sometimes = frozenset({*self.sometimes, *wanted, "sessions.who", "weekday", "sessions.on_skip"})
        for name in self.sometimes:
            self.fields[name].required = True
        own = ["begins", "begins_on", "begins_weeks", "lasts", "repeat", "repeat_text", "weekday", "every", "count"]
        self.order_fields([*(spot.name for spot in self.named), *own, *(spot.name for spot in self.meeting)])

    def clean(self) -> dict[str, Any]:
        """Meetings need an hour, a length and a number; a beginning on a day needs the day."""
        cleaned = super().clean()
        wanted = {ONCE: WITH_AN_HOUR, WEEKS: ("count", *WITH_AN_HOUR), WRITTEN: ("repeat_text", *WITH_AN_HOUR)}
        needed = [*wanted.get(str(cleaned.get("repeat")), ())]
        needed += ["sessions.who"] if needed else []
        needed += {"day": ["begins_on"], "before": ["begins_weeks"]}.get(str(cleaned.get("begins")), [])
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed here."))
        return cleaned

    def _values(self) -> dict[Spot, Any]:
        """The recurrence and the beginning are places of the file like the others."""
        values = super()._values()
        held = self.cleaned_data["repeat"] != NONE
        if not held:
            values = {
                spot: None if spot.path[:1] in (SESSIONS, ATTENDANCE) else value for spot, value in values.items()
            }
        starts, after = self._beginning()
        repeat = Spot(("sessions", "repeat"), forms.Field())
        more = {Spot(("starts",), forms.Field()): starts, Spot(("after",), forms.Field()): after}
        return {**values, **({repeat: self._rule() or None} if held else {}), **more}

    def _beginning(self) -> tuple[Any, Any]:
        """What the file says of the first day: ``starts`` and ``after``."""
        typed, phase = self.cleaned_data, self.part
        way, now, after = typed["begins"], phase.get("starts"), phase.get("after")
        if way == KEPT:
            return now, after
        if way == "after":
            return None, after or self.before
        if way == "cohort" and phase and now is None and not after:
            return None, None
        starts = {"day": str(typed.get("begins_on")), "before": f"cohort-P{typed.get('begins_weeks')}W"}
        return starts.get(way, "cohort"), None

    def _rule(self) -> str:
        typed = self.cleaned_data
        if typed["repeat"] == WRITTEN:
            return str(typed["repeat_text"])
        if typed["repeat"] == ONCE:
            return ""
        if {"weekday", "every", "count", "repeat"}.isdisjoint(self.changed_data):
            return str(inside(self.part, ("sessions", "repeat")) or "")
        every = f";INTERVAL={typed['every']}" if (typed["every"] or 1) > 1 else ""
        weekday = f";BYDAY={typed['weekday']}" if typed["weekday"] else ""
        return f"FREQ=WEEKLY{every}{weekday};COUNT={typed['count']}"

    def _add_beginning(self, phase: Mapping[str, Any]) -> None:
        after, starts = str(phase.get("after") or ""), str(phase.get("starts") or "")
        weeks = BEFORE.fullmatch(starts)
        ways = [("cohort", _("with the round")), ("before", _("weeks before the round")), ("day", _("on a day"))]
        if self.before or after:
            ways.insert(1, ("after", _("when the phase before it ends")))
        now = "after" if after else "before" if weeks else "day" if _as_day(starts) else "cohort"
        if now == "cohort" and starts not in ("", "cohort"):
            ways.append((KEPT, _("as the file says: %(words)s") % {"words": starts}))
            now = KEPT
        if not phase and self.before:
            now = "after"
        self.fields["begins"] = forms.ChoiceField(label=_("It begins"), choices=ways)
        self.fields["begins_on"] = day_field(_("On which day"), required=False)
        field = forms.IntegerField(label=_("How many weeks before"), min_value=1, max_value=52, required=False)
        self.fields["begins_weeks"] = field
        self.initial.update({"begins": now, "begins_weeks": int(weeks[1]) if weeks else None})
        self.initial["begins_on"] = _as_day(starts)

    def _add_repeat(self, phase: Mapping[str, Any]) -> None:
        sessions = phase.get("sessions") if isinstance(phase.get("sessions"), dict) else None
        written = str((sessions or {}).get("repeat") or "")
        weekly = WEEKLY.fullmatch(written)
        ways = [(WEEKS, _("every week, or every few weeks")), (ONCE, _("one meeting")), (NONE, _("no meetings"))]
        ways.append((WRITTEN, _("in another way, written as in iCalendar")))
        kind = WEEKS if weekly or not phase else WRITTEN if written else ONCE if sessions else NONE
        self.fields["repeat"] = forms.ChoiceField(label=_("Meetings"), choices=ways)
        self.fields["repeat_text"] = forms.CharField(
            label=_("The recurrence as the file has it"), required=False, max_length=200, widget=forms.TextInput(CODE)
        )
        self.fields["weekday"] = forms.ChoiceField(
            label=_("Weekday"), required=False, choices=[("", _("the weekday of the first day")), *DAYS]
        )
        every = forms.IntegerField(label=_("Every so many weeks"), min_value=1, max_value=52, required=False)
        count = forms.IntegerField(label=_("How many meetings"), min_value=1, max_value=200, required=False)
        self.fields |= {"every": every, "count": count}
        self.initial.update({"repeat": kind, "repeat_text": written if kind == WRITTEN else "", "every": 1})
        if weekly:
            self.initial.update({"weekday": weekly["day"] or "", "every": int(weekly["every"] or 1)})
            self.initial["count"] = int(weekly["count"])


def _meeting(phase: Mapping[str, Any], people: Sequence[tuple[str, Any]], languages: Sequence[str]) -> list[Spot]:
    at = SESSIONS
    who = with_those_of(people, inside(phase, (*at, "who")))
    return [
        hour((*at, "at"), _("At what hour"), required=False, whole=at),
        minutes((*at, "lasts"), _("How long, in minutes"), required=False, whole=at),
        several((*at, "who"), _("Who comes"), who, required=False, whole=at),
        *texts((*at, "place"), _("Where"), languages, required=False, whole=at),
        several((*at, "skip"), _("No meetings on"), HOLIDAYS, required=False, whole=at),
        choice((*at, "on_skip"), _("When a meeting falls on such a day"),
               [("", _("– choose –")), *ON_SKIP], required=False, whole=at),
    ]  # fmt: skip


def _then(phase: Mapping[str, Any], people: Sequence[tuple[str, Any]], languages: Sequence[str]) -> list[Spot]:
    at = (*SESSIONS, "then")
    who = with_those_of(people, inside(phase, (*at, "who")))
    return [
        *texts((*at, "names"), _("What follows each meeting for some of them"), languages, required=False, whole=at),
        minutes((*at, "lasts"), _("How long that is, in minutes"), required=False, whole=at),
        several((*at, "who"), _("Who stays for it"), who, required=False, whole=at),
    ]


def _noted() -> list[Spot]:
    alert = (*ATTENDANCE, "alert")
    return [
        several((*ATTENDANCE, "statuses"), _("What is noted of each meeting"), STATUSES, required=False,
                whole=ATTENDANCE, hint=_("Nothing ticked: attendance is not noted.")),
        percent_of((*ATTENDANCE, "least"), _("At how many meetings one has to be, in percent"), required=False,
                   group=ATTENDANCE),
        whole((*alert, "absences_in_a_row"), _("After how many missed meetings in a row somebody calls them"), 1, 50,
              required=False, group=alert),
    ]  # fmt: skip


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
