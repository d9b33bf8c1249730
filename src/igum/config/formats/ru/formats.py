"""Russian: dates as Django writes them, hours with two digits, weeks from Sunday."""

from igum.config.formats.israel import (
    DATE_INPUT_FORMATS,
    DATETIME_INPUT_FORMATS,
    FIRST_DAY_OF_WEEK,
    TIME_FORMAT,
    TIME_INPUT_FORMATS,
)

__all__ = [
    "DATETIME_INPUT_FORMATS",
    "DATE_INPUT_FORMATS",
    "FIRST_DAY_OF_WEEK",
    "TIME_FORMAT",
    "TIME_INPUT_FORMATS",
]

DATETIME_FORMAT = "j E Y г., H:i"
MONTH_DAY_FORMAT = "j E"
