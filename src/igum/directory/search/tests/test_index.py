"""The index as derived data: killed, deleted, changed and replaced while others read."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from igum.directory.search.answers import NotBuilt, SearchRequest
from igum.directory.search.index import CATALOGUE, build, current_generation, update
from igum.directory.search.search import SearchIndex
from igum.directory.search.tests.factories import FOOD, GALILEE, HOUSING, LEXICON, NOW, make_service, some_services


def found(index, text, **choices):
    answer = index.search(SearchRequest(text=text, region=GALILEE, **choices), now=NOW)
    return [] if answer.relaxed else [hit.id for hit in answer.hits]


@pytest.fixture
def folder(tmp_path):
    build(tmp_path / "index", some_services(), LEXICON)
    return tmp_path / "index"


def test_building_tells_how_far_it_is_and_how_many_there_are(tmp_path):
    told = []

    count = build(tmp_path, (make_service(str(number)) for number in range(250)), LEXICON, progress=told.append)

    assert count == 250
    assert told[-3:] == [100, 200, 250]


def test_a_closed_service_is_not_found_and_one_closed_for_a_while_is(tmp_path):
    services = [
        make_service("gone", "דיור", status="defunct"),
        make_service("later", "דיור", status="temporarily closed"),
    ]

    assert build(tmp_path, services, LEXICON) == 1
    assert found(SearchIndex.open(tmp_path), "דיור") == ["later"]


def test_a_change_is_found_at_the_next_search_of_an_open_reader(folder):
    index = SearchIndex.open(folder)
    assert found(index, "אופניים") == []

    update(folder, [], [make_service("bicycles", "השאלת אופניים", needs={HOUSING})])
    assert found(index, "אופניים") == ["bicycles"]

    update(folder, [], [make_service("bicycles", "השאלת קלנועיות", needs={HOUSING})])
    assert found(index, "אופניים") == []
    assert found(index, "קלנועיות") == ["bicycles"]

    update(folder, ["bicycles", "never-there"], [])
    assert found(index, "קלנועיות") == []


def test_a_service_no_longer_published_leaves(folder):
    index = SearchIndex.open(folder)

    update(folder, [], [replace(some_services()[0], status="inactive")])

    assert found(index, "סלי מזון") == ["kitchen"]


def test_a_rebuild_is_noticed_and_sweeps_the_old_generation_away(folder):
    index = SearchIndex.open(folder)
    old = current_generation(folder)
    assert found(index, "דיור")

    build(folder, [make_service("only", "דיור")], LEXICON)

    assert found(index, "דיור") == ["only"]
    assert not old.exists()


def test_a_folder_deleted_under_a_reader_leaves_it_what_it_had(folder):
    index = SearchIndex.open(folder)
    assert found(index, "דיור")

    shutil.rmtree(folder)

    assert found(index, "דיור")
    with pytest.raises(NotBuilt):
        update(folder, [], [])
    with pytest.raises(NotBuilt):
        SearchIndex.open(folder).snapshot()


def test_a_folder_deleted_and_built_again_is_a_new_one_for_every_reader(folder):
    index = SearchIndex.open(folder)
    index.suggest("ע", region=GALILEE, language="he")
    shutil.rmtree(folder)

    build(folder, [make_service("bicycles", "השאלת אופניים", needs={HOUSING})], LEXICON)

    assert found(index, "אופניים") == ["bicycles"]
    assert [each.text for each in index.suggest("אופ", region=GALILEE, language="he")] == ["השאלת אופניים"]


def test_phrases_of_a_deleted_folder_are_none_and_no_error(folder):
    index = SearchIndex.open(folder)
    assert found(index, "דיור")

    shutil.rmtree(folder)

    assert index.suggest("די", region=GALILEE, language="he") == []


def test_a_damaged_index_is_to_be_built_again(folder):
    (current_generation(folder) / "tantivy" / "meta.json").write_text("{")

    with pytest.raises(NotBuilt):
        update(folder, [], [])
    with pytest.raises(NotBuilt):
        SearchIndex.open(folder).snapshot()


def test_a_writer_reads_only_once_it_is_the_only_one(folder):
    begun = threading.Event()

    def read_late():
        begun.set()
        yield make_service("lent", "השאלת אופניים", needs={HOUSING})

    with (folder / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        early = threading.Thread(target=update, args=(folder, ["lent"], read_late()))
        early.start()
        assert not begun.wait(0.2)  # nothing is read while somebody else writes
    early.join()

    assert found(SearchIndex.open(folder), "אופניים") == ["lent"]


def test_a_deleted_folder_is_built_again(folder):
    index = SearchIndex.open(folder)
    shutil.rmtree(folder)

    build(folder, some_services(), LEXICON)

    assert index.ready
    assert found(index, "דיור")


def test_a_generation_without_its_files_is_not_built(folder):
    shutil.rmtree(current_generation(folder) / "tantivy")

    assert not SearchIndex.open(folder).ready


_BUILD_FOR_EVER = """
import sys, time
from igum.directory.search.index import build
from igum.directory.search.tests.factories import LEXICON, make_service
def services():
    for number in range(1_000_000):
        yield make_service(str(number), "שירות חדש")
        if number == 300:
            print("half way", flush=True)
        if number > 300:
            time.sleep(0.01)
build(sys.argv[1], services(), LEXICON)
"""


def test_a_rebuild_killed_half_way_leaves_the_old_index_in_force(folder):
    before = current_generation(folder)
    process = subprocess.Popen([sys.executable, "-c", _BUILD_FOR_EVER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    assert current_generation(folder) == before
    assert found(SearchIndex.open(folder), "דיור")
    assert build(folder, some_services(), LEXICON) == 6
    assert sorted(each.name for each in folder.iterdir() if each.is_dir()) == [current_generation(folder).name]


def test_a_catalogue_line_cut_short_spoils_no_other(folder):
    with (current_generation(folder) / CATALOGUE).open("ab") as catalogue:
        catalogue.write(b'{"id": "cut sho')

    update(folder, [], [make_service("bicycles", "השאלת אופניים", needs={FOOD})])

    offered = SearchIndex.open(folder).suggest("אופ", region=GALILEE, language="he")
    assert [each.text for each in offered] == ["השאלת אופניים"]


def test_readers_in_threads_never_see_half_an_index(folder):
    index = SearchIndex.open(folder)
    stop, wrong = threading.Event(), []

    def read():
        while not stop.is_set():
            try:
                if len(found(index, "", limit=50)) not in (5, 7):
                    wrong.append("a number of services that no generation has")
            except Exception as error:  # whatever it is, it is what is tested for
                wrong.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for extra in (2, 0, 2, 0, 2):
        build(folder, [*some_services(), *(make_service(f"extra {n}") for n in range(extra))], LEXICON)
        time.sleep(0.05)
    stop.set()
    for reader in readers:
        reader.join()

    assert wrong == []


def test_two_writers_take_turns(folder):
    writers = [
        threading.Thread(target=update, args=(folder, [], [make_service(f"bicycles {number}", "אופניים")]))
        for number in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(found(SearchIndex.open(folder), "אופניים")) == 4
