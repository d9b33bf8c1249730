"""Arabic as it is written in Israel: figures and separators as in Hebrew."""

from igum.config.formats.israel import *  # noqa: F403 - all of it, with the exceptions below

DATETIME_FORMAT = "j F Y، H:i"
