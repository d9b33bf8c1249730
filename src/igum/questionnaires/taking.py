"""Taking in many fillings that stand ready: each is read by the same rules as what is typed in the form."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from igum.questionnaires.filling import Sheet
from igum.questionnaires.models import Response
from igum.questionnaires.rules.compiling import Compiled
from igum.questionnaires.rules.definition import text_in
from igum.questionnaires.rules.state import Error, Filling, state


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of one filling: the answers as they are kept, those that count, and all that is wrong."""

    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    errors: tuple[Error, ...]


Taker = Callable[[Mapping[str, Any]], Taken]


def make_taker(compiled: Compiled, *, towns: Collection[int] | None, on: date, language: str) -> Taker:
    """Reads many fillings of one form, each as what was typed by the names of its questions.

    Args:
        compiled: the form.
        towns: the codes that town questions take; None for any.
        on: the day the fillings count as of.
        language: of the words about what is wrong, beside the language of the page.
    """

    def take(typed: Mapping[str, Any]) -> Taken:
        response = Response()
        sheet = Sheet(response, compiled, towns)
        sheet.begin()
        refused = sheet.refusals(typed)
        sheet.write({name: given for name, given in typed.items() if name not in refused}, None, 0)
        filling = Filling(response.answers, response.drafts, response.entries, on, towns)
        found = state(compiled, filling, language)
        too_much = [Error(path, _label(compiled, path, language), why) for path, why in refused.items()]
        facts = {name: value for name, value in found.facts.items() if name in compiled.types}
        return Taken(response.answers, facts, (*too_much, *found.errors))

    return take


def _label(compiled: Compiled, path: str, language: str) -> str:
    question = compiled.questions.get(path)
    return (text_in(question.ask, language)[0] if question else "") or path
