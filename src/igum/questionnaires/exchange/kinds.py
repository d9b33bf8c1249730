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
    "barcode": Kind.TEXT,  # read by eye and typed where nothing scans it
    "q barcode": Kind.TEXT,
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
        "hidden",
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
CHOSEN = {
    constants.SELECT_ONE: Kind.CHOICE,
    constants.SELECT_ONE_EXTERNAL: Kind.CHOICE,
    constants.SELECT_ALL_THAT_APPLY: Kind.CHOICES,
}
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
    if plain == "hidden" and row.get("bind", "calculate"):
        return Asked(Kind.CALCULATION)
    if plain in METADATA or (plain in {"email", "phonenumber"} and not any(row.under("label"))):
        return Asked(None)
    return Asked(_simple(SIMPLE[plain], row)) if plain in SIMPLE else _select(written, lists)


def _simple(kind: Kind, row: Row) -> Kind:
    if kind in {Kind.GROUP, Kind.REPEAT, Kind.NOTE}:
        return kind
    if row.get("bind", "calculate"):
        return Kind.CALCULATION
    if aliases.yes_no.get(row.get("bind", "readonly")) is True:
        return Kind.NOTE  # what nobody may answer is only read
    return Kind.LONG_TEXT if kind == Kind.TEXT and "multiline" in row.get("control", "appearance") else kind


def _select(written: str, lists: Mapping[str, Any]) -> Asked:
    match = SELECTS.match(written)
    command = aliases.select.get(" ".join(match["command"].lower().split())) if match else None
    if match is None or command not in CHOSEN or "file" in match["command"]:
        raise Refusal(_unsupported(written))
    if match["list"] not in lists:
        raise Refusal(_("There is no list “%(list)s” in the sheet of choices.") % {"list": match["list"]})
    return Asked(CHOSEN[command], match["list"], bool(match["other"]))


def _unsupported(written: str) -> str:
    """Why a type cannot be taken in, and what to do instead."""
    first = written.lower().split()[0]
    if first.endswith(("_from_file", "-external")) or first == "include":
        return _("The list lies in a file of its own. Copy its rows into the sheet “choices”.")
    if first in {"image", "photo", "audio", "video", "file"}:
        return _("No file can be handed in with a form yet. Ask for it in words, or leave it out.")
    if first in {"geopoint", "gps", "location", "geotrace", "geoshape"}:
        return _("No point on a map can be answered. Ask for the town or the address.")
    if first == "rank":
        return _("Nothing can be put in order. Ask for the first one, and then for the second.")
    if first in {"datetime", "datetime."}:
        return _("Ask for the day and for the time in two questions.")
    return _("The type “%(type)s” is not supported.") % {"type": written}
