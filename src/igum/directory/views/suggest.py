"""Phrases that complete what is being typed."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from igum.core.public import public
from igum.directory import queries
from igum.directory.forms import LONGEST_QUERY
from igum.directory.search.answers import Suggestion
from igum.directory.views.region import page_language, region_of


@public
@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """At most eight, each with at least one service in the region. An empty list while the index is being made."""
    region = region_of(request)
    language = page_language()
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    found = queries.suggest(typed, region_id=region.pk if region else None, language=language)
    response = JsonResponse({"suggestions": [_shown(one, language) for one in found]})
    patch_cache_control(response, private=True, max_age=60)  # in the visitor's language, which a cookie may say
    return response


def _shown(suggestion: Suggestion, language: str) -> dict[str, str | int | None]:
    return {
        "text": suggestion.text,
        "kind": _KINDS[suggestion.kind],
        "count": suggestion.count,
        "hint": _hint(suggestion),
        "url": reverse("directory:service", args=[suggestion.service_id]) if suggestion.service_id else None,
        "lang": language,
    }


def _hint(suggestion: Suggestion) -> str:
    """What stands at the end of the row: what it is, or how much of it there is."""
    if suggestion.kind == "service":
        return _("service")
    return ngettext("%(count)d service", "%(count)d services", suggestion.count) % {"count": suggestion.count}


_KINDS = {
    "need": "need",
    "situation": "need",
    "need for situation": "phrase",
    "need in town": "place",
    "service": "service",
    "organization": "phrase",
}
