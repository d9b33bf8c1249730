"""A region of many services to measure pages on: copies of the demo's, with their places, hours and texts.

Imported only once Django is set up and knows its data folder.
"""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.harness import p50_p95, timed
from igum.config.databases import embedded_cluster, is_embedded
from igum.core.actor import ANYONE
from igum.core.models import Translation
from igum.directory import queries
from igum.directory.commands import load_taxonomy
from igum.directory.models import Schedule, Service, ServiceArea, ServiceAtLocation
from igum.directory.search.answers import SearchRequest
from igum.directory.search.index import build
from igum.places.commands import load_places
from igum.places.queries import region
from igum.sample.accounts import load_accounts
from igum.sample.commands import load_demo_region

PARTS = (ServiceArea, ServiceAtLocation, Schedule)
TERMS = Service.terms.through


def use_server() -> None:
    """Keep the embedded server for as long as this process lives."""
    if is_embedded():
        embedded_cluster(Path(settings.IGUM_DATA)).use()


def fill() -> None:
    """The demo's places, needs, services and accounts. Its programmes and volunteers have no part in these pages."""
    if Service.objects.filter(is_sample=True).exists():
        return
    load_places()
    load_taxonomy()
    load_demo_region(actor=ANYONE, at=timezone.localtime())
    load_accounts(at=timezone.localtime())


def inflate(wanted: int) -> None:
    """Copy the sample services until there are as many as wanted, and index them. Repeats without harm."""
    originals = [str(pk) for pk in Service.objects.filter(is_sample=True).order_by("pk").values_list("pk", flat=True)]
    while (have := Service.objects.count()) < wanted:
        _copy(originals[: wanted - have], round_number=have)
    if not queries.index_is_ready() or _indexed() < Service.objects.published().count():
        build(Path(settings.IGUM_SEARCH_INDEX), queries.documents(), queries.lexicon())


@transaction.atomic
def _copy(originals: Sequence[str], *, round_number: int) -> None:
    ids = {pk: str(uuid.uuid4()) for pk in originals}
    services = list(Service.objects.filter(pk__in=originals))
    for service in services:
        service.pk = ids[str(service.pk)]
        service.name = f"{service.name} ({round_number})"
        service.is_sample = False  # so that the next round copies the demo's and not the copies
    Service.objects.bulk_create(services, batch_size=1000)
    for part in PARTS:
        rows: list[Any] = list(part.objects.filter(service__in=originals))
        for row in rows:
            row.pk, row.service_id = uuid.uuid4(), ids[str(row.service_id)]
        part.objects.bulk_create(rows, batch_size=2000)
    links = list(TERMS.objects.filter(service__in=originals))
    for link in links:
        link.pk, link.service_id = None, ids[str(link.service_id)]
    TERMS.objects.bulk_create(links, batch_size=2000)
    texts = list(Translation.objects.filter(kind="directory.service", object_id__in=originals))
    for text in texts:
        text.pk, text.object_id = None, ids[text.object_id]
    Translation.objects.bulk_create(texts, batch_size=2000)


def _indexed() -> int:
    return queries.search(SearchRequest(limit=0), at=timezone.localtime()).total


def in_process(words: Sequence[str]) -> dict[str, dict[str, float]]:
    """Server time of the search page with its facets, and of the suggestions, without the network."""
    client = Client(headers={"host": "localhost"})
    asked = [("/search", {"q": text, "lang": language}) for text in words for language in ("he", "ar", "en")]
    client.get(*asked[0])
    times: list[float] = []
    most = 0
    for path, parameters in asked * 2:
        with CaptureQueriesContext(connection) as caught:
            response, milliseconds = timed(lambda path=path, given=parameters: client.get(path, given))
        if response.status_code != 200:
            raise RuntimeError(f"{path} {parameters} answered {response.status_code}")
        times.append(milliseconds)
        most = max(most, len(caught))
    code = region("western-galilee").pk
    typed = [text[:length] for text in words for length in range(2, min(len(text), 12))]
    queries.suggest(typed[0], region_id=code, language="he")
    waits = [timed(lambda text=text: queries.suggest(text, region_id=code, language="he"))[1] for text in typed]
    return {"search page": {**p50_p95(times), "most_queries": most}, "suggestions": p50_p95(waits)}


def signed_in_cookie() -> str:
    """The session cookie of the demo's coordinator."""
    client = Client()
    client.force_login(get_user_model().objects.get(email="coordinator@demo.example"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def some_services(count: int) -> list[str]:
    """Ids of published services."""
    return [str(pk) for pk in Service.objects.published().order_by("pk").values_list("pk", flat=True)[:count]]
