"""The columns of one row of an XLSForm, as the parts of a question."""

import re
from typing import Any

from django.utils.translation import gettext as _
from pyxform.aliases import yes_no

from igum.questionnaires.exchange.drafts import Draft, Sheet, placed
from igum.questionnaires.exchange.filters import fitting
from igum.questionnaires.exchange.sheets import media_of, texts_of
from igum.questionnaires.exchange.workbook import Refusal
from igum.questionnaires.exchange.xpath import Known, Piece, Untranslatable, translate
from igum.questionnaires.rules.definition import Kind
from igum.questionnaires.rules.reading import MOST_ENTRIES

# Without these a form would mean something else than its author wrote.
REFUSED = {
    ("trigger",): "trigger",
    ("bind", "readonly"): "read_only",
    ("query",): "query",
}
DYNAMIC = re.compile(r"\$\{|[a-z-]+\(")
RANGE = re.compile(r"(start|end|step)\s*=\s*(-?[0-9.]+)")
SHOWN = frozenset({Kind.GROUP, Kind.REPEAT, Kind.CALCULATION})


def question_of(draft: Draft, sheet: Sheet) -> dict[str, Any]:
    """A question without what stands inside it.

    Raises:
        Refusal: a cell asks for what cannot be done here.
    """
    row, kind = draft.row, draft.asked.kind
    if left_out := media_of(row, "survey"):
        sheet.remarks.append(left_out)
    _refuse_columns(draft)
    question: dict[str, Any] = {"name": draft.name, "type": str(kind), "ask": _ask(draft, sheet)}
    if hint := texts_of(row, sheet.language, "hint"):
        question["hint"] = hint
    expressions = _Expressions(draft, sheet)
    if when := expressions.read("bind", "relevant"):
        question["when"] = when.code
    if kind == Kind.CALCULATION:
        question["value"] = expressions.needed("bind", "calculate").code
        return question
    if kind == Kind.REPEAT:
        question |= _count(draft, sheet)
    if kind in {Kind.GROUP, Kind.REPEAT, Kind.NOTE}:
        return question
    return question | _of_answers(draft, sheet, expressions)


def _of_answers(draft: Draft, sheet: Sheet, expressions: "_Expressions") -> dict[str, Any]:
    """What only questions have that somebody answers."""
    row, kind = draft.row, draft.asked.kind
    found = _required(expressions)
    if kind in {Kind.CHOICE, Kind.CHOICES}:
        found["choices"] = sheet.choices(draft)
    if check := expressions.read("bind", "constraint", own=True):
        found["check"] = {"rule": check.code, "say": sheet.say(row)}
    if row.get("type").lower() == "range":
        found["check"] = _range(draft, sheet)
    if fits := fitting(draft, sheet):
        found["check"] = _both(found.get("check"), fits, sheet.does_not_fit(row))
        words = _("The whole list is offered; an answer that does not fit the others is refused in words.")
        sheet.remarks.append(placed(Refusal(words), row, "choice_filter"))
    if default := row.get("default"):
        found["default"] = _default(draft, default)
    return found


class _Expressions:
    """The cells of a row that hold expressions."""

    def __init__(self, draft: Draft, sheet: Sheet) -> None:
        self.draft, self.sheet = draft, sheet

    def read(self, *column: str, own: bool = False) -> Piece | None:
        """A cell's expression in our language; None for an empty cell."""
        source, row = self.draft.row.get(*column), self.draft.row
        if not source:
            return None
        kind = self.draft.asked.kind or Kind.TEXT
        here = Known(self.draft.name, kind, self.draft.repeat) if own else None
        inside = self.draft.name if kind == Kind.REPEAT and not column else self.draft.repeat
        try:
            return translate(source, self.sheet.known, here, inside)
        except Untranslatable as why:
            raise Refusal(str(why), sheet="survey", row=row.number, column=row.column(*column)) from None

    def needed(self, *column: str) -> Piece:
        piece = self.read(*column)
        if piece is None:
            row = self.draft.row
            raise Refusal(_("A calculation is missing."), sheet="survey", row=row.number, column=row.column(*column))
        return piece


def _both(check: dict[str, Any] | None, fits: str, say: dict[str, str]) -> dict[str, Any]:
    """A check that there is already, and that a choice fits the other answers."""
    return {"rule": f"({check['rule']}) && {fits}", "say": check["say"]} if check else {"rule": fits, "say": say}


def _refuse_columns(draft: Draft) -> None:
    row = draft.row
    for key, name in REFUSED.items():
        value = row.get(*key)
        harmless = name == "read_only" and (
            yes_no.get(value) is False or draft.asked.kind in {Kind.NOTE, Kind.CALCULATION}
        )
        if value and not harmless:
            words = _("The column “%(column)s” is not supported.") % {"column": name}
            raise Refusal(words, sheet="survey", row=row.number, column=row.column(*key))


def _ask(draft: Draft, sheet: Sheet) -> dict[str, str]:
    texts = texts_of(draft.row, sheet.language, "label")
    if texts or draft.asked.kind in SHOWN - {Kind.REPEAT}:
        return texts
    return texts_of(draft.row, sheet.language, "hint") or {sheet.language: draft.row.get("name") or draft.name}


def _required(expressions: _Expressions) -> dict[str, Any]:
    written = expressions.draft.row.get("bind", "required")
    if not written or yes_no.get(written) is False:
        return {}
    if yes_no.get(written) is True:
        return {"required": True}
    return {"required": expressions.needed("bind", "required").code}


def _count(draft: Draft, sheet: Sheet) -> dict[str, int]:
    count = draft.row.get("control", "jr:count")
    if count.isdigit():
        return {"least": min(int(count), MOST_ENTRIES), "most": min(int(count), MOST_ENTRIES)} if int(count) else {}
    if count:
        words = _("The number is not set by another answer: whoever fills the form in adds one after the other.")
        sheet.remarks.append(placed(Refusal(words), draft.row, "control", "jr:count"))
    return {}


def _range(draft: Draft, sheet: Sheet) -> dict[str, Any]:
    bounds = {"start": "0", "end": "10"} | dict(RANGE.findall(draft.row.get("parameters")))
    rule = f"value >= {float(bounds['start'])} && value <= {float(bounds['end'])}"
    return {"rule": rule, "say": sheet.say(draft.row)}


def _default(draft: Draft, default: str) -> Any:
    kind, row = draft.asked.kind, draft.row
    if DYNAMIC.search(default):
        words = _("A default that is calculated cannot be taken in. Leave it out, or use a calculation.")
        raise Refusal(words, sheet="survey", row=row.number, column=row.column("default"))
    return default.split() if kind == Kind.CHOICES else default
