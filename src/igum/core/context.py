"""What every page knows: its language and direction, the region, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def page(request: HttpRequest) -> dict[str, Any]:
    """The context shared by all templates."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "LANGUAGE_CODE": language,
        "direction": "rtl" if language in {"he", "ar"} else "ltr",
        "languages": settings.LANGUAGES,
        "actor": getattr(request, "actor", None),
        "is_demo": settings.IGUM_DEMO,
    }
