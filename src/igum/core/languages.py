"""Languages pages are written in, and more that services are given in: by their own names and the page's."""

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

_ALSO_SPOKEN = ("es", "fr", "pt", "de", "ro", "hu", "fa", "ka", "uk")

LANGUAGE_NAMES: dict[str, str] = {
    **dict(settings.LANGUAGES),
    **{code: str(LANG_INFO[code]["name_local"]).capitalize() for code in _ALSO_SPOKEN},
    "ti": "ትግርኛ",
    "yi": "ייִדיש",
}
_NAMES_IN_PAGE = {
    "he": _("Hebrew"),
    "ar": _("Arabic"),
    "en": _("English"),
    "ru": _("Russian"),
    "am": _("Amharic"),
    "es": _("Spanish"),
    "fr": _("French"),
    "pt": _("Portuguese"),
    "de": _("German"),
    "ro": _("Romanian"),
    "hu": _("Hungarian"),
    "fa": _("Persian"),
    "ka": _("Georgian"),
    "uk": _("Ukrainian"),
    "ti": _("Tigrinya"),
    "yi": _("Yiddish"),
}


def language_name(code: str) -> str:
    """A language as the page's own language calls it; who reads only that, or has it read aloud, knows it so."""
    return str(_NAMES_IN_PAGE.get(code, LANGUAGE_NAMES.get(code, code)))
