"""What was asked for in the address of a calendar, and what was typed to arrange a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from igum.engines.schedule.sessions import local_moment
from igum.programmes import commands, queries
from igum.programmes.models import Room, Session
from igum.programmes.rules.calendars import Span, View, is_sensible, span_of
from igum.programmes.rules.timetables import JERUSALEM

NO_LEADER = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a calendar an address asks for. What cannot be read counts as not asked."""

    span: Span
    filters: queries.CalendarFilters


def asked_in(sent: Mapping[str, str], *, at: datetime, view: View = View.MONTH) -> Asked:
    """The days and filters of an address: ``view``, ``on``, ``cohort``, ``room``, ``leader``."""
    try:
        view = View(sent.get("view", view))
    except ValueError:
        view = View.MONTH
    filters = queries.CalendarFilters(
        _uuid(sent.get("cohort", "")),
        _uuid(sent.get("room", "")),
        _uuid(sent.get("leader", "")),
        without_leader=sent.get("leader") == NO_LEADER,
    )
    return Asked(span_of(view, day_in(sent.get("on", ""), at=at)), filters)


def day_in(written: str, *, at: datetime) -> date:
    """A day of an address; today when it is none, or one beyond all calendars."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return localdate(at)
    return day if is_sensible(day) else localdate(at)


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


class WhenForm(forms.Form):
    """When and where a session is to be, as people say it: a day, an hour, how long, a room."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=1, max_value=24 * 60)
    room = forms.ModelChoiceField(Room.objects.none(), required=False)
    place = forms.CharField(label=_("Or a place in words"), required=False, max_length=200)
    despite_holiday = forms.BooleanField(label=_("We meet then all the same"), required=False)

    def when(self) -> commands.When:
        """The same as a command takes it. Of an hour that the clocks pass over, as long after as they pass over."""
        typed = self.cleaned_data
        return commands.When(
            starts_at=local_moment(typed["on"], typed["at"], JERUSALEM),
            lasts=timedelta(minutes=typed["minutes"]),
            room_id=typed["room"].pk if typed["room"] else None,
            place=typed["place"],
            despite_holiday=typed["despite_holiday"],
        )


def when_form(sent: Mapping[str, str] | None, rooms: QuerySet[Room], session: Session | None) -> WhenForm:
    """The form, with what the session has now until something is sent."""
    form = WhenForm(sent, initial=_initial(session) if session else {"minutes": 120, "at": time(17)})
    form.fields["room"] = forms.ModelChoiceField(
        rooms, label=_("Room"), required=False, empty_label=_("None of the list")
    )
    return form


def _initial(session: Session) -> dict[str, Any]:
    starts = localtime(session.starts_at)
    return {
        "on": starts.date(),
        "at": starts.time(),
        "minutes": (session.ends_at - session.starts_at) // timedelta(minutes=1),
        "room": session.room_id,
        "place": session.place,
    }
