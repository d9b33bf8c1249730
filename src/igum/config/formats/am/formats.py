"""Amharic, which Django lacks: Gregorian dates."""

from igum.config.formats.israel import *  # noqa: F403 - all of it, with the exceptions below

DATETIME_FORMAT = "j F Y፣ H:i"
