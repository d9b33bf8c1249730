"""What the invented people of the demo answer in forms that are filled in on the way."""

from collections.abc import Callable, Mapping
from random import Random

Answers = Mapping[str, object]


def answers_of(form: str, key: str, number: int, chance: Random) -> Answers:
    """The answers of the person or family of a number to the form of a task."""
    return _FORMS[form](key, number, chance)


def _budget(key: str, number: int, chance: Random) -> Answers:
    """A month's income and expenses and all debts, in agorot: better with every form that is filled in."""
    way = {"measure.budget.baseline": 1.0, "measure.budget.workshops": 0.9, "measure.budget.end": 0.68}.get(key, 1.0)
    income = 700_000 + 60_000 * number
    return {
        "month_income": income,
        "month_expenses": round(income * (1.12 if way == 1.0 else 0.97) / 100) * 100,
        "all_debts": round((2_400_000 + 500_000 * number) * way * chance.uniform(0.9, 1.05) / 100) * 100,
    }


def _friends(key: str, number: int, chance: Random) -> Answers:
    return {"friends_elsewhere": number % 3 + (chance.randint(0, 4) if key.endswith("end") else 0)}


def _say(key: str, number: int, chance: Random) -> Answers:
    return {"own_say": min(5, 2 + number % 2 + (chance.randint(0, 3) if key.endswith("end") else 0))}


def _support(key: str, number: int, chance: Random) -> Answers:
    return {"people_to_turn_to": number % 3 + (chance.randint(1, 4) if key.endswith("end") else 0)}


def _vote(key: str, number: int, chance: Random) -> Answers:
    return {"women_voting": 10, "project": "מטבח קהילתי (דוגמה)"}


_FORMS: Mapping[str, Callable[[str, int, Random], Answers]] = {
    "budget": _budget,
    "friends": _friends,
    "say": _say,
    "support": _support,
    "vote": _vote,
}
