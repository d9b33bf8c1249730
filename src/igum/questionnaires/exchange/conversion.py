"""XLSForm in, from outside: a process of its own, with a limit of time, memory and size, reads the stranger's file."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.core.errors import Refused

MOST_BYTES = 2_000_000
MOST_SECONDS = 30
SUFFIXES = (".xlsx", ".xls", ".md", ".csv")
SOURCES = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell: why it cannot be taken in, or what was left out."""

    sheet: str
    row: int
    column: str
    words: str

    def __str__(self) -> str:
        if not self.row:
            return self.words
        place = _("sheet %(sheet)s, row %(row)s") % {"sheet": self.sheet, "row": self.row}
        column = _(", column “%(column)s”") % {"column": self.column} if self.column else ""
        return f"{place}{column}: {self.words}"


@dataclass(frozen=True, slots=True)
class Converted:
    """A definition without problems, and what of the sheet was left out of it."""

    definition: dict[str, Any]
    remarks: tuple[Remark, ...] = ()


class SheetRefused(Refused):
    """The sheet cannot become a questionnaire; ``reasons`` says of each cell why."""

    def __init__(self, reasons: tuple[Remark, ...]) -> None:
        super().__init__("\n".join(map(str, reasons)))
        self.reasons = reasons


def read_xlsform(content: bytes, name: str, *, language: str = "he") -> Converted:
    """The questionnaire that an XLSForm describes.

    Args:
        content: the file, .xlsx, .xls, .csv or a Markdown table.
        name: what the file is called; its ending says what it is.
        language: of texts whose column names none.

    Raises:
        SheetRefused: it cannot become one; each reason names its row and column.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise _refused(_("This is no sheet of an XLSForm. Save it as .xlsx, without macros."))
    if len(content) > MOST_BYTES:
        raise _refused(_("The file is larger than 2 MB. Take out pictures and whatever is not part of the form."))
    command = [sys.executable, "-m", "igum.questionnaires.exchange.xlsform", suffix, language, get_language() or "he"]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(SOURCES), "OPENBLAS_NUM_THREADS": "1"},
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise _refused(
            _("The file could not be read within the limits. Copy its sheets by values into a new file.")
        ) from None
    remarks = tuple(Remark(**remark) for remark in told["remarks"])
    if told["definition"] is None:
        raise SheetRefused(remarks)
    return Converted(told["definition"], remarks)


def _refused(words: str) -> SheetRefused:
    return SheetRefused((Remark("", 0, "", words),))
