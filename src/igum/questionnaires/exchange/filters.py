"""Lists that an XLSForm narrows down by other answers: here the whole list is offered, and a choice that does not fit
the other answers is refused, so that the same answers are right.
"""

import re

from django.utils.translation import gettext as _

from igum.questionnaires.exchange.drafts import Draft, Sheet
from igum.questionnaires.exchange.workbook import Refusal, Row
from igum.questionnaires.exchange.xpath import Untranslatable, quoted, translate
from igum.questionnaires.rules.definition import Kind

# A column of the sheet of choices stands bare; texts and questions keep what stands in them.
PARTS = re.compile(r"'[^']*'|\"[^\"]*\"|\$\{[^}]*\}|(?<![\w./-])[A-Za-z_][\w-]*(?![\w-]*\()")
WORDS = frozenset({"and", "or", "div", "mod", "name", "label"})
MOST_RULE = 3_900


def fitting(draft: Draft, sheet: Sheet) -> str:
    """The rule that a choice fits the other answers; empty where the list is not narrowed down.

    Raises:
        Refusal: the filter asks for what cannot be said here, or the rule grows too long.
    """
    row = draft.row
    written = row.get("choice_filter")
    if not written:
        return ""
    several = draft.asked.kind == Kind.CHOICES
    by_value: dict[str, list[str]] = {}  # one value may stand in the list under several others
    for choice in sheet.lists.get(draft.asked.list, []):
        try:
            rule = translate(_of_choice(written, choice), sheet.known, None, draft.repeat).code
        except Untranslatable as why:
            raise Refusal(str(why), sheet="survey", row=row.number, column=row.column("choice_filter")) from None
        by_value.setdefault(choice.get("name"), []).append(rule)
    by_rule: dict[str, list[str]] = {}
    for value, rules in by_value.items():
        rule = "true" if "true" in rules else " || ".join(dict.fromkeys(rules))
        by_rule.setdefault(rule, []).append(value)
    parts = [_only_where(rule, values, several=several) for rule, values in by_rule.items() if rule != "true"]
    whole = " && ".join(parts)
    if len(whole) > MOST_RULE:
        words = _("This list is too long to be narrowed down. Ask for each part in a question of its own.")
        raise Refusal(words, sheet="survey", row=row.number, column=row.column("choice_filter"))
    return whole


def _only_where(rule: str, values: list[str], *, several: bool) -> str:
    listed = "[" + ", ".join(map(quoted, values)) + "]"
    chosen = f"value.exists(each, each in {listed})" if several else f"value in {listed}"
    return f"(!({chosen}) || ({rule}))"


def _of_choice(written: str, choice: Row) -> str:
    """The filter with the cells of one choice in place of their columns."""

    def cell(part: re.Match[str]) -> str:
        word = part[0]
        if word[0] in "'\"$" or word in WORDS - {"name", "label"}:
            return word
        text = choice.get(word)
        mark = '"' if "'" in text else "'"
        return f"{mark}{text}{mark}"

    return PARTS.sub(cell, written)
