"""The open API in HSDS 3.1's shape."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from django.test import Client

from igum.directory.models import Service
from igum.directory.tests import factories

pytestmark = pytest.mark.usefixtures("region")
SHARED = Path(os.environ.get("IGUM_SHARED", Path(__file__).resolve().parents[5] / "shared"))
SCHEMAS = SHARED / "data" / "hsds" / "schema"


def test_the_root_says_which_specification_is_followed(client):
    said = client.get("/api/").json()

    assert said["version"] == "3.1"
    assert said["openapi_url"].endswith("/api/openapi.json")


def test_the_list_is_a_page_with_organisation_and_terms_in_it(client):
    page = client.get("/api/services").json()

    assert (page["total_items"], page["first_page"], page["last_page"], page["empty"]) == (3, True, True, False)
    first = next(service for service in page["contents"] if service["name"].startswith("סל מזון"))
    assert first["organization"]["name"] == "עמותה לדוגמה"
    assert {attribute["taxonomy_term"]["code"] for attribute in first["attributes"]} >= {
        "human_services:food:food_delivery"
    }


def test_filters_narrow_together(client):
    food = client.get("/api/services", {"taxonomy_term_id": "human_services:food"}).json()
    none = client.get(
        "/api/services", {"taxonomy_term_id": "human_services:food", "modified_after": "2030-01-01T00:00:00Z"}
    ).json()

    assert food["total_items"] == 1
    assert none["empty"] is True


def test_a_page_costs_the_same_however_many_services_it_has(client, django_assert_max_num_queries):
    for number in range(20):
        factories.make_service(f"שירות {number}")

    with django_assert_max_num_queries(4):
        client.get("/api/services", {"per_page": 20})


def test_a_confidential_place_stays_out_of_the_api(client):
    service = factories.make_service("מקלט", located_in=None)
    hidden = factories.Location.objects.create(organization=service.organization, name="הבית הסודי", confidential=True)
    factories.ServiceAtLocation.objects.create(service=service, location=hidden)

    assert "הבית הסודי" not in client.get(f"/api/services/{service.pk}").content.decode()


@pytest.mark.parametrize("query", ["page=0", "per_page=100000", "organization_id=x", "modified_after=yesterday"])
def test_a_wrong_parameter_is_refused_by_name(client, query):
    answer = client.get(f"/api/services?{query}")

    assert answer.status_code == 422
    assert query.split("=")[0] in answer.content.decode()


def test_an_unknown_service_is_not_found(client):
    assert client.get("/api/services/00000000-0000-0000-0000-000000000000").status_code == 404


def test_any_site_may_read_the_api(client):
    assert client.get("/api/services").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the specification's schemas lie in ../shared, which is not here")
def test_a_full_service_is_valid_against_the_specification(client):
    schema = json.loads((SCHEMAS / "service.json").read_text())

    for service in Service.objects.all():
        shown = client.get(f"/api/services/{service.pk}").json()
        jsonschema.validate(shown, schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize(
    "asked",
    [
        {"taxonomy_term_id": "human\x00services"},
        {"taxonomy_term_id": "x" * 161},
        {"modified_after": "0001-01-01T00:00:00"},
        {"modified_after": "9999-12-31T23:59:59"},
        {"modified_after": "yesterday"},
        {"organization_id": "1 OR 1=1"},
        {"page": "0"},
        {"per_page": "100000"},
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(client, asked):
    answer = client.get("/api/services", asked)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][-1] == next(iter(asked))


@pytest.mark.parametrize(
    "moment",
    ["2026-11-22T10:00:00", "2026-11-22T10:00:00+02:00", "0001-01-01T00:00:00Z", "0552-12-13T09:30:28.3-17:43"],
)
def test_a_moment_may_be_given_with_or_without_its_zone(client, moment):
    assert client.get("/api/services", {"modified_after": moment}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/api/", "/api/services"])
def test_a_method_that_is_not_offered_is_told_so(region, method, address):
    strict = Client(enforce_csrf_checks=True)

    answer = getattr(strict, method)(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
