"""Hebrew: a date says “on” its month."""

from igum.config.formats.israel import *  # noqa: F403 - all of it, with the exceptions below

DATE_FORMAT = "j בF Y"
DATETIME_FORMAT = "j בF Y, H:i"
MONTH_DAY_FORMAT = "j בF"
