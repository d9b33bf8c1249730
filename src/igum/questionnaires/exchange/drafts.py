"""A row of an XLSForm on its way to a question, and what the sheet around it says."""

from dataclasses import dataclass, field
from typing import Any

from igum.questionnaires.exchange.kinds import Asked
from igum.questionnaires.exchange.sheets import DOES_NOT_FIT, choices_of, texts_of
from igum.questionnaires.exchange.workbook import Refusal, Row
from igum.questionnaires.exchange.xpath import Known


@dataclass(slots=True)
class Draft:
    """A row on its way to a question: what it asks for, its name here, and what stands inside it."""

    row: Row
    asked: Asked
    name: str
    repeat: str = ""
    inside: list["Draft"] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """What a row needs of its sheet: its language, its lists, the questions known so far; and remarks to its author."""

    language: str
    lists: dict[str, list[Row]]
    known: dict[str, Known] = field(default_factory=dict)
    remarks: list[Refusal] = field(default_factory=list)

    def choices(self, draft: Draft) -> list[dict[str, Any]]:
        """The choices of a question."""
        rows = self.lists.get(draft.asked.list, [])
        narrowed = bool(draft.row.get("choice_filter"))
        made = choices_of(rows, self.language, with_other=draft.asked.other, narrowed=narrowed, remarks=self.remarks)
        return list(made)

    def say(self, row: Row) -> dict[str, str]:
        """What is said when a constraint does not hold."""
        given = texts_of(row, self.language, "bind", "jr:constraintMsg") or texts_of(
            row, self.language, "constraint_message"
        )
        return given or self.does_not_fit(row)

    def does_not_fit(self, row: Row) -> dict[str, str]:
        """What is said where the author wrote nothing, in the languages of the question."""
        asked = [code for code in texts_of(row, self.language, "label") if code in DOES_NOT_FIT]
        return {code: DOES_NOT_FIT[code] for code in asked or ["en"]}


def placed(why: Refusal, row: Row, *column: str) -> Refusal:
    """A refusal with its place, unless it knows that already."""
    if why.row:
        return why
    return Refusal(str(why), sheet="survey", row=row.number, column=row.column(*column) if column[0] else "")
