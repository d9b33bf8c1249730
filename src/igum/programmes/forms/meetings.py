"""One phase of a programme with its meetings: on which weekday, how often, at what hour, and on which days not."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.spots import FileForm, choice, day_field, hour, minutes, several, texts
from igum.programmes.rules.edits import Edit, Put, Remove, inside
from igum.programmes.rules.problems import Path

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
WEEKLY = re.compile(
    r"FREQ=WEEKLY(?:;INTERVAL=(?P<every>[0-9]{1,2}))?(?:;BYDAY=(?P<day>[A-Z]{2}))?;COUNT=(?P<count>[0-9]{1,3})"
)
BEFORE = re.compile(r"cohort-P([0-9]{1,2})W")
NONE, ONCE, WEEKS, WRITTEN = "none", "once", "weekly", "written"


class PhaseForm(FileForm):
    """A phase: its name, when it begins, and its meetings."""

    def __init__(
        self,
        phase: Mapping[str, Any],
        *,
        languages: Sequence[str],
        before: str = "",
        base: Path = (),
        post: Mapping[str, Any] | None = None,
    ) -> None:
        self.before = before
        named = texts(("names",), _("Name"), languages)
        at = ("sessions",)
        meeting = [
            hour((*at, "at"), _("At what hour"), required=False),
            minutes((*at, "lasts"), _("How long, in minutes"), required=False),
            several((*at, "skip"), _("No meetings on"), HOLIDAYS, required=False),
            choice((*at, "on_skip"), _("When a meeting falls on such a day"), ON_SKIP, required=False),
            *texts((*at, "place"), _("Where"), languages, required=False),
        ]
        super().__init__([*named, *meeting], phase, base=base, post=post)
        self._add_beginning(phase)
        self._add_repeat(phase)
        order = [spot.name for spot in named] + ["begins", "begins_on", "begins_weeks", "repeat", "repeat_text"]
        self.sometimes = frozenset(
            {"begins_on", "begins_weeks", "repeat_text", "every", "count", "sessions.at", "sessions.lasts"}
        )
        for name in self.sometimes:
            self.fields[name].required = True
        self.order_fields([*order, "weekday", "every", "count", *(spot.name for spot in meeting)])

    def clean(self) -> dict[str, Any]:
        """Meetings need an hour, a length and a number; a beginning on a day needs the day."""
        cleaned = super().clean() or {}
        kind = cleaned.get("repeat")
        wanted = {ONCE: ("sessions.at", "sessions.lasts"), WEEKS: ("count", "sessions.at", "sessions.lasts")}
        wanted[WRITTEN] = ("repeat_text", "sessions.at", "sessions.lasts")
        needed = [*wanted.get(str(kind), ())]
        needed += {"day": ["begins_on"], "before": ["begins_weeks"]}.get(str(cleaned.get("begins")), [])
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed here."))
        return cleaned

    def edits(self) -> list[Edit]:
        """The changed places, the recurrence and the beginning among them."""
        typed, phase = self.cleaned_data, self.part
        if typed["repeat"] == NONE and "sessions" in phase:
            gone = [Remove((*self.base, name)) for name in ("attendance", "sessions") if name in phase]
            others = [each for each in super().edits() if _inner(each, self.base)[:1] != ("sessions",)]
            return [*others, *self._beginning(), *gone]
        found = [*super().edits(), *self._beginning()]
        if typed["repeat"] == NONE:
            return [each for each in found if _inner(each, self.base)[:1] != ("sessions",)]
        return [*found, *self._repeat()]

    def entry(self) -> dict[str, Any]:
        """A new phase."""
        made, typed = super().entry(), self.cleaned_data
        made |= {str(each.path[len(self.base)]): each.value for each in self._beginning() if isinstance(each, Put)}
        if typed["repeat"] == NONE:
            made.pop("sessions", None)
            return made
        repeat = self._rule()
        sessions = made.setdefault("sessions", {})
        made["sessions"] = {**sessions, **({"repeat": repeat} if repeat else {}), "who": ["subject"]}
        return made

    def _add_beginning(self, phase: Mapping[str, Any]) -> None:
        after, starts = str(phase.get("after") or ""), str(phase.get("starts") or "")
        weeks = BEFORE.fullmatch(starts)
        ways = [("cohort", _("with the round")), ("before", _("weeks before the round")), ("day", _("on a day"))]
        if self.before or after:
            ways.insert(1, ("after", _("when the phase before it ends")))
        now = "after" if after else "before" if weeks else "day" if starts[:1].isdigit() else "cohort"
        if not after and not weeks and starts not in ("", "cohort") and now != "day":
            ways.append(("kept", _("as the file says: %(words)s") % {"words": starts}))
            now = "kept"
        if not phase and self.before:
            now = "after"
        self.fields["begins"] = forms.ChoiceField(label=_("It begins"), choices=ways)
        self.fields["begins_on"] = day_field(_("On which day"), required=False)
        field = forms.IntegerField(label=_("How many weeks before"), min_value=1, max_value=52, required=False)
        self.fields["begins_weeks"] = field
        self.initial.update({"begins": now, "begins_weeks": int(weeks[1]) if weeks else None})
        if now == "day":
            self.initial["begins_on"] = _as_day(starts)

    def _add_repeat(self, phase: Mapping[str, Any]) -> None:
        sessions = phase.get("sessions") if isinstance(phase.get("sessions"), dict) else None
        written = str((sessions or {}).get("repeat") or "")
        weekly = WEEKLY.fullmatch(written)
        ways = [(WEEKS, _("every week, or every few weeks")), (ONCE, _("one meeting")), (NONE, _("no meetings"))]
        ways.append((WRITTEN, _("in another way, written as in iCalendar")))
        kind = WEEKS if weekly or not phase else WRITTEN if written else ONCE if sessions else NONE
        self.fields["repeat"] = forms.ChoiceField(label=_("Meetings"), choices=ways)
        marks = {"dir": "ltr", "lang": "en", "spellcheck": "false", "class": "code"}
        self.fields["repeat_text"] = forms.CharField(
            label=_("The recurrence as the file has it"), required=False, max_length=200, widget=forms.TextInput(marks)
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

    def _beginning(self) -> list[Edit]:
        typed = self.cleaned_data
        way, phase = typed["begins"], self.part
        if way == "kept":
            return []
        if way == "after":
            wanted = ("after", str(phase.get("after") or self.before))
        else:
            starts = {"day": str(typed["begins_on"]), "before": f"cohort-P{typed['begins_weeks']}W"}
            wanted = ("starts", starts.get(way, "cohort"))
        name, value = wanted
        other = "starts" if name == "after" else "after"
        gone = [Remove((*self.base, other))] if phase.get(other) else []
        stands = phase.get(name) == value or (value == "cohort" and not phase.get("starts") and not gone and phase)
        return [*gone, *([] if stands else [Put((*self.base, name), value)])]

    def _repeat(self) -> list[Edit]:
        path = (*self.base, "sessions", "repeat")
        wanted, before = self._rule(), inside(self.part, ("sessions", "repeat"))
        who = [] if inside(self.part, ("sessions", "who")) else [Put((*self.base, "sessions", "who"), ["subject"])]
        if wanted == (before or ""):
            return [*who]
        return [*who, Put(path, wanted) if wanted else Remove(path)]

    def _rule(self) -> str:
        typed = self.cleaned_data
        if typed["repeat"] == WRITTEN:
            return str(typed["repeat_text"])
        if typed["repeat"] == ONCE:
            return ""
        every = f";INTERVAL={typed['every']}" if (typed["every"] or 1) > 1 else ""
        weekday = f";BYDAY={typed['weekday']}" if typed["weekday"] else ""
        return f"FREQ=WEEKLY{every}{weekday};COUNT={typed['count']}"


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _inner(edit: Edit, base: Path) -> Path:
    return getattr(edit, "path", ())[len(base) :]
