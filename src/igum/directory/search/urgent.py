"""Danger to life: when a question tells of it, the help for it comes first, whatever else the words may find."""

from collections.abc import Iterable

_SUICIDAL = "human_situations:mental_health:mental_conditions_and_diseases:suicidal_thoughts"
_FIRST_AID = "human_services:health:emergency_mental_assistance"
_HOTLINE = "human_services:care:help_hotline"
_BEATEN = "human_situations:survivors:violence_survivors:domestic_violence_survivors"
_REFUGE = "human_services:housing:short_term_housing:shelters_from_violence"
_RAPED = "human_situations:survivors:violence_survivors:sexual_assault_survivors"

# By the danger told of: what helps at once, and how far each goes before the other.
_HELP: dict[str, dict[str, float]] = {
    _SUICIDAL: {_FIRST_AID: 3.0, _SUICIDAL: 2.0, _HOTLINE: 1.0},
    _BEATEN: {_REFUGE: 2.0, _BEATEN: 2.0},
    _REFUGE: {_REFUGE: 2.0, _BEATEN: 2.0},
    _RAPED: {_RAPED: 2.0},
}


def is_urgent(code: str) -> bool:
    """Whether a term is a danger to life."""
    return code in _HELP


def help_first(codes: Iterable[str]) -> dict[str, float]:
    """The terms whose services must stand first, with how much; none when no danger is told of."""
    first: dict[str, float] = {}
    for danger in codes:
        for code, share in _HELP.get(danger, {}).items():
            first[code] = max(share, first.get(code, 0.0))
    return first
