"""Invented people who apply in the demo: sixteen families, and fifty young players. None of them exists."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from igum.sample.reading import read

SEED = "igum sample players"
PLAYERS, FORMER_PLAYERS, FORMER_FIRST = 50, 42, 14
# Invented given names by language; the letter behind each tells two of a name apart.
NAMES = {
    "he": ("נועה", "איתי", "תמר", "יונתן", "שירה", "עומר", "מאיה", "אורי", "הילה", "דניאל"),
    "ar": ("ليان", "آدم", "سلمى", "يوسف", "جنى", "كريم", "ميرا", "رامي", "تالا", "سامر"),
}
LETTERS = {"he": "אבגדהו", "ar": "ابتثجح"}
SAMPLE = {"he": "דוגמה", "ar": "مثال", "ru": "пример"}
FORMER = {
    "he": tuple(
        f"משפחת {name}"
        for name in ("נחל", "סלע", "צור", "רימון", "שקמה", "תאנה", "אגוז", "ברוש", "דקל", "הרדוף", "זית")
    ),
    "ar": tuple(f"عائلة {name}" for name in ("سمعان", "عوّاد", "قاسم", "بشارة", "شحادة", "جبران", "داود")),
    "ru": ["Семья Левин", "Семья Орлов"],
}
# Nine towns of four communities, by the code of the Central Bureau of Statistics, and the languages of their players.
TOWNS = {
    9100: ("he",),
    7600: ("he", "ar"),
    1063: ("he", "ar"),
    812: ("he",),
    480: ("ar",),
    496: ("ar",),
    517: ("ar",),
    518: ("ar",),
    535: ("ar",),
}
INSTRUMENTS = ("violin", "cello", "flute", "clarinet", "oud", "qanun", "percussion")


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applies: how to reach them, their answers, two reviewers' points, and what becomes of an offer."""

    name: str
    language: str
    town: int
    answers: Mapping[str, Any]
    points: tuple[int, ...]
    declines: bool = False


def families() -> list[Applicant]:
    """The sixteen families of the household economics programme."""
    return [
        Applicant(
            name=family["name"],
            language=family["language"],
            town=family["town"],
            answers={
                "members": family["members"],
                "children_under_18": family["children"],
                "net_income": family["income"],
                "debts": family["debts"],
                "in_insolvency": False,
                "evenings": family["evenings"],
                "consent_mentors": True,
            },
            points=tuple(family["points"]),
            declines=family.get("answer") == "declined",
        )
        for family in read("families")
    ]


def former_families() -> list[Applicant]:
    """Sixteen other families, who applied the year before with the same answers."""
    names = {language: iter(FORMER[language]) for language in FORMER}
    return [
        replace(family, name=f"{next(names[family.language])} ({SAMPLE[family.language]})") for family in families()
    ]


def players() -> list[Applicant]:
    """Fifty young players of seven instruments from nine towns, the same ones every time."""
    chance = Random(SEED)  # noqa: S311 - invented people, not secrets
    return [_player(number, chance) for number in range(PLAYERS)]


def former_players() -> list[Applicant]:
    """Those of the year before: some of them apply again this year."""
    chance = Random(f"{SEED} 2025")  # noqa: S311 - invented people, not secrets
    return [_player(number, chance) for number in range(FORMER_FIRST, FORMER_FIRST + FORMER_PLAYERS)]


def _player(number: int, chance: Random) -> Applicant:
    town = list(TOWNS)[number % len(TOWNS)]
    language = chance.choice(TOWNS[town])
    names, letters = NAMES[language], LETTERS[language]
    age = chance.randint(9, 18)
    points = chance.randint(30, 66)
    return Applicant(
        name=f"{names[number % len(names)]} {letters[number // len(names) % len(letters)]} ({SAMPLE[language]})",
        language=language,
        town=town,
        answers={
            "age": age,
            "instrument": INSTRUMENTS[number % len(INSTRUMENTS)],
            "years_playing": min(chance.randint(1, 7), age - 5),
            "own_instrument": chance.random() < 0.7,
            "repertoire": chance.choice((["western"], ["arabic"], ["western", "arabic"])),
            "consent_parents": True,
        },
        points=(points, points + chance.randint(-4, 4)),
        declines=number in (11, 29),
    )
