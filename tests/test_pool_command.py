"""./igum pool, as somebody at a terminal meets it."""

import argparse
import json
import os
from pathlib import Path

import pytest

from igum.config.cli import pool
from igum.config.errors import CannotStart

SWIMMING = Path(__file__).parents[1] / "src" / "igum" / "sample" / "pools" / "swimming.yaml"


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    pool.add_arguments(parser)
    return pool.run(parser.parse_args([str(word) for word in words]))


@pytest.fixture
def few(tmp_path) -> Path:
    """The sample with two keys that need few coalitions."""
    file = tmp_path / "pool.yaml"
    file.write_text(SWIMMING.read_text().replace("[equal, population, users, shapley, nucleolus]", "[equal, users]"))
    return file


def test_the_sample_is_planned_and_shared_out_to_the_agora(few, capsys):
    assert run(few, "--json") == 0

    found = json.loads(capsys.readouterr().out)
    assert (found["people"], found["left_out"], found["money"]["net"]) == (41, [], 57_150_00)
    assert {sum(key["shares"].values()) for key in found["shares"].values()} == {57_150_00}


def test_reasons_are_given_in_sentences(few, capsys):
    few.write_text(few.read_text().split("sharing:")[0])

    assert run(few, "--why") == 0

    said = capsys.readouterr().out
    assert "Cost: proven to be the best." in said
    assert "Maalot pool: without it 3 fewer people would be served and the towns would pay ₪15,450.00 less." in said
    assert "Served of Hurfeish here: 2; alone it would serve 0 and pay ₪0.00." in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("least: 8", "least: eight", ":6 least must be a whole number, not eight. Write only digits."),
        ("least: 8", "leest: 8", ":6 leest has no meaning in rules. Use least, most,"),
        ("people: 9", "people: -9", ":18 people of Nahariya must be a whole number from 0"),
        ("town: Kafr Yasif, slots", "town: Kafer Yasif, slots", "stands in Kafer Yasif, which is not among the towns."),
        ("rate: 75%", "rate: 175%", "rate must be a share, not 175%. Write a share such as 75%, 0.75 or 3/4."),
        ("head_cost: 600", "head_cost: 0.001", ":10 head_cost must be shekels, not 0.001."),
        ("apart: [language]", "apart: [language", "This is not YAML:"),
        ("{Shlomi: 15,", "{Shlomy: 15,", "Shlomy is not among the towns. Correct the name, or add the town."),
        ("equal, population", "even, population", "There is no key even. Choose from equal, population,"),
        ("cluster: 6", "cluster: 60", ":16 cluster of Nahariya is 60. Write 1 to 10."),
        ("cluster: 6", "payer:", ":16 The payer of Nahariya has no name."),
        ("least: 8", "least: 80", ":6 The smallest group (least) is larger than the largest (most)."),
        ("{Shlomi: 15,", "{Shlomi: -15,", ":56 From Nahariya to Shlomi is -15 minutes. Write 0 to 10,000"),
        (
            "  Shlomi:",
            "  812:",
            ":20 812 is read as something else than the name of a town.",
        ),
        ("cofunding:", "kept: [Nahariya pol]\ncofunding:", ":60 Nahariya pol is not among the sites."),
        ("cofunding:", "locked: {Shlomy: Nahariya pool}\ncofunding:", ":60 Shlomy is not among the towns."),
        ("without: 4000", "caps: {Shlomy: 10}", ":68 Shlomy is not among the payers."),
        (
            "cofunding:",
            "cofunding:\n  - {name: City, rate: 50%, covers: [head]}",
            ":62 Together the co-fundings pay 125% of what a head in Nahariya costs. Lower a rate",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_remedy(old, new, said, tmp_path, capsys):
    file = tmp_path / "pool.yaml"
    file.write_text(SWIMMING.read_text().replace(old, new))

    assert run(file) == 1

    assert said in capsys.readouterr().err


BOMB = "words:\n  a: &a {x: y}\n  b: &b {x: [*a,*a,*a,*a]}\n  c: {x: [*b,*b,*b,*b]}\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("aliases that stand for more than a machine holds", "service:", f"{BOMB}service:", ":4 Anchors and aliases"),
        ("brackets without end", "service:", "kept: " + "[" * 5000 + "\nservice:", ":3 This stands too deep."),
        ("a number no computer counts", "people: 9", "people: 0x" + "f" * 5000, ":18 people must be a whole number"),
        ("more money than there is", "head_cost: 600", "head_cost: 1e999999", ":10 head_cost must be shekels"),
        ("a share with an endless exponent", "rate: 75%", 'rate: "1e-99999999"', "rate must be a share"),
        ("a list for a town", "town: Kafr Yasif", "town: [Kafr Yasif]", "town must be words."),
        ("an order to the terminal", "service:", 'source: "\\e[2J"\nservice:', "a sign here that cannot be seen"),
        ("an order to the computer", "service: ", "service: !!python/name:os.system ", "Tags (!) are not read."),
    ],
)
def test_a_file_made_to_do_harm_is_refused_at_its_line(name, old, new, said, tmp_path, capsys):
    file = tmp_path / "pool.yaml"
    file.write_text(SWIMMING.read_text().replace(old, new, 1))

    assert run(file) == 1, name

    assert said in capsys.readouterr().err


def test_what_the_file_says_a_town_pays_at_most_it_pays_at_most(few, capsys):
    few.write_text(few.read_text().replace("  without: 4000", "  caps: {Yirka: 1000}\n  without: 4000"))

    assert run(few, "--json") == 0

    shares = json.loads(capsys.readouterr().out)["shares"]
    assert {key["shares"]["Yirka"] for key in shares.values()} == {1000_00}
    assert {sum(key["shares"].values()) for key in shares.values()} == {57_150_00}


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CannotStart, match="cannot be opened"):
        run(tmp_path / "none.yaml")


def test_a_key_without_what_it_needs_is_refused(few):
    few.write_text(few.read_text().replace("[equal, users]", "[ability]"))

    with pytest.raises(CannotStart, match="The key ability cannot be computed"):
        run(few)


def test_what_the_solver_prints_stays_out_of_the_answer(capfd):
    with pool.solver_said_aside():
        os.write(1, b"tmpSolver.run();\n")

    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "tmpSolver.run();\n")
