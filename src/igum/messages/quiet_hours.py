"""The quiet hours of a region, read from the dated data of this module."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from igum.messages.rules.quiet import QuietHours

FILE = Path(__file__).parent / "data" / "quiet_hours.yaml"
ZONE = ZoneInfo("Asia/Jerusalem")


def quiet_hours_of(slug: str, at: datetime) -> QuietHours:
    """The quiet hours that count in a region at a moment: its own entry, else the one for all."""
    data = _read()
    day = at.astimezone(ZONE).date()
    begun = [entry for entry in data["quiet_hours"] if entry["since"] <= day and entry["region"] in (None, slug)]
    return _quiet(max(begun, key=lambda entry: (entry["region"] is not None, entry["since"])))


def last_known_holy_day() -> date:
    """The last day the data know: later nights and Sabbaths are kept, later holy days are not known."""
    days: list[date] = _read()["holy_days"]["days"]
    return max(days)


def _quiet(entry: Mapping[str, Any]) -> QuietHours:
    return QuietHours(
        zone=ZONE,
        night_from=time.fromisoformat(entry["night"]["from"]),
        night_until=time.fromisoformat(entry["night"]["until"]),
        latitude=entry["latitude"],
        longitude=entry["longitude"],
        rest_begins_before_sunset=timedelta(minutes=entry["rest"]["begins_before_sunset"]),
        rest_ends_after_sunset=timedelta(minutes=entry["rest"]["ends_after_sunset"]),
        holy_days=frozenset(_read()["holy_days"]["days"]),
    )


@lru_cache
def _read() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data
