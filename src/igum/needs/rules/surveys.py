"""From the needs that are asked about to a questionnaire, and from its answers to what was said of each need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Texts = Mapping[str, str]
LACKING = ("some", "large", "nothing")
MOST_TOWNS = 12
LONGEST = 2_000
MOST_PEOPLE, OLDEST = 1_000_000, 120


@dataclass(frozen=True, slots=True)
class Asked:
    """A need that a survey asks about."""

    code: str
    names: Texts


@dataclass(frozen=True, slots=True)
class Part:
    """People of one town, as an answer counts them."""

    locality_id: int
    people: int
    age_from: int | None = None
    age_to: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one answer says of one need.

    Attributes:
        level: none, some, large, nothing or unknown.
        people: how many lack it; None where nobody said.
        basis: how the number is known: high, medium or low.
        parts: by town, as far as that was told.
        note: in the answer's own words.
    """

    level: str
    people: int | None = None
    basis: str = "low"
    parts: tuple[Part, ...] = ()
    note: str = ""


def survey(
    words: Mapping[str, Any], asked: Sequence[Asked], *, titles: Texts, own: Sequence[Texts] = ()
) -> dict[str, Any]:
    """The definition of a questionnaire: a section for each need, and one at the end.

    Args:
        words: the data file of surveys: the words of questions and choices.
        asked: the needs, in their order.
        titles: of the whole, by language: those it promises.
        own: more questions at the end, answered in words.
    """
    sections = [_section(words, number, need, titles) for number, need in enumerate(asked, start=1)]
    ending = [_ask(words, "who", "text", titles)]
    ending += [
        {"name": f"own_{number}", "type": "long_text", "ask": dict(ask), "max_length": LONGEST}
        for number, ask in enumerate(own, start=1)
    ]
    ending.append(_ask(words, "other", "long_text", titles) | {"max_length": LONGEST})
    last = {"name": "ending", "type": "group", "ask": _in(words["words"]["ending"]["ask"], titles), "questions": ending}
    return {"title": dict(titles), "questions": [*sections, last]}


def said_of(facts: Mapping[str, Any], number: int) -> Said | None:
    """What the facts of an answer say of the need of a number, from 1; None where nothing was said.

    Numbers that cannot be are left out or cut, whoever wrote them: one answer must not break what all others said.
    """
    name = f"need_{number}"
    level = facts.get(f"{name}_level")
    if not level:
        return None
    parts = tuple(
        Part(
            int(row[f"{name}_town"]),
            min(int(row[f"{name}_in_town"]), MOST_PEOPLE),
            *_ages(row.get(f"{name}_age_from"), row.get(f"{name}_age_to")),
            row.get(f"{name}_language") or None,
        )
        for row in facts.get(f"{name}_where") or []
        if row.get(f"{name}_town") and (row.get(f"{name}_in_town") or 0) > 0
    )
    people = min(facts.get(f"{name}_people") or 0, MOST_PEOPLE)
    counted = sum(part.people for part in parts)
    return Said(
        level=level,
        people=max(people, counted, 0) or None,
        basis=facts.get(f"{name}_basis") or "low",
        parts=parts,
        note=facts.get(f"{name}_note") or "",
    )


def _ages(youngest: int | None, oldest: int | None) -> tuple[int | None, int | None]:
    """From the lower to the higher; none where one cannot be."""
    known = [age for age in (youngest, oldest) if age is not None]
    if any(not 0 <= age <= OLDEST for age in known):
        return None, None
    return (min(known), max(known)) if len(known) == len((youngest, oldest)) else (youngest, oldest)


def _section(words: Mapping[str, Any], number: int, need: Asked, titles: Texts) -> dict[str, Any]:
    name = f"need_{number}"
    lacking = " || ".join(f'{name}_level == "{level}"' for level in LACKING)
    town = [
        _named(words, "town", "town", f"{name}_town", titles) | {"required": True},
        _named(words, "town_people", "integer", f"{name}_in_town", titles)
        | {"required": True, **_between(1, MOST_PEOPLE, titles)},
        _named(words, "age_from", "integer", f"{name}_age_from", titles) | _between(0, OLDEST, titles),
        _named(words, "age_to", "integer", f"{name}_age_to", titles) | _between(0, OLDEST, titles),
        _named(words, "language", "choice", f"{name}_language", titles) | _choices(words["spoken"], titles),
    ]
    return {
        "name": name,
        "type": "group",
        "ask": _in(need.names, titles),
        "questions": [
            _named(words, "level", "choice", f"{name}_level", titles)
            | _choices(words["levels"], titles)
            | {"required": True},
            _named(words, "people", "integer", f"{name}_people", titles)
            | {"when": lacking, **_between(0, MOST_PEOPLE, titles)},
            _named(words, "basis", "choice", f"{name}_basis", titles)
            | _choices(words["bases"], titles)
            | {"when": f"{name}_people > 0"},
            _named(words, "where", "repeat", f"{name}_where", titles)
            | {"when": lacking, "most": MOST_TOWNS, "questions": town},
            _named(words, "note", "long_text", f"{name}_note", titles) | {"when": lacking, "max_length": LONGEST},
        ],
    }


def _ask(words: Mapping[str, Any], name: str, kind: str, titles: Texts) -> dict[str, Any]:
    return _named(words, name, kind, name, titles)


def _named(words: Mapping[str, Any], key: str, kind: str, name: str, titles: Texts) -> dict[str, Any]:
    said = words["words"][key]
    hint = {"hint": _in(said["hint"], titles)} if "hint" in said else {}
    return {"name": name, "type": kind, "ask": _in(said["ask"], titles), **hint}


def _choices(names: Mapping[str, Texts], titles: Texts) -> dict[str, Any]:
    return {"choices": [{"value": value, "names": _in(texts, titles)} for value, texts in names.items()]}


def _between(least: int, most: int, titles: Texts) -> dict[str, Any]:
    say = {
        "he": f"כתבו מספר מ־{least} עד {most:,}.",
        "ar": f"اكتبوا عددًا من {least} إلى {most:,}.",
        "en": f"Write a number from {least} to {most:,}.",
        "ru": f"Напишите число от {least} до {most:,}.",
        "am": f"ከ{least} እስከ {most:,} ያለ ቁጥር ይጻፉ።",
    }
    return {"check": {"rule": f"value >= {least} && value <= {most}", "say": _in(say, titles)}}


def _in(texts: Texts, titles: Texts) -> dict[str, str]:
    """In the languages that the title promises, else in Hebrew."""
    return {language: texts.get(language) or texts["he"] for language in titles}
