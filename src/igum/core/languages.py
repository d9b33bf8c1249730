"""Languages by their own names: those pages are written in, and more that services are given in."""

from django.conf import settings
from django.conf.locale import LANG_INFO

_ALSO_SPOKEN = ("es", "fr", "pt", "de", "ro", "hu", "fa", "ka", "uk")

LANGUAGE_NAMES: dict[str, str] = {
    **dict(settings.LANGUAGES),
    **{code: str(LANG_INFO[code]["name_local"]).capitalize() for code in _ALSO_SPOKEN},
    "ti": "ትግርኛ",
    "yi": "ייִדיש",
}
