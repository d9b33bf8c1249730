"""The first page: one box to type in, and the needs and towns to choose from."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from igum.core.public import public
from igum.directory import queries
from igum.directory.forms import SearchState
from igum.directory.search.answers import Facets, NotBuilt, SearchRequest
from igum.directory.search.lexicon import Lexicon
from igum.directory.views.region import local_now, page_language, region_of, towns_of
from igum.directory.views.words import place_name, term_name

TOP = "human_services"
TOWNS_SHOWN = 12


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What people come for, with how much of it the region has."""
    region = region_of(request)
    language = page_language()
    try:
        answer = queries.search(
            SearchRequest(language=language, region=region.pk if region else None, limit=0), at=local_now()
        )
    except NotBuilt:
        return render(request, "directory/home.html", {"region": region, "needs": [], "towns": [], "preparing": True})
    lexicon = queries.index_lexicon()
    towns = _towns(answer.facets, towns_of(region.pk if region else None), lexicon, language)
    return render(
        request,
        "directory/home.html",
        {
            "region": region,
            "needs": _needs(answer.facets, lexicon, language),
            "towns": towns[:TOWNS_SHOWN],
            "more_towns": sorted(towns[TOWNS_SHOWN:], key=lambda town: str(town["name"])),
            "examples": [
                {"text": text, "url": SearchState(q=text).url(reverse("directory:search"))} for text in _said()
            ],
            "figures": {
                "services": answer.total,
                "towns": len(towns),
                "languages": len(answer.facets.languages),
            },
        },
    )


def _said() -> tuple[str, ...]:
    """How people really ask, in the page's language."""
    return (_("food for my elderly mother"), _("help with debts"), _("after-school care"), _("a lift to the clinic"))


def _needs(facets: Facets, lexicon: Lexicon, language: str) -> list[dict[str, Any]]:
    search = reverse("directory:search")
    return [
        {
            "code": term.code,
            "name": term_name(lexicon, term.code, language),
            "url": SearchState(needs=(term.code,)).url(search),
            "count": facets.needs.get(term.code, 0),
        }
        for term in lexicon.terms
        if term.parent == TOP and facets.needs.get(term.code)
    ]


def _towns(facets: Facets, codes: Iterable[int], lexicon: Lexicon, language: str) -> list[dict[str, Any]]:
    """The towns where people live, in the order given, each with how many services its residents may use."""
    search = reverse("directory:search")
    return [
        {
            "name": place_name(lexicon, code, language),
            "url": SearchState(town=code).url(search),
            "count": facets.towns[code],
        }
        for code in codes
        if facets.towns.get(code)
    ]
