"""Hebrew: dates as Django writes them."""

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

DATETIME_FORMAT = "j בF Y, H:i"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
