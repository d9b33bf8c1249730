"""Pages of the kernel."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from igum.core.files import OpenFile
from igum.core.public import public

WORKER = Path(__file__).parent / "static" / "core" / "js" / "worker.js"
YEAR = 365 * 24 * 60 * 60
APPEARANCE = {"theme": ("igum_theme", {"light", "dark", "contrast"}), "text": ("igum_text", {"large"})}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Choose light, dark or high contrast, and large letters; kept on this device for a year."""
    # A page behind a secret link says where to go back to by the browser alone: its address stands in no other address.
    asked = request.POST.get("next") or request.GET.get("next") or request.headers.get("Referer") or "/"
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    back = asked if safe else "/"
    if request.method != "POST":
        return render(request, "core/appearance.html", {"next": back})
    answer = HttpResponseRedirect(back, status=303)
    for field, (cookie, choices) in APPEARANCE.items():
        if request.POST.get(field) in choices:
            answer.set_cookie(
                cookie, request.POST[field], max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        else:
            answer.delete_cookie(cookie)
    return answer


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "core/accessibility.html")


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is and who keeps it."""
    return render(request, "core/about.html")


@public
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows kept pages without a network. At the root, so that a browser lets it see the whole site."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@require_safe
def visitor(request: HttpRequest) -> HttpResponse:
    """Who is signed in here, and the mark without which nothing is taken: for what a device kept and sends later."""
    answer = JsonResponse({"user": request.user.pk, "token": get_token(request)})
    answer["Cache-Control"] = "private, no-store"
    return answer


def attachment(file: OpenFile) -> HttpResponse:
    """A file that somebody handed in, to be kept by the reader: no browser opens it in the site's name."""
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
