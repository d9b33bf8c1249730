"""An XLSForm becomes a definition. Run as a program of its own: its input comes from strangers."""

import json
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from igum.questionnaires.exchange.columns import question_of
from igum.questionnaires.exchange.drafts import Draft, Sheet, placed
from igum.questionnaires.exchange.kinds import METADATA, Asked, asked_by
from igum.questionnaires.exchange.sheets import OTHER, Names, language_of, lists_of
from igum.questionnaires.exchange.workbook import Book, Refusal, Row, read_book
from igum.questionnaires.exchange.xpath import Known
from igum.questionnaires.rules.compiling import read
from igum.questionnaires.rules.definition import Kind, Problem

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 25
LOCALE = Path(__file__).resolve().parents[2] / "locale"
# Which column a part of a definition comes from.
COLUMNS = {
    "when": ("bind", "relevant"),
    "required": ("bind", "required"),
    "check": ("bind", "constraint"),
    "value": ("bind", "calculate"),
    "choices": ("type",),
    "ask": ("label",),
    "type": ("type",),
    "default": ("default",),
}


class Converter:
    """One sheet. Reasons are gathered, so that an author learns of all of them at once."""

    def __init__(self, book: Book, language: str) -> None:
        self.book = book
        self.reasons: list[Refusal] = []
        self.names = Names()
        self.rows: dict[str, Row] = {}
        try:
            self.language = language_of(book.settings.get("default_language", "default"), language)
        except Refusal:
            self.language = language
        self.sheet = Sheet(self.language, lists_of(book, self.language))
        self.made: list[dict[str, Any]] = []

    def run(self) -> dict[str, Any]:
        """The definition; when there are reasons against it, it is not to be used."""
        drafts = self.draft()
        self.made = questions = [question for draft in drafts for question in self.finish(draft)]
        title = self.book.settings.get("form_title") or self.book.settings.get("title") or _("Form")
        definition = {"title": dict.fromkeys(self.languages(questions), title), "questions": questions}
        if not questions and not self.reasons:
            self.reasons.append(Refusal(_("There is no question in the sheet.")))
        if not self.reasons:
            self.reasons.extend(self.place(problem) for problem in read(definition)[1])
        return definition

    # --- First pass: what there is, and what it is called ------------------------------------------------------

    def draft(self) -> list[Draft]:
        top: list[Draft] = []
        stack: list[list[Draft]] = [top]
        holders: list[Draft] = []
        for row in self.book.survey:
            kind = row.get("type")
            if not kind or kind.startswith("#") or row.get("disabled").lower() in {"yes", "true"}:
                continue
            if re.match(r"end[ _]", kind.lower()):
                if holders:
                    stack.pop()
                    holders.pop()
                continue
            draft = self.drafted(row, holders)
            if draft is None:
                continue
            stack[-1].append(draft)
            if draft.asked.kind in {Kind.GROUP, Kind.REPEAT}:
                holders.append(draft)
                stack.append(draft.inside)
        return top

    def drafted(self, row: Row, holders: list[Draft]) -> Draft | None:
        try:
            asked = asked_by(row, self.sheet.lists)
        except Refusal as why:
            self.reasons.append(placed(why, row, "type"))
            begins = re.match(r"begin[ _]", row.get("type").lower())
            return Draft(row, Asked(Kind.GROUP), self.names.make("unsupported")) if begins else None
        if asked.kind is None:
            what = _("Left out: it tells of the device, not of the person.")
            if row.get("type").lower() == "hidden":
                what = _("Left out: nobody sees it, so nobody answers it.")
            if row.get("type").lower() in METADATA and row.get("type").lower() != "today":
                self.sheet.remarks.append(placed(Refusal(what), row, "type"))
            return None
        repeat = next((each.name for each in reversed(holders) if each.asked.kind == Kind.REPEAT), "")
        group = holders[-1].name if holders else ""
        name = self.names.make(row.get("name") or asked.kind.value, group)
        self.sheet.known.setdefault(row.get("name"), Known(name, asked.kind, repeat))
        self.rows[name] = row
        return Draft(row, asked, name, repeat)

    # --- Second pass: questions ---------------------------------------------------------------------------------

    def finish(self, draft: Draft) -> Iterator[dict[str, Any]]:
        try:
            question = question_of(draft, self.sheet)
        except Refusal as why:
            self.reasons.append(placed(why, draft.row, ""))
            for inner in draft.inside:
                list(self.finish(inner))
            return
        if draft.asked.kind in {Kind.GROUP, Kind.REPEAT}:
            question["questions"] = [made for inner in draft.inside for made in self.finish(inner)]
            if not question["questions"]:
                self.sheet.remarks.append(
                    placed(Refusal(_("Left out: there is nothing in this group.")), draft.row, "type")
                )
                return
        yield question
        if draft.asked.other:
            yield self.other(draft, question)

    def other(self, draft: Draft, question: dict[str, Any]) -> dict[str, Any]:
        """The question that ``or_other`` adds: which other."""
        several = draft.asked.kind == Kind.CHOICES
        return {
            "name": self.names.make(f"{draft.name}_other"),
            "type": Kind.TEXT.value,
            "ask": {code: OTHER.get(code, OTHER["en"]) for code in question["ask"]},
            "when": f'"other" in {draft.name}' if several else f'{draft.name} == "other"',
        }

    # --- Where things stand -------------------------------------------------------------------------------------

    def languages(self, questions: list[dict[str, Any]]) -> list[str]:
        found = dict.fromkeys([self.language])
        for question in questions:
            found |= dict.fromkeys(question.get("ask", {}))
            found |= dict.fromkeys(self.languages(question.get("questions", [])) if question.get("questions") else ())
        asked = [
            code for code in found if code != self.language or any(code in each.get("ask", {}) for each in questions)
        ]
        return asked or [self.language]

    def place(self, problem: Problem) -> Refusal:
        """Where in the sheet a problem of the definition comes from."""
        words = f"{problem.what} {problem.remedy}".strip()
        name = self.name_at(problem.path)
        row = self.rows.get(name)
        if row is None:
            return Refusal(words)
        key = re.split(r"[.\[]", problem.path.rpartition("].")[2] if "]." in problem.path else problem.path)[0]
        key = next((each for each in COLUMNS if f".{each}" in problem.path.rpartition("questions[")[2]), key)
        return Refusal(words, sheet="survey", row=row.number, column=row.column(*COLUMNS.get(key, ("name",))))

    def name_at(self, path: str) -> str:
        """The name of the question a path leads to."""
        here: Any = {"questions": self.made}
        for place in re.findall(r"questions\[(\d+)\]", path):
            here = here["questions"][int(place)]
        return str(here.get("name", ""))


def convert(content: bytes, suffix: str, language: str) -> dict[str, Any]:
    """What the program answers: a definition or none, and what is to be said."""
    try:
        book = read_book(content, suffix)
    except Refusal as why:
        return {"definition": None, "remarks": [_as_json(why)]}
    converter = Converter(book, language)
    definition = converter.run()
    if converter.reasons:
        return {"definition": None, "remarks": [_as_json(why) for why in converter.reasons[:200]]}
    return {"definition": definition, "remarks": [_as_json(why) for why in converter.sheet.remarks[:200]]}


def main() -> None:
    """Read a sheet from the standard input within limits, and write what became of it."""
    suffix, language, page = sys.argv[1:4]
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    settings.configure(USE_I18N=True, LANGUAGE_CODE="en", LOCALE_PATHS=[LOCALE])
    django.setup()
    translation.activate(page)
    answer = convert(sys.stdin.buffer.read(), suffix, language)
    sys.stdout.write(json.dumps(answer))


def _as_json(why: Refusal) -> dict[str, Any]:
    return {"sheet": why.sheet, "row": why.row, "column": why.column, "words": str(why)}


if __name__ == "__main__":
    main()
