"""The index follows the tables: by a worker of its own process, after a deletion, after a fault."""

import shutil
import threading
from pathlib import Path

import pytest
from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from igum.directory import queries, tasks
from igum.directory.models import Service
from igum.directory.search.answers import SearchRequest
from igum.directory.search.index import current_generation
from igum.directory.search.search import SearchIndex
from igum.directory.tests.factories import AT, WESTERN_GALILEE


def found(text: str, path: Path | None = None) -> list[str]:
    """Names of the services that have these very words; what is shown in place of them does not count."""
    index = SearchIndex.open(path or settings.IGUM_SEARCH_INDEX)
    answer = index.search(SearchRequest(text=text, region=WESTERN_GALILEE, literal=True), now=AT)
    if answer.relaxed:
        return []
    return list(Service.objects.filter(pk__in=[hit.id for hit in answer.hits]).values_list("name", flat=True))


@pytest.mark.usefixtures("fresh_region")
class TestIndexServices:
    def test_new_words_are_found_and_old_ones_no_longer(self):
        service = Service.objects.get(name="קו מידע אזורי")
        Service.objects.filter(pk=service.pk).update(name="מוקד ידע", description="מוקד ידע")

        tasks.index_services(ids=[str(service.pk)])

        assert found("מוקד") == ["מוקד ידע"]
        assert found("אזורי") == []

    def test_what_is_no_longer_published_or_no_longer_there_leaves(self):
        service = Service.objects.get(name="קו מידע אזורי")
        Service.objects.filter(pk=service.pk).update(status=Service.Status.DEFUNCT)

        tasks.index_services(ids=[str(service.pk), "00000000-0000-4000-8000-000000000009"])

        assert found("אזורי") == []

    def test_running_twice_changes_nothing(self):
        service = Service.objects.get(name="קו מידע אזורי")

        for _ in range(2):
            tasks.index_services(ids=[str(service.pk)])

        assert found("אזורי") == ["קו מידע אזורי"]

    def test_a_deleted_index_is_made_whole_again(self, index_path):
        service = Service.objects.get(name="קו מידע אזורי")
        shutil.rmtree(index_path)

        tasks.index_services(ids=[str(service.pk)])

        assert found("אזורי")
        assert found("מזון")


@pytest.mark.usefixtures("fresh_region")
class TestKeepIndex:
    def test_a_deleted_index_comes_back_though_nobody_asks(self, index_path):
        shutil.rmtree(index_path)

        tasks.keep_index()

        assert found("מזון") == ["סל מזון לאזרחים ותיקים"]

    def test_an_index_that_is_there_stays_as_it_is(self, index_path):
        before = current_generation(index_path)

        tasks.keep_index()

        assert current_generation(index_path) == before

    def test_it_is_looked_for_every_minute(self):
        crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

        assert crons["directory.keep_index"] == "* * * * *"


@pytest.mark.usefixtures("fresh_region")
def test_a_search_without_an_index_asks_once_for_a_new_one(client, index_path):
    shutil.rmtree(index_path)
    queries.searching._index_at.cache_clear()

    pages = [client.get("/search", {"q": "מזון"}) for _ in range(3)]

    assert [page.status_code for page in pages] == [503] * 3
    assert pages[0]["Retry-After"] == "10"
    assert ProcrastinateJob.objects.filter(task_name="directory.rebuild_index").count() == 1


@pytest.mark.usefixtures("fresh_region")
def test_searching_while_the_index_is_made_anew_never_fails(index_path):
    index, stop = SearchIndex.open(index_path), threading.Event()
    answers: list[int] = []

    def read() -> None:
        while not stop.is_set():
            answers.append(index.search(SearchRequest(text="מזון", region=WESTERN_GALILEE), now=AT).total)
            index.suggest("מז", region=WESTERN_GALILEE, language="he")

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        tasks.rebuild_index()
    stop.set()
    reader.join()

    assert len(answers) > 5
    assert set(answers) == {1}
