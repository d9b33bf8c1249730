"""What programmes may ask of a volunteer in their own rules: facts by name, for matching."""

from collections.abc import Mapping
from datetime import date

from igum.engines.rules.types import BOOL, INT, STRING, Type, list_of
from igum.volunteering.models import Volunteer
from igum.volunteering.rules.times import EVENINGS, NIGHTS, SABBATH

FACT_TYPES: Mapping[str, Type] = {
    "languages": list_of(STRING),
    "skills": list_of(STRING),
    "town": INT,
    "authority": INT,
    "gender": STRING,
    "birth_year": INT,
    "minor": BOOL,
    "evenings": BOOL,
    "nights": BOOL,
    "sabbath": BOOL,
    "available": list_of(STRING),
    "remote_only": BOOL,
}


def fact_types() -> Mapping[str, Type]:
    """The facts that ``facts_of`` gives, by name, for the checker of expressions."""
    return FACT_TYPES


def facts_of(volunteer: Volunteer, day: date) -> dict[str, object]:
    """What is known of a volunteer on a day. What was not told is None, which rules read as unknown and never as no.

    Never what is in a document: whether one is in force says ``vetting_of``.
    """
    free = set(volunteer.available)
    told = bool(free)
    return {
        "languages": list(volunteer.languages) or None,
        "skills": list(volunteer.skills) or None,
        "town": volunteer.locality_id,
        "authority": volunteer.authority_id,
        "gender": volunteer.gender or None,
        "birth_year": volunteer.birth_year,
        "minor": None if volunteer.birth_year is None else volunteer.is_minor_on(day),
        "evenings": bool(free & EVENINGS) if told else None,
        "nights": bool(free & NIGHTS) if told else None,
        "sabbath": bool(free & SABBATH) if told else None,
        "available": list(volunteer.available) or None,
        "remote_only": volunteer.remote_only,
    }
