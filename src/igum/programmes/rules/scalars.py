"""What an unquoted word of YAML stands for, and which words programs disagree about.

YAML 1.1 reads ``no`` as false, ``18:00`` as 1080 and ``007`` as 7; YAML 1.2 reads the first two as text. A programme
file is read by programs of both kinds, so such a word must say by quotes, or by another word, what it is.
"""

import re
from enum import Enum

Scalar = str | int | float | bool | None

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_YES_NO = frozenset({"yes", "no", "on", "off", "y", "n"})
_YES = frozenset({"yes", "on", "y"})
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FRACTION = re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{1,17}([eE][-+]?[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_SIXTIES = re.compile(r"[-+]?[0-9]{1,9}(:[0-5]?[0-9]){1,3}")
_ODD_NUMBER = re.compile(
    r"[-+]?(0[0-9_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9]+_[0-9_]*|[0-9]{19,}|[0-9]+\.|\.[0-9]+"
    r"|[0-9]{1,17}\.?[0-9]{0,17}[eE][-+]?[0-9]+|\.(inf|Inf|INF)|\.(nan|NaN|NAN))"
)


class Doubt(Enum):
    """Why a word without quotes may be read in two ways."""

    YES_NO = "yes_no"
    DAY = "day"
    SIXTIES = "sixties"
    NUMBER = "number"


def resolve(word: str) -> tuple[Scalar, Doubt | None]:
    """The value of an unquoted word, and the doubt about it when there is one.

    >>> resolve("12"), resolve("no"), resolve("18:00")
    ((12, None), ('no', <Doubt.YES_NO: 'yes_no'>), ('18:00', <Doubt.SIXTIES: 'sixties'>))
    """
    if word in _NULLS:
        return None, None
    if word in _TRUTHS:
        return _TRUTHS[word], None
    if _WHOLE.fullmatch(word):
        return int(word), None
    if _FRACTION.fullmatch(word):
        return float(word), None
    return word, _doubt(word)


def as_others_read_it(word: str) -> str:
    """What a YAML 1.1 program makes of a doubtful word, for a sentence.

    >>> as_others_read_it("no"), as_others_read_it("18:00")
    ('false', '1080')
    """
    if word.lower() in _YES_NO:
        return "true" if word.lower() in _YES else "false"
    if _SIXTIES.fullmatch(word):
        total = 0
        for part in word.lstrip("+-").split(":"):
            total = total * 60 + int(part)
        return str(total)
    return word


def _doubt(word: str) -> Doubt | None:
    if word.lower() in _YES_NO:
        return Doubt.YES_NO
    if _DAY.fullmatch(word):
        return Doubt.DAY
    if _SIXTIES.fullmatch(word):
        return Doubt.SIXTIES
    if _ODD_NUMBER.fullmatch(word):
        return Doubt.NUMBER
    return None
