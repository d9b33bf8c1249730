"""What every page of a secret link shares: the region, the response, and an answer that nobody else may keep."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.places import queries as places
from igum.questionnaires import queries
from igum.questionnaires.models import Response
from igum.questionnaires.presenting import Drawing
from igum.questionnaires.rules.state import State

Page = Callable[..., HttpResponse]


def secret_page(view: Page) -> Page:
    """A page that whoever holds the link may open, and that no browser, proxy or search engine keeps or tells of."""

    @public
    @wraps(view)
    def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        # Not no-referrer: with that browsers send forms as from nowhere, which the check of their origin refuses.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return shown


def find_region(slug: str) -> places.Region:
    """The region of an address.

    Raises:
        Http404: there is none.
    """
    try:
        return places.region(slug)
    except ObjectDoesNotExist:
        raise Http404 from None


@contextmanager
def opened(request: Request, region: places.Region, secret: str) -> Iterator[Response]:
    """The response that a secret link opens, with its tenant stated.

    Raises:
        Http404: it opens none.
        PermissionDenied: it is bound to another account, or to one that is not shown what it is about any more.
    """
    with visiting(request, region_id=region.pk, secret=secret) as actor:
        try:
            yield queries.response_by_link(actor)
        except Response.DoesNotExist:
            if why := queries.why_shut(actor):
                raise PermissionDenied(why) from None
            raise Http404 from None


def drawing_of(response: Response, state: State, **more: Any) -> Drawing:
    """What the pages of a response are drawn from."""
    compiled = queries.compiled_of(response.questionnaire)
    return Drawing(
        form=compiled.form,
        state=state,
        language=page_language(),
        towns=queries.towns_to_choose(compiled, response.region_id),
        entries=response.entries,
        typed=response.typed,
        **more,
    )


def page_language() -> str:
    """The language of the page."""
    return get_language() or "he"
