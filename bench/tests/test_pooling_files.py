"""The readers of location benchmarks, on files of a few numbers."""

from decimal import Decimal

import pytest

from bench.pooling_files import instances, read
from bench.pooling_regions import region
from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.stages import choose

BY_KIND = "3 2\n10 10 4\n5.50 6.25 9\n4 4\n1 9 3\n2 9.125 8\n"
BY_FACILITY = "3 2\n10 5.50\n10 6.25\n4 9\n4\n1 9 3\n4\n2 9.125 8\n"
MEDIAN = " 1 5\n 3 1 12\n 1 0 0 4\n 2 3 4 4\n 3 0 0 4\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cap").mkdir()
    return tmp_path / "cap"


@pytest.mark.parametrize(
    "layout",
    [
        BY_KIND,
        BY_FACILITY,
        BY_KIND.replace("\n", "\r\n\r\n").replace(" ", "\t  "),
        " ".join(BY_KIND.split()),
        "\n".join(BY_FACILITY.split()),
        "\ufeff" + BY_FACILITY,
    ],
)
def test_costs_keep_all_their_decimals(folder, layout):
    (folder / "p1").write_text(layout, encoding="utf-8")

    found = read(folder / "p1")

    assert (found.scale, found.opening.tolist(), found.cost.tolist()) == (
        1000, [5500, 6250, 9000], [[1000, 9000, 3000], [2000, 9125, 8000]],
    )  # fmt: skip


def test_the_optimum_of_a_file_is_found_by_its_turn(folder):
    for name in ("p10", "p2", "p1"):
        (folder / name).write_text(BY_KIND)
    (folder / "single-source-optima.txt").write_text("8.5\n1\n2\n")

    assert [(one.name, one.published) for one in instances(folder.parent)] == [
        ("cap/p1", Decimal("8.5")), ("cap/p2", Decimal(1)), ("cap/p10", Decimal(2)),
    ]  # fmt: skip


def test_what_the_engine_proves_is_compared_in_the_files_decimals(folder):
    (folder / "p1").write_text(BY_KIND)
    (folder / "single-source-optima.csv").write_text("instance,optimum\np1,8.5\n")
    instance = read(folder / "p1")

    value = choose(instance.network(), Effort(5)).stages[0].value

    assert (value, instance.is_published(value)) == (8500, True)


def test_a_median_file_holds_its_optimum_and_floors_its_distances(folder):
    (folder / "pmedcap01.txt").write_text(MEDIAN)
    instance = read(folder / "pmedcap01.txt")

    value = choose(instance.network(), Effort(5)).stages[0].value

    assert (value, instance.published, instance.open) == (5, Decimal(5), 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"7",
        b"2 3\n1 2 3\n",
        b"2 3\nten\n",
        b"nan 1 1",
        b"1 1 5 2 -3 4",
        b"0 3 1 2 3",
        b"\xff\xfe\x00",
        b"1 1 1e9999999 1 1 1",
    ],
)
def test_another_file_is_refused_by_name(folder, content):
    (folder / "p1").write_bytes(content)

    with pytest.raises(ValueError, match="p1"):
        read(folder / "p1")


def test_a_folder_is_read_though_one_of_its_files_is_no_instance(folder):
    (folder / "README.md").write_text("Files of a few numbers.")
    (folder / "p1").write_text(BY_KIND)
    refused = []

    assert [one.name for one in instances(folder.parent, refused)] == ["cap/p1"]
    assert [words.endswith("must hold numbers alone") for words in refused] == [True]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("single-source-optima.csv", "name,value\np1,8.5\n", "must have the columns instance and optimum"),
        ("single-source-optima.csv", "instance,optimum\np1,about 8\n", "must hold numbers, not 'about 8'"),
        ("single-source-optima.txt", "none\n", "must hold numbers, not 'none'"),
    ],
)
def test_an_instance_is_tried_though_its_list_of_optima_cannot_be_read(folder, name, content, said):
    (folder / "p1").write_text(BY_KIND)
    (folder / name).write_text(content)
    refused = []

    assert [one.published for one in instances(folder.parent, refused)] == [None]
    assert [said in words for words in refused] == [True]


def test_a_region_is_the_same_for_the_same_seed():
    assert region(6, 2, 7) == region(6, 2, 7) != region(6, 2, 8)
