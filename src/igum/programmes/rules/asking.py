"""The questions of a draft's application form, as rules, points and cases are built from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from igum.programmes.rules.conditions import ASKABLE
from igum.programmes.rules.edits import inside
from igum.programmes.rules.intake import contact_section
from igum.programmes.rules.problems import Path

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that applicants answer. ``choices`` are the values and their names."""

    name: str
    kind: str
    ask: Texts
    choices: tuple[tuple[str, Texts], ...] = ()


def form_path(data: Mapping[str, Any]) -> Path:
    """Where the questions of the application form stand in the file."""
    form = inside(data, ("intake", "form"))
    return ("forms", form if isinstance(form, str) else "application", "questions")


def questions_of(data: Mapping[str, Any]) -> tuple[Asked, ...]:
    """The questions that rules may be built from: those of the form, then the town, which is asked anyway."""
    anyway = [one for one in contact_section()["questions"] if one["type"] == "town"]
    return (*questions_in(data, form_path(data)[1]), *_asked(anyway))


def questions_in(data: Mapping[str, Any], form: Any) -> tuple[Asked, ...]:
    """The questions of one form of the file that rules may be built from."""
    own = inside(data, ("forms", str(form), "questions"))
    return tuple(_asked(own if isinstance(own, list) else []))


def repeats_of(data: Mapping[str, Any]) -> tuple[tuple[str, Texts], ...]:
    """What the application asks for several times, such as children: the names, and the questions."""
    own = inside(data, form_path(data))
    found = [one for one in (own if isinstance(own, list) else []) if isinstance(one, dict)]
    return tuple(
        (str(one["name"]), texts_of(one.get("ask"))) for one in found if one.get("type") == "repeat" and one.get("name")
    )


def _asked(questions: Sequence[Any]) -> Iterator[Asked]:
    for each in questions:
        kind = each.get("type") if isinstance(each, dict) else None
        if kind == "group" and isinstance(each.get("questions"), list):
            yield from _asked(each["questions"])
        elif kind in ASKABLE and isinstance(each.get("name"), str):
            yield Asked(each["name"], kind, texts_of(each.get("ask")), tuple(_choices(each.get("choices"))))


def _choices(written: Any) -> Iterator[tuple[str, Texts]]:
    for each in written if isinstance(written, list) else []:
        if isinstance(each, dict) and isinstance(each.get("value"), str):
            yield each["value"], texts_of(each.get("names"))


def texts_of(written: Any) -> Texts:
    """Texts by language, as far as the file has them.

    >>> texts_of({"he": "שם", "ar": None}), texts_of("name")
    ({'he': 'שם'}, {})
    """
    if not isinstance(written, Mapping):
        return {}
    return {str(code): text for code, text in written.items() if isinstance(text, str) and text}


def fresh_key(word: str, taken: Sequence[Any]) -> str:
    """A key that no entry has yet.

    >>> fresh_key("rule", ["rule_1", "size"])
    'rule_2'
    """
    number = 1
    while f"{word}_{number}" in taken:
        number += 1
    return f"{word}_{number}"
