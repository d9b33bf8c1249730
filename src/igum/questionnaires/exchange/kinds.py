"""What the types of an XLSForm ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pyxform import aliases, constants

from igum.questionnaires.exchange.workbook import Refusal, Row
from igum.questionnaires.rules.definition import Kind

SIMPLE = {
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "add text prompt": Kind.TEXT,
    "get text": Kind.TEXT,
    "q string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "add integer prompt": Kind.INTEGER,
    "q int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "add decimal prompt": Kind.DECIMAL,
    "range": Kind.DECIMAL,
    "phone number": Kind.PHONE,
    "add phone number prompt": Kind.PHONE,
    "get phone number": Kind.PHONE,
    "email": Kind.EMAIL,
    "phonenumber": Kind.PHONE,
    "date": Kind.DATE,
    "add date prompt": Kind.DATE,
    "q date": Kind.DATE,
    "time": Kind.TIME,
    "note": Kind.NOTE,
    "add note prompt": Kind.NOTE,
    "q note": Kind.NOTE,
    "acknowledge": Kind.CONSENT,
    "trigger": Kind.CONSENT,
    "add acknowledge prompt": Kind.CONSENT,
    "calculate": Kind.CALCULATION,
    "add calculate prompt": Kind.CALCULATION,
    "q calculate": Kind.CALCULATION,
    "begin group": Kind.GROUP,
    "begin repeat": Kind.REPEAT,
    "begin lgroup": Kind.REPEAT,
    "begin looped group": Kind.REPEAT,
}
# What a device knows of itself is not asked of anybody.
METADATA = frozenset(
    [
        "audit",
        "background-audio",
        "device id",
        "deviceid",
        "end",
        "end time",
        "get device id",
        "get sim id",
        "get subscriber id",
        "get today",
        "imei",
        "sim id",
        "simserial",
        "start",
        "start time",
        "start-geopoint",
        "subscriberid",
        "today",
        "username",
    ]
)
SELECTS = re.compile(r"^(?P<command>.+?)\s+(?P<list>[^\s]+)(?P<other>\s+or[ _](?:specify )?other)?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one row asks for; nothing, for what a device knows of itself."""

    kind: Kind | None
    list: str = ""
    other: bool = False


def asked_by(row: Row, lists: Mapping[str, Any]) -> Asked:
    """What a row asks for.

    Raises:
        Refusal: we have nothing like its type.
    """
    written = " ".join(row.get("type").split())
    plain = written.lower().replace("begin_", "begin ")
    appearance = row.get("control", "appearance")
    if plain in METADATA or (plain in {"email", "phonenumber"} and not any(row.under("label"))):
        return Asked(None)
    if plain in SIMPLE:
        kind = SIMPLE[plain]
        if kind == Kind.TEXT and "multiline" in appearance:
            kind = Kind.LONG_TEXT
        if row.get("bind", "calculate") and kind not in {Kind.GROUP, Kind.REPEAT, Kind.NOTE}:
            kind = Kind.CALCULATION
        return Asked(kind)
    match = SELECTS.match(written)
    command = aliases.select.get(" ".join(match["command"].lower().split())) if match else None
    if match and command in {constants.SELECT_ONE, constants.SELECT_ALL_THAT_APPLY} and "file" not in match["command"]:
        if match["list"] not in lists:
            raise Refusal(_("There is no list “%(list)s” in the sheet of choices.") % {"list": match["list"]})
        kind = Kind.CHOICE if command == constants.SELECT_ONE else Kind.CHOICES
        return Asked(kind, match["list"], bool(match["other"]))
    raise Refusal(_("The type “%(type)s” is not supported.") % {"type": written})
