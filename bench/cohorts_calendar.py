"""A year's calendar of 200 cohorts, from rules and holidays to iCalendar text, beside dateutil and icalendar.

The peer is what one writes without us: a rule set with the closed days taken out, and an event for each day. It is
given the closed days, for no library knows the four communities' ones; it can leave a day out and cannot move on, so
that both are asked to leave days out, and must name the same moments.
"""

import argparse
import statistics
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr
from icalendar import Calendar
from icalendar import Event as TheirEvent

from bench.harness import show
from igum.engines.schedule.calendars import closed_for
from igum.engines.schedule.icalendar import Event, icalendar
from igum.engines.schedule.sessions import OnSkip, Series, Session, span, timetable

COMMUNITIES = ("jewish", "muslim", "druze", "christian")
ISRAEL = ZoneInfo("Asia/Jerusalem")
RULE = "FREQ=WEEKLY;COUNT=48"
MOST_SECONDS = 2.0
RUNS = 3
Moments = list[list[datetime]]


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds of the processor for sessions and for text, ours and theirs."""
    every = cohorts(10 if options.quick else 200)
    ours, seconds = _median(lambda: [_sessions(each) for each in every])
    _, moving = _median(lambda: [_sessions(each, OnSkip.SHIFT_SERIES) for each in every])
    _, writing = _median(lambda: _our_text(ours))
    closed = [_closed_days(each) for each in every]
    theirs, their_seconds = _median(lambda: [_rule_set(each, days) for each, days in zip(every, closed, strict=True)])
    _, their_writing = _median(lambda: _their_text(theirs))
    if [[each.starts_at for each in held if each.number] for held in ours] != theirs:
        raise AssertionError("dateutil names other moments")

    events = sum(map(len, ours))
    rows: list[dict[str, Any]] = [
        {"what": "holidays and sessions, days left out", "igum_s": seconds, "peer_s": their_seconds},
        {"what": "holidays and sessions, moving on", "igum_s": moving},
        {"what": "iCalendar text", "igum_s": writing, "peer_s": their_writing},
        {"what": "a year's calendar", "igum_s": moving + writing, "peer_s": their_seconds + their_writing},
    ]
    for row in rows:
        if "peer_s" in row:
            row["ratio"] = row["peer_s"] / row["igum_s"]
    show(f"{len(every)} cohorts, {events:,} occurrences (peer: dateutil and icalendar, given the closed days)", rows)
    print(f"  target for a year's calendar: {MOST_SECONDS:.0f} s")
    return {"cohorts": len(every), "occurrences": events, "rows": rows, "target_s": MOST_SECONDS}


def cohorts(many: int) -> list[Series]:
    """Cohorts that meet weekly through a year, on five days of the week, at six hours."""
    return [
        Series(
            RULE,
            date(2026, 10, 4) + timedelta(days=number % 5),
            time(9 + 2 * (number % 6)),
            timedelta(hours=2),
            ISRAEL,
            OnSkip.DROP,
        )
        for number in range(many)
    ]


def _sessions(series: Series, on_skip: OnSkip = OnSkip.DROP) -> tuple[Session, ...]:
    asked = Series(series.rule, series.starts_on, series.at, series.length, series.zone, on_skip)
    return timetable(asked, closed_for(COMMUNITIES, span(asked))).sessions


def _our_text(every: list[tuple[Session, ...]]) -> list[str]:
    return [
        icalendar(
            [
                Event(f"{cohort}-{number}@igum", each.starts_at, each.ends_at, "Workshop", cancelled=not each.number)
                for number, each in enumerate(sessions)
            ],
            name="Workshops",
            stamped_at=datetime(2026, 9, 1, tzinfo=UTC),
        )
        for cohort, sessions in enumerate(every)
    ]


def _closed_days(series: Series) -> list[datetime]:
    closed = closed_for(COMMUNITIES, span(series))
    return [datetime.combine(day, series.at) for day in closed]


def _rule_set(series: Series, closed: list[datetime]) -> list[datetime]:
    days = rruleset()
    rule = rrulestr(series.rule, dtstart=datetime.combine(series.starts_on, series.at))
    if not isinstance(rule, rrule):
        raise TypeError("one rule was meant")
    days.rrule(rule)
    for day in closed:
        days.exdate(day)
    return [day.replace(tzinfo=series.zone) for day in days]


def _their_text(every: Moments) -> list[bytes]:
    texts = []
    for cohort, moments in enumerate(every):
        calendar = Calendar()
        calendar.add("prodid", "-//peer//EN")
        calendar.add("version", "2.0")
        for number, moment in enumerate(moments):
            event = TheirEvent()
            event.add("uid", f"{cohort}-{number}@peer")
            event.add("dtstamp", datetime(2026, 9, 1, tzinfo=UTC))
            event.add("dtstart", moment)
            event.add("dtend", moment + timedelta(hours=2))
            event.add("summary", "Workshop")
            calendar.add_component(event)
        calendar.add_missing_timezones()
        texts.append(calendar.to_ical())
    return texts


def _median(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call answers, and the median of its seconds of the processor: one thread does it all, in either way."""
    answer, taken = None, []
    for _ in range(RUNS):
        started = process_time()
        answer = call()
        taken.append(process_time() - started)
    return answer, statistics.median(taken)
