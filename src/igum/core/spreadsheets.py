"""Cells that go out to spreadsheets. Nothing in them acts when they are opened."""

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a spreadsheet takes for a formula when a text begins with it; the last four as East Asian keyboards type them.
ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: Any) -> Any:
    r"""A cell that no spreadsheet takes for a formula: such a text gets an apostrophe, which reading takes off again.

    What a workbook cannot hold is left out, for one such sign would make the whole of it unreadable.

    >>> harmless("=1+1"), harmless("+972501234567"), harmless(-3), harmless("שלום"), harmless("a\x0bb")
    ("'=1+1", "'+972501234567", -3, 'שלום', 'ab')
    """
    if not isinstance(cell, str):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.lstrip().startswith(ACTS) or text.startswith(ACTS) else text
