"""Once per request: the language, the actor and the tenant, and refusals in words."""

from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.defaults import bad_request

from igum.core import tenancy
from igum.core.actor import ANYONE, Actor
from igum.core.errors import Refused
from igum.core.requests import Request
from igum.core.slots import Slot

Handler = Callable[[HttpRequest], HttpResponse]
Acting = Callable[[Request], HttpResponse]
YEAR = 365 * 24 * 60 * 60
REFUSED = {400, 403, 404, 409}


class FindsActor(Protocol):
    """Says who a signed-in request acts as. Runs inside the request's transaction."""

    def __call__(self, request: HttpRequest) -> Actor:
        """The actor, made from the posts valid now."""
        ...


ACTOR: Slot[FindsActor] = Slot("core.actor", "Says who a signed-in request acts as")


class LanguageMiddleware:
    """The page's language: ``?lang=`` wins and is remembered, then the cookie, then the browser's wish, then Hebrew."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._remembered(request)
        # At once: an address that cannot be read is refused in this language, not in that of the thread's last visitor.
        translation.activate(language)
        asked = request.GET.get("lang", "")
        if asked in self.known:
            language = asked
            translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if asked in self.known:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def _remembered(self, request: HttpRequest) -> str:
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if cookie in self.known:
            return cookie
        wished = request.headers.get("Accept-Language", "")
        for word in wished.split(","):
            code = word.split(";")[0].strip().lower()[:2]
            code = {"iw": "he"}.get(code, code)  # some phones still say Hebrew by its old code
            if code in self.known:
                return code
        return settings.LANGUAGE_CODE


class ActorMiddleware:
    """Makes the actor, and for a signed-in request one transaction with the tenant stated in it.

    Visitors who are not signed in meet public tables only: they cost no transaction.
    """

    def __init__(self, get_response: Acting) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.actor = ANYONE
        if not request.user.is_authenticated:
            return self.get_response(request)
        with transaction.atomic():
            tenancy.enter(Actor(user_id=request.user.pk))
            for find_actor in ACTOR:
                request.actor = find_actor(request)
            tenancy.enter(request.actor)
            response = self.get_response(request)
            if response.status_code >= 500 or response.status_code in REFUSED:
                # A refusal says that nothing was changed: also not what an earlier command of the same page did.
                transaction.set_rollback(True)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Computers are shared: whoever comes next and presses Back must not see whose page it was.
            patch_cache_control(response, private=True, no_store=True)
        return response


class RefusalMiddleware:
    """Turns a refusal into a page in words: 409 for a rule, 403 for missing leave. htmx gets the one line only.

    What no column can hold, such as a text with a zero byte in it or a number beyond all bounds, was not typed into
    our forms by anybody: it is answered as what cannot be read, and not as a fault of ours.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; everything else goes its usual way."""
        if isinstance(exception, Refused):
            return _say(request, "core/refused.html", exception.reason, status=409)
        if isinstance(exception, PermissionDenied):
            return _say(request, "403.html", str(exception), status=403)
        if isinstance(exception, DataError):
            return bad_request(request, exception)
        return None


def _say(request: HttpRequest, template: str, reason: str, *, status: int) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = render(request, "core/_alert.html", {"message": reason}, status=status)
        response.headers["HX-Retarget"] = "#alert"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return render(request, template, {"reason": reason, "at": timezone.now()}, status=status)
