"""Documents as PDF: shaped letters, right order in both directions, tagged for who has them read aloud (PDF/UA-1).

Set by Typst from a fixed layout; what the document says goes in as data, so nothing in it is taken for markup, and the
layout reads no file but its own fonts.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from igum.core.documents import Bars, Document, Facts, Heading, Table, Words
from igum.core.templatetags.igum import RIGHT_TO_LEFT

LAYOUT = Path(__file__).parent / "print"


def pdf_of(document: Document) -> bytes:
    """A document, printed. The same document gives the same file."""
    said = json.dumps(_said(document), ensure_ascii=False)
    printed = typst.compile(
        _layout(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"document": said},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    if not isinstance(printed, bytes):
        raise TypeError("a document must be printed as one file")
    return printed


@cache
def _layout() -> bytes:
    return (LAYOUT / "document.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(LAYOUT / "fonts")])


def _said(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "direction": "rtl" if document.language in RIGHT_TO_LEFT else "ltr",
        "date": [document.on.year, document.on.month, document.on.day],
        "author": document.author,
        "summary": document.summary,
        "footer": document.footer,
        "blocks": [_block(one) for one in document.blocks],
    }


def _block(block: Heading | Words | Facts | Table | Bars) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Words):
        return {"kind": "words", "text": block.text, "soft": block.soft, "strong": block.strong}
    if isinstance(block, Facts):
        return {"kind": "facts", "rows": [[label, cell.text] for label, cell in block.rows]}
    if isinstance(block, Table):
        cells = [[{"text": cell.text, "figure": cell.is_figure} for cell in row] for row in block.rows]
        return {"kind": "table", "columns": block.columns, "rows": cells}
    most = max((amount for _, amount in block), default=0) or 1
    drawn: list[dict[str, object]] = [
        {"label": label, "text": cell.text, "share": float(cell.number or 0) / most} for label, cell in block.rows
    ]
    return {"kind": "bars", "title": block.title, "rows": drawn}
