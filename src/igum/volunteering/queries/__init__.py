"""Questions about volunteering. Fetching and being allowed are one act."""

from igum.volunteering.queries.volunteers import (
    free_at,
    own_volunteer,
    vetting_lacking,
    vetting_of,
    vettings_ending,
    vettings_for,
    vettings_to_check,
    volunteers_for,
    volunteers_shown,
    without_task,
)

__all__ = [
    "free_at",
    "own_volunteer",
    "vetting_lacking",
    "vetting_of",
    "vettings_ending",
    "vettings_for",
    "vettings_to_check",
    "volunteers_for",
    "volunteers_shown",
    "without_task",
]
