"""Refusals in words, at a few addresses that only these tests have."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone

from igum.core.errors import Refused
from igum.core.models import LoadedContent
from igum.core.public import public
from igum.people.models import User

REFUSALS = {
    "settled": Refused("These hours were settled before."),
    "closed": PermissionDenied("Only Alder settles these hours."),
    "gone": Http404(),
}


def write_and_refuse(request, which):
    LoadedContent.objects.create(name=which, fingerprint="", loaded_at=timezone.now())
    raise REFUSALS[which]


def write(request):
    LoadedContent.objects.create(name="written", fingerprint="", loaded_at=timezone.now())
    return HttpResponse()


def zero(request):
    LoadedContent.objects.create(name="before", fingerprint="", loaded_at=timezone.now())
    return HttpResponse(LoadedContent.objects.filter(name=request.GET["name"]).count())


@public
def odd(request):
    raise SuspiciousOperation("a forged value: <b>secret</b>")


urlpatterns = [
    path("tests/write", write),
    path("tests/refuse/<slug:which>", write_and_refuse),
    path("tests/odd", odd),
    path("tests/zero", zero),
    path("", include("igum.config.urls")),
]


@pytest.fixture
def ruth(client, settings, db) -> Client:
    settings.ROOT_URLCONF = __name__
    client.force_login(User.objects.create_user("ruth@example.org"))
    return client


@pytest.mark.parametrize(("which", "status"), [("settled", 409), ("closed", 403)])
def test_a_page_that_refuses_changes_nothing_as_it_says(ruth, which, status):
    answer = ruth.get(f"/tests/refuse/{which}")

    assert answer.status_code == status
    assert str(REFUSALS[which]) in answer.text
    assert not LoadedContent.objects.filter(name=which).exists()


def test_a_page_that_is_not_there_in_the_end_changes_nothing_either(ruth):
    answer = ruth.get("/tests/refuse/gone")

    assert answer.status_code == 404
    assert not LoadedContent.objects.filter(name="gone").exists()


def test_what_no_column_can_hold_is_no_fault_of_ours(ruth):
    answer = ruth.get("/tests/zero?name=a%00b", headers={"accept-language": "ar"})

    assert answer.status_code == 400
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert not LoadedContent.objects.filter(name="before").exists()


def test_a_page_that_is_answered_keeps_what_it_wrote(ruth):
    ruth.get("/tests/write")

    assert LoadedContent.objects.filter(name="written").exists()


def test_htmx_gets_a_refusal_as_one_line_for_the_alert(ruth):
    answer = ruth.get("/tests/refuse/settled", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#alert")
    assert "These hours were settled before." in answer.text
    assert "<h1" not in answer.text


def test_what_cannot_be_read_is_answered_in_the_readers_language_without_repeating_it(client, settings, db):
    settings.ROOT_URLCONF = __name__

    answer = client.get("/tests/odd", headers={"accept-language": "ru"})

    assert answer.status_code == 400
    assert '<html lang="ru" dir="ltr">' in answer.text
    assert "secret" not in answer.text
    assert "<h1>Bad Request" not in answer.text


def test_an_address_with_too_much_in_it_is_refused_in_the_readers_language_not_in_the_last_visitors(client, db):
    client.get("/about", headers={"accept-language": "am"})

    answer = client.get("/about?" + "a=&" * 1010, headers={"accept-language": "ru"})

    assert answer.status_code == 400
    assert '<html lang="ru" dir="ltr">' in answer.text


def test_who_tries_too_often_is_told_to_wait_in_their_language(client, settings, db):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    cache.clear()

    answers = [
        client.post(reverse("account_reset_password"), {"email": "ruth@example.org"}, headers={"accept-language": "ar"})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 429]
    assert '<html lang="ar" dir="rtl"' in answers[1].text
    assert "Too Many Requests" not in answers[1].text
