"""What is known at a desk about the rules of a file: questions, figures, roles, forms, stages, as one chooses them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.programmes.forms.builder import Known, Towns
from igum.programmes.forms.lengths import Judge
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.asking import Asked, form_path, questions_in, questions_of, repeats_of, texts_of
from igum.programmes.rules.building import value_of_param
from igum.programmes.rules.conditions import NUMBERS
from igum.programmes.rules.editing_facts import facts_at, tasks_before, wrong_in
from igum.programmes.rules.edits import inside
from igum.programmes.rules.facts import Facts, Wanted
from igum.programmes.rules.problems import Path

Named = list[tuple[str, Any]]
# What is asked of everybody who may be matched, beside their own form.
OF_CANDIDATES = ("languages",)


def known_at(desk: Desk, path: Path, towns: Towns, wanted: Wanted = Wanted.TRUTH) -> Known:
    """What a rule at a path may be built from."""
    found = [*questions_of(desk.data), *_of_an_application()]
    if path[:1] == ("phases",) and isinstance(path[1], int):
        found = [*_of_a_phase(desk.data, path[1]), *found]
    return Known({each.name: each for each in found}, towns, figures_of(desk.data), judge_at(desk, path, wanted))


def known_before(desk: Desk, form: str, number: int | None) -> Known:
    """What may decide whether a question is asked: the questions before it."""
    questions = inside(desk.data, ("forms", form, "questions"))
    before = (questions if isinstance(questions, list) else [])[:number]
    found = questions_in({"forms": {form: {"questions": before}}}, form)
    return Known({each.name: each for each in found}, judge=lambda text: wrong_in(text, None, Wanted.TRUTH))


def judge_at(desk: Desk, path: Path, wanted: Wanted) -> Judge:
    """What looks at an expression that is written out at a path."""
    facts: Facts | None = facts_at(desk.checked.draft, path)
    return lambda text: wrong_in(text, facts, wanted)


def figures_of(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The figures of the programme that answers are compared with: name, type, and what pages call them."""
    params = inside(data, ("params",))
    found = params.items() if isinstance(params, dict) else ()
    made = [(str(name), each, _kind_of(each)) for name, each in found if isinstance(each, dict)]
    return [(name, kind, figure_named(name, each)) for name, each, kind in made if kind]


def figure_named(name: str, param: Mapping[str, Any]) -> str:
    """What a page calls a figure: who decided it, and what it is.

    >>> figure_named("ceiling", {"value": 320000, "unit": "agorot_a_month", "source": "The committee"})
    'The committee: 3200 ₪'
    """
    value, is_money = param.get("value"), _kind_of(param) == "money"
    shown = f"{Decimal(str(value)) / 100:f} ₪".replace(".00", "") if is_money else str(value)
    return f"{param.get('source') or name}: {shown}"


def roles_of(data: Mapping[str, Any]) -> Named:
    """The roles of the file."""
    return [(str(key), _named(each, key)) for key, each in _group(data, "roles")]


def taking_part(data: Mapping[str, Any]) -> Named:
    """Everybody who may come to a meeting or do a task."""
    return [("subject", _("those who take part")), *roles_of(data)]


def forms_of(data: Mapping[str, Any], *, but: Sequence[str] = ()) -> Named:
    """The forms of the file."""
    found = [(key, texts_of(each.get("title"))) for key, each in _group(data, "forms") if key not in but]
    return [(key, in_page_language(title) if title else key) for key, title in found]


def application_form(data: Mapping[str, Any]) -> str:
    """The form that people apply with."""
    return str(form_path(data)[1])


def stages_of(data: Mapping[str, Any]) -> Named:
    """The phases of the file."""
    phases = inside(data, ("phases",))
    found = [each for each in phases if isinstance(each, dict)] if isinstance(phases, list) else []
    return [(str(one["key"]), _named(one, one["key"])) for one in found if one.get("key")]


def counts_of(data: Mapping[str, Any]) -> Named:
    """What may say how many places one application takes."""
    repeats = [(f"size({name})", _named({"names": ask}, name)) for name, ask in repeats_of(data)]
    return [*_numbers(questions_of(data), {"integer"}), *repeats]


def measures_of(data: Mapping[str, Any], form: Any) -> Named:
    """What may be measured in the answers of a form."""
    asked = questions_in(data, form)
    yes = [(f"{each.name} ? 1 : 0", in_page_language(each.ask) or each.name) for each in asked if each.kind == "yes_no"]
    return [*_numbers(asked, NUMBERS), *yes]


def candidates_of(data: Mapping[str, Any], match: int) -> tuple[Asked, ...]:
    """The questions that those in a match's role answer."""
    role = inside(data, ("matching", match, "role"))
    return questions_in(data, inside(data, ("roles", str(role), "form")))


def _numbers(asked: Sequence[Asked], kinds: Any) -> Named:
    return [(each.name, in_page_language(each.ask) or each.name) for each in asked if each.kind in kinds]


def _group(data: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = inside(data, (name,))
    for key, each in found.items() if isinstance(found, dict) else ():
        if isinstance(each, dict):
            yield str(key), each


def _named(entry: Mapping[str, Any], key: Any) -> Any:
    names = texts_of(entry.get("names"))
    return str(in_page_language(names)) if names else str(key)


def _kind_of(param: Mapping[str, Any]) -> str:
    value = param.get("value")
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return "money" if str(param.get("unit", "")).startswith("agorot") else "integer"
    if isinstance(value, float):
        return "decimal"
    return "" if isinstance(value_of_param(value), str) else "date"


def _of_an_application() -> list[Asked]:
    names = dict(settings.LANGUAGES)
    languages = tuple((code, {code: str(names[code])}) for code in names)
    return [
        _asked("applied_on", "date", _("The day of the application")),
        Asked("language", "choice", _here(_("The language of the application")), languages),
    ]


def _of_a_phase(data: Mapping[str, Any], number: int) -> list[Asked]:
    phases = inside(data, ("phases",))
    tasks = [task for one in (phases or [])[: number + 1] if isinstance(one, dict) for task in one.get("tasks") or []]
    names = {f"tasks.{one.get('key')}": _named(one, one.get("key")) for one in tasks if isinstance(one, dict)}
    done = [_asked(key, "yes_no", _("Done: %(task)s") % {"task": names[key]}) for key in tasks_before(data, number)]
    return [
        _asked("attendance.rate", "share", _("The share of meetings they came to, in percent")),
        _asked("attendance.absences", "integer", _("How many meetings they missed")),
        *done,
    ]


def _asked(name: str, kind: str, words: str) -> Asked:
    return Asked(name, kind, _here(words))


def _here(words: str) -> Mapping[str, str]:
    return {(get_language() or settings.LANGUAGE_CODE)[:2]: words}
