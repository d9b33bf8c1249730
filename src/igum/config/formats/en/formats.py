"""English: the day before the month, as in the other languages of the site."""

from igum.config.formats.israel import *  # noqa: F403 - all of it
