"""Invented people who serve in the rounds of the demo, beside those who take part. None of them exists."""

from collections.abc import Mapping
from dataclasses import dataclass

from igum.programmes import commands
from igum.sample.reading import read
from igum.sample.services import dead_number

FIRST_TURN = 9_600  # of dead_number(), behind those of applicants and volunteers
# Mothers who volunteer: a given name, the language they speak beside Hebrew, their town, and when they are free.
MOTHERS = (
    ("חנה", "he", 9100, "morning"),
    ("سناء", "ar", 518, "morning"),
    ("טובה", "he", 7600, "morning"),
    ("فاطمة", "ar", 496, "afternoon"),
    ("נורית", "he", 812, "afternoon"),
    ("عبير", "ar", 1063, "morning"),
    ("מירב", "he", 1063, "morning"),
    ("رويدة", "ar", 480, "afternoon"),
)


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody of a team in the demo: the role in the file, and what a newcomer is."""

    role: str
    newcomer: commands.Newcomer


def mentors() -> list[Helper]:
    """Twenty mentors, two people of finance, a guide and three of the steering team."""
    found = [
        Helper(
            "mentor",
            commands.Newcomer(
                one["name"],
                phone=dead_number(FIRST_TURN + number),
                language=one["language"],
                locality_id=one["town"],
                facts={"languages": one["speaks"], "evenings": one["evenings"], "gender": one["gender"]},
            ),
        )
        for number, one in enumerate(read("mentors"))
    ]
    found += _of({"finance": ("אנשי כספים", 2), "steering": ("צוות היגוי", 3)})
    return [*found, Helper("guide", commands.Newcomer("החברה המנחה (דוגמה)", leads=True))]


def tutors() -> list[Helper]:
    """Who makes an orchestra of the players: two who conduct, a tutor for each instrument."""
    return _of({"conductor": ("ניצוח", 2), "tutor": ("הדרכת כלים", 7)}, leads="conductor")


def trainers() -> list[Helper]:
    """Who trains the staff of authorities: one for each of the four fields."""
    return _of({"trainer": ("הדרכת חוסן", 4)}, leads="trainer")


def instructors() -> list[Helper]:
    """One instructor for each of the five classes."""
    return _of({"instructor": ("הדרכת חוג", 5)}, leads="instructor")


def lecturers() -> list[Helper]:
    """Who teaches the coaches: two who lecture, and three who have trained for years."""
    return _of({"lecturer": ("הרצאה", 2), "head_coach": ("אימון מוביל", 3)}, leads="lecturer")


def guides_of_leaders() -> list[Helper]:
    """Community workers, those who facilitate the meetings, and the bodies that take part."""
    counts = {"community_worker": ("עבודה קהילתית", 3), "facilitator": ("הנחיה", 2), "partner": ("עמותה שותפה", 3)}
    return _of(counts, leads="facilitator")


def companions_of_women() -> list[Helper]:
    """Graduates of the group, the worker who accompanies it and does not decide, and who minds the children."""
    counts = {"graduate": ("בוגרת", 3), "community_worker": ("עבודה קהילתית", 1), "childminder": ("השגחה", 2)}
    return _of(counts, leads="community_worker")


def volunteer_mothers() -> list[Helper]:
    """Eight mothers who volunteer, for two families each at most, and the social worker who guides them."""
    found = [
        Helper(
            "mother",
            commands.Newcomer(
                f"{name} ({'مثال' if language == 'ar' else 'דוגמה'})",
                phone=dead_number(FIRST_TURN + 50 + number),
                language=language,
                locality_id=town,
                facts={"languages": list(dict.fromkeys((language, "he"))), "free": ["morning", free]},
            ),
        )
        for number, (name, language, town, free) in enumerate(MOTHERS)
    ]
    return found + _of({"social_worker_guide": ("ליווי מקצועי", 1)}, leads="social_worker_guide")


def _of(counts: Mapping[str, tuple[str, int]], *, leads: str = "") -> list[Helper]:
    """So many of each role, told apart by a letter."""
    return [
        Helper(role, commands.Newcomer(f"{name} {letter} (דוגמה)", leads=role == leads))
        for role, (name, count) in counts.items()
        for letter in "אבגדהוז"[:count]
    ]
