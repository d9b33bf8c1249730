"""Days in order, phases that are reached, recurrences that end and happen."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from igum.engines.schedule.recurrence import (
    HORIZON_YEARS,
    MOST_OCCURRENCES,
    BadRecurrence,
    Fault,
    read_recurrence,
)
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.problems import Path, Problem, did_you_mean, words_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.timetables import times_of

LONGEST_SESSION_MINUTES = 24 * 60
_MEASURED = re.compile("([a-z][a-z0-9_]*)(?:[+-](P[0-9YMWD]+))?")
FIRST_YEAR, LAST_YEAR = 1990, 2080
USUAL_START = date(2026, 1, 1)
JERUSALEM = ZoneInfo("Asia/Jerusalem")


def check_cohorts(draft: Draft) -> Iterator[Problem]:
    """Applications open, then close, then the cohort starts."""
    for path, cohort in draft.items("cohorts"):
        for name in ("opens", "closes", "starts"):
            day = cohort.get(name)
            if day and not FIRST_YEAR <= date.fromisoformat(day).year <= LAST_YEAR:
                what = _("“%(name)s” (%(day)s) lies outside the calendar of this site.") % {"name": name, "day": day}
                why = _("It goes from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
                yield draft.wrong((*path, name), what, why, _("Look at the year."))
        for first, then in (("opens", "closes"), ("closes", "starts")):
            one, other = cohort.get(first), cohort.get(then)
            if one and other and date.fromisoformat(one) > date.fromisoformat(other):
                facts = {"first": first, "then": then, "one": one, "other": other}
                what = _("“%(then)s” (%(other)s) lies before “%(first)s” (%(one)s).") % facts
                why = _("A cohort opens, closes and starts in this order.")
                yield draft.wrong((*path, then), what, why, _("Write a day from %(one)s on.") % facts)


def check_phases(draft: Draft) -> Iterator[Problem]:
    """Every phase begins once, and is reached."""
    phases = list(draft.items("phases"))
    keys = draft.keys("phases")
    follows = {str(phase.get("key")): str(phase.get("after", "")) for _path, phase in phases}
    before = ""
    for number, (path, phase) in enumerate(phases):
        after, starts = phase.get("after"), phase.get("starts")
        if after and starts:
            what = _("The phase “%(key)s” begins twice: “starts” and “after”.") % {"key": phase.get("key")}
            yield draft.wrong((*path, "after"), what, "", _("Keep one of the two."))
        elif number and not after and not starts and not {"after", "starts"} & set(draft.written(*path)):
            what = _("The phase “%(key)s” is never reached.") % {"key": phase.get("key")}
            why = _("Only the first phase begins with the cohort by itself.")
            remedy = _("Write for example: %(line)s") % {"line": f"after: {phases[number - 1][1].get('key', '…')}"}
            yield draft.wrong(path, what, why, remedy)
        if after and after not in keys:
            what = _("There is no phase “%(name)s”.") % {"name": after}
            yield draft.wrong((*path, "after"), what, "", did_you_mean(after, keys))
        elif after and _comes_round(str(phase.get("key")), follows):
            what = _("The phase “%(key)s” waits for itself.") % {"key": phase.get("key")}
            why = _("Its way goes in a circle: %(way)s.") % {"way": _circle(str(phase.get("key")), follows)}
            yield draft.wrong((*path, "after"), what, why, _("Let one of them start with the cohort."))
        if starts and starts[:1].isdigit():
            yield from _in_order(draft, (*path, "starts"), starts, before)
            before = max(before, starts)
        elif starts:
            yield from _offset(draft, (*path, "starts"), starts)


def _in_order(draft: Draft, path: Path, starts: str, before: str) -> Iterator[Problem]:
    try:
        date.fromisoformat(starts)
    except ValueError:
        what = _("“%(value)s” is not a day of the calendar.") % {"value": starts}
        remedy = _("Write for example: %(line)s") % {"line": "2026-10-13"}
        yield draft.wrong(path, what, _("A day is written year-month-day."), remedy)
        return
    if before and starts < before:
        what = _("This phase starts on %(day)s, before the one above it (%(before)s).") % {
            "day": starts,
            "before": before,
        }
        yield draft.wrong(path, what, _("Phases stand in their order."), _("Move it up, or change the day."))


def _offset(draft: Draft, path: Path, starts: str) -> Iterator[Problem]:
    try:
        Duration.parse(starts.removeprefix("cohort").lstrip("+-") or "P0D")
    except ValueError:
        what = _("“%(value)s” is not a length of time.") % {"value": starts.removeprefix("cohort")}
        why = _("Lengths are written as in ISO 8601: P5D is five days, P3M three months, PT2H two hours.")
        yield draft.wrong(path, what, why, _("Write for example: %(line)s") % {"line": "cohort-P4W"})


def _comes_round(key: str, follows: Mapping[str, str]) -> bool:
    seen, here = {key}, follows.get(key, "")
    while here and here not in seen:
        seen.add(here)
        here = follows.get(here, "")
    return here == key


def _circle(key: str, follows: Mapping[str, str]) -> str:
    way, here = [key], follows.get(key, "")
    while here and here != key and len(way) < 50:
        way.append(here)
        here = follows.get(here, "")
    return " → ".join([*way, key])


def check_sessions(draft: Draft) -> Iterator[Problem]:
    """Sessions are shorter than a day, and their recurrence ends and happens."""
    phases = list(draft.items("phases"))
    meetings: list[tuple[Path, Mapping[str, Any]]] = [
        ((*path, "sessions"), phase.get("sessions") or {}) for path, phase in phases
    ]
    meetings += [(("league", name), draft.at("league", name) or {}) for name in ("games", "turns")]
    for path, sessions in meetings:
        lasts = sessions.get("lasts")
        if lasts and not _fits_a_day(Duration.parse(lasts)):
            what = _("A session lasts %(lasts)s.") % {"lasts": lasts}
            why = _("A session is counted in hours and minutes, and ends within a day.")
            remedy = _("Write for example: %(line)s") % {"line": "lasts: PT2H"}
            yield draft.wrong((*path, "lasts"), what, why, remedy)
        if sessions.get("repeat"):
            yield from _recurrence(draft, (*path, "repeat"), sessions["repeat"])
    for path, phase in phases:
        if "attendance" in phase and "sessions" not in draft.written(*path):
            what = _("Attendance is noted in a phase without sessions.")
            yield draft.wrong((*path, "attendance"), what, "", _("Write the sessions, or take the attendance out."))


def _fits_a_day(length: Duration) -> bool:
    return not length.months and not length.days and 0 < length.minutes <= LONGEST_SESSION_MINUTES


def check_calendar(draft: Draft, programme: Programme) -> Iterator[Problem]:
    """The meetings of every cohort can be told, one by one. For a file in which nothing else is wrong."""
    told: set[str] = set()
    for number, cohort in enumerate(programme.cohorts):
        try:
            unclear = [times.phase.key for times in times_of(programme, cohort) if not times.is_clear]
        except (ValueError, OverflowError):  # a phase that begins beyond the calendar
            what = _("The phases of the cohort “%(key)s” go beyond the calendar.") % {"key": cohort.key}
            yield draft.wrong(("cohorts", number, "starts"), what, "", _("Shorten “lasts” of the phases."))
            return
        for key in (key for key in unclear if key not in told):
            told.add(key)
            what = _("The meetings of “%(phase)s” cannot be counted for the cohort “%(key)s”.") % {
                "phase": key,
                "key": cohort.key,
            }
            why = _("They are more than %(most)d, or go on for more than %(years)d years.") % {
                "most": MOST_OCCURRENCES,
                "years": HORIZON_YEARS,
            }
            remedy = _("Write for example: %(line)s") % {"line": "FREQ=WEEKLY;BYDAY=TU;COUNT=6"}
            place = [phase.key for phase in programme.phases].index(key)
            yield draft.wrong(("phases", place, "sessions", "repeat"), what, why, remedy)


def _recurrence(draft: Draft, path: Path, written: str) -> Iterator[Problem]:
    starts = [date.fromisoformat(each["starts"]) for _path, each in draft.items("cohorts") if each.get("starts")]
    begin = min([day for day in starts if FIRST_YEAR <= day.year <= LAST_YEAR], default=USUAL_START)
    try:
        recurrence = read_recurrence(written)
        first = next(recurrence.days(begin), None)
        if first is None or recurrence.is_past(datetime.combine(first, time(), JERUSALEM)):
            raise BadRecurrence(Fault.NEVER)
    except BadRecurrence as bad:
        what, why = _recurrence_words(bad)
        remedy = _("Write for example: %(line)s") % {"line": "FREQ=WEEKLY;BYDAY=TU;COUNT=6"}
        yield draft.wrong(path, what, why, remedy)


def _recurrence_words(bad: BadRecurrence) -> tuple[str, str]:
    facts = {"part": "", "value": "", "most": "", **bad.facts}
    ending = _("It needs COUNT (how many) or UNTIL (the last day), one of them.")
    sentences = {
        Fault.NO_END: (_("The recurrence never ends."), ending),
        Fault.TWO_ENDS: (_("The recurrence ends in two ways."), ending),
        Fault.NO_FREQUENCY: (_("The recurrence does not say how often."), _("It begins with FREQ.")),
        Fault.TOO_MANY: (_("The recurrence has more than %(most)s sessions.") % facts, _("Divide the phase.")),
        Fault.NEVER: (_("The recurrence never happens."), _("No day of the calendar from the start on meets it.")),
        Fault.UNKNOWN_PART: (_("A recurrence has no part “%(part)s”.") % facts, _as_icalendar()),
        Fault.TWICE: (_("“%(part)s” is there twice in the recurrence.") % facts, _as_icalendar()),
        Fault.BAD_VALUE: (_("“%(part)s=%(value)s” cannot be read.") % facts, _as_icalendar()),
        Fault.TOO_FINE: (_("“%(part)s=%(value)s” cannot be read.") % facts, _("The time of day stands in “at”.")),
    }
    return sentences.get(bad.fault, (_("The recurrence cannot be read."), _as_icalendar()))


def _as_icalendar() -> str:
    return _("It is written as RRULE of iCalendar.")


def check_measured(draft: Draft) -> Iterator[Problem]:
    """Outcomes are measured at moments that there are."""
    known = ["baseline", "end", *draft.keys("phases")]
    for path, outcome in draft.items("outcomes"):
        for number, moment in enumerate(outcome.get("measured") or []):
            found = _MEASURED.fullmatch(moment or "")
            if not found:
                continue
            if found[1] not in known:
                what = _("There is no moment “%(name)s”.") % {"name": found[1]}
                why = _("Outcomes are measured at baseline, at the end, or at the end of a phase.")
                yield draft.wrong((*path, "measured", number), what, why, did_you_mean(found[1], known))
            elif found[2] and not _reads(found[2]):
                what = _("“%(value)s” is not a length of time.") % {"value": found[2]}
                remedy = _("Write for example: %(line)s") % {"line": "end+P9M"}
                yield draft.wrong((*path, "measured", number), what, "", remedy)


def check_lengths(draft: Draft) -> Iterator[Problem]:
    """An offer, a waiting list, a consent and what is kept last at least a day."""
    lengths: list[Path] = [("selection", "offer", "expires"), ("selection", "waiting_list", "keep")]
    lengths += [("confidentiality", "keep"), *((*path, "lasts") for path, _consent in draft.items("consents"))]
    for path in lengths:
        written = draft.at(*path)
        if written and Duration.parse(written).about_days < 1:
            what = _("%(where)s is shorter than a day.") % {"where": words_of(path)}
            yield draft.wrong(path, what, "", _("Write for example: %(line)s") % {"line": f"{path[-1]}: P5D"})


def _reads(text: str) -> bool:
    try:
        return bool(Duration.parse(text))
    except ValueError:
        return False
