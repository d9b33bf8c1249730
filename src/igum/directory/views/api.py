"""The open API: Open Referral HSDS 3.1, readable by anyone without a key, from any site."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Query, Schema
from ninja.responses import Response
from pydantic import AfterValidator, Field

from igum.core.public import public
from igum.directory.models import Service
from igum.directory.queries.hsds import PROFILE, ServicesAsked, service_in_full, services_page
from igum.directory.views.region import page_language

MOST_PER_PAGE = 200
LAST_PAGE = 100_000
api = NinjaAPI(
    title="Igum: services of the region",
    version="3.1",
    description="Open Referral HSDS 3.1. Sample services are invented.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


def _aware(moment: datetime) -> datetime:
    """A moment without a zone is taken as local time."""
    try:
        return moment.astimezone(UTC)  # PostgreSQL knows no zone farther off than sixteen hours; Python does
    except OverflowError:
        raise ValueError("this moment lies outside the calendar") from None


class ServicesWanted(Schema):
    """What may be asked of the list, in the specification's words."""

    page: int = Field(1, ge=1, le=LAST_PAGE)
    per_page: int = Field(50, ge=1, le=MOST_PER_PAGE)
    taxonomy_term_id: str = Field("", max_length=160, pattern=r"^[^\x00]*$")  # no text in the database has a NUL
    organization_id: UUID | None = None
    modified_after: Annotated[datetime, AfterValidator(_aware)] | None = None


@api.get("/", response={200: dict[str, Any]}, summary="Which specification this API follows", url_name="api-root")
def root(request: HttpRequest) -> dict[str, Any]:
    """Version, profile and where the description of this API is."""
    return {
        "version": "3.1",
        "profile": PROFILE,
        "openapi_url": request.build_absolute_uri(reverse("api:openapi-json")),
    }


@api.get("/services", response={200: dict[str, Any], 422: dict[str, Any]}, summary="Services", url_name="services")
def services(request: HttpRequest, wanted: Query[ServicesWanted]) -> dict[str, Any]:
    """Published services, page by page. Filters narrow together."""
    asked = ServicesAsked(wanted.taxonomy_term_id, wanted.organization_id, wanted.modified_after)
    return services_page(asked, page=wanted.page, per_page=wanted.per_page, language=page_language())


@api.get(
    "/services/{service_id}",
    response={200: dict[str, Any], 404: dict[str, Any], 422: dict[str, Any]},
    summary="One service in full",
    url_name="service",
)
def service(request: HttpRequest, service_id: UUID) -> dict[str, Any] | Response:
    """A published service with its places, hours, phones, areas and costs."""
    try:
        return service_in_full(service_id, language=page_language())
    except Service.DoesNotExist:
        return Response({"detail": "There is no published service of this id."}, status=404)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def api_patterns() -> list[URLPattern]:
    """The API's addresses, each public and readable from any site."""
    patterns, _, _ = api.urls
    # Ninja adds an empty root of its own last, under the name that ours bears and before which ours stands.
    own = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    return [_public(pattern) for pattern in own[:-1]]


def _public(pattern: URLPattern) -> URLPattern:
    inner = pattern.callback

    @public
    @csrf_exempt  # nothing is changed here; a method that is not offered is told so
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _open_to_all(inner(request, *args, **kwargs))

    return path(str(pattern.pattern), answer, name=pattern.name)
