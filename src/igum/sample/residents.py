"""Invented people who apply for the demo's courses, classes and groups. None of them exists."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from igum.sample.applicants import LETTERS, NAMES, SAMPLE, TOWNS, Applicant

FIELDS = ("welfare", "education", "security", "information")
CLASSES = ("swimming", "drawing", "robotics", "music", "judo")
# Of the regional school for coaches: the six sports, and how many want to train each.
SPORTS = {
    "basketball": 3,
    "womens_football": 3,
    "beach_volleyball": 2,
    "orienteering": 2,
    "cycling": 2,
    "petanque": 2,
}
QUARTERS = ("הגפן", "הזית", "התאנה", "הרימון", "השקד", "התמר", "החרוב", "האלה")
INITIATIVES = ("גינה קהילתית", "ספרייה על ספסל", "שבילים בטוחים לבית הספר", "ערב סיפורים", "שוק שכונתי")
WOMEN = {
    "he": ("אורלי", "בתיה", "גלית", "דורית", "הדס", "ורד", "זהבה", "חגית"),
    "ar": ("إيمان", "بسمة", "دلال", "رنا", "زينب", "سهير", "عايدة", "لمى"),
}


def staff(count: int, seed: str) -> list[Applicant]:
    """Staff of authorities: of the four fields in turn, one in six trained not long ago."""
    return [
        _applicant(
            number,
            chance,
            {
                "field": FIELDS[number % len(FIELDS)],
                "manager_approves": True,
                "has_emergency_duty": chance.random() < 0.6,
                "never_trained": number % 6 != 5,
                **({"trained_on": "2025-05-11"} if number % 6 == 5 else {}),
            },
        )
        for number, chance in _each(count, seed)
    ]


def children(count: int, seed: str) -> list[Applicant]:
    """Children of five classes: two in three ask for a reduction, by incomes that fall into every band and above."""
    return [_applicant(number, chance, _child(number, chance)) for number, chance in _each(count, seed)]


def _child(number: int, chance: Random) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "class": CLASSES[number % len(CLASSES)],
        "age": chance.randint(4, 18),
        "asks_subsidy": number % 3 != 2,
        "classes_now": number % 11 == 7,
        "consent_committee": True,
    }
    if answers["asks_subsidy"]:
        members = chance.randint(3, 8)
        a_person = (110_000, 145_000, 210_000, 270_000, 340_000)[number % 5]
        answers |= {"members": members, "net_income": a_person * members, "known_to_social_services": number % 4 == 0}
    return answers | {"classes_now": int(answers["classes_now"])}


def future_coaches() -> list[Applicant]:
    """Those who want to train in one of six sports; two in three speak to both communities."""
    sports = [sport for sport, many in SPORTS.items() for _ in range(many)]
    return [
        _applicant(
            number,
            chance,
            {
                "age": chance.randint(19, 55),
                "sport": sports[number],
                "years_in_sport": chance.randint(2, 15),
                "works_with_children": number % 2 == 0,
                "languages_spoken": ["he", "ar"] if number % 3 else ["he"],
            },
        )
        for number, chance in _each(len(sports), "coaches 2026")
    ]


def leaders(count: int, seed: str) -> list[Applicant]:
    """Residents of eight quarters, each with something they would change there; one in eight has no evening free."""
    return [
        _applicant(
            number,
            chance,
            {
                "adult": True,
                "quarter": f"{QUARTERS[number % len(QUARTERS)]} (דוגמה)",
                "active": number % 2 == 0,
                "free_evenings": 1 if number % 8 == 7 else chance.randint(2, 6),
                "initiative": INITIATIVES[number % len(INITIATIVES)],
            },
            most=40,
        )
        for number, chance in _each(count, seed)
    ]


def women(count: int, seed: str) -> list[Applicant]:
    """Women of the quarter; one in nine works in the mornings."""
    return [
        _applicant(
            number,
            chance,
            {
                "age": chance.randint(22, 58),
                "mornings": number % 9 != 8,
                "children_to_mind": number % 3,
                "idea": INITIATIVES[number % len(INITIATIVES)],
            },
            most=20,
            names=WOMEN,
        )
        for number, chance in _each(count, seed)
    ]


def young_mothers(count: int, seed: str) -> list[Applicant]:
    """Mothers of a small child, many of them alone."""
    return [
        _applicant(
            number,
            chance,
            {
                "mother_age": chance.randint(18, 29),
                "children": [{"child_age": number % 3}, *([{"child_age": 4}] if number % 4 == 0 else [])],
                "alone": number % 2 == 0,
                "family_near": number % 3 == 0,
                "free": ["morning"] if number % 3 else ["morning", "afternoon"],
                "consent_volunteer": True,
            },
            names=WOMEN,
        )
        for number, chance in _each(count, seed)
    ]


def _each(count: int, seed: str) -> Iterator[tuple[int, Random]]:
    return ((number, Random(f"igum sample {seed} {number}")) for number in range(count))  # noqa: S311 - no secrets


def _applicant(
    number: int, chance: Random, answers: dict[str, Any], *, most: int = 0, names: Mapping[str, tuple[str, ...]] = NAMES
) -> Applicant:
    town = list(TOWNS)[number % len(TOWNS)]
    language = chance.choice(TOWNS[town])
    letters, given = LETTERS[language], names[language]
    points = chance.randint(most // 2, max(most - 2, 0))
    return Applicant(
        name=f"{given[number % len(given)]} {letters[number // len(given) % len(letters)]}׳ ({SAMPLE[language]})",
        language=language,
        town=town,
        answers=answers,
        points=(points, max(0, points - number % 4)),
    )
