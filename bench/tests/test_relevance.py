"""The benchmarks themselves: the same each time, and right about what they measure."""

import json
import random

import pytest

from bench import relevance
from bench.corpus import Corpus
from bench.lexicon import product_lexicon
from bench.slips import one_slip, wrong_layout
from igum.engines.text.keyboard import retype


def test_one_slip_is_one_slip_and_the_same_each_time():
    text = "מזון לקשישים בכרמיאל"

    slips = [one_slip(text, random.Random(seed)) for seed in range(30)]

    assert slips == [one_slip(text, random.Random(seed)) for seed in range(30)]
    assert all(slip != text and abs(len(slip) - len(text)) <= 1 for slip in slips)


@pytest.mark.parametrize(("text", "language"), [("מזון לקשישים", "he"), ("помощь", "ru"), ("طعام", "ar")])
def test_the_wrong_layout_is_the_same_keys(text, language):
    assert retype(wrong_layout(text), "en", language) == text


def test_a_made_up_directory_is_the_same_each_time():
    corpus = Corpus(product_lexicon(), 5)

    assert list(corpus.documents()) == list(corpus.documents())
    assert corpus.questions(4) == corpus.questions(4)


def test_a_pool_is_measured_and_an_order_judged(tmp_path, capsys):
    services = [
        {"name": f"שירות {word}", "description": f"מידע על {word}", "needs": [], "situations": []}
        for word in ("מזון", "דיור", "הסעות")
    ]
    queries = [{"query": "דיור", "relevant": ["שירות דיור"]}, {"query": "הסעה", "relevant": ["שירות הסעות"]}]
    (tmp_path / "pool.json").write_text(json.dumps(services), encoding="utf-8")
    (tmp_path / "queries.json").write_text(json.dumps(queries), encoding="utf-8")

    code = relevance.main(
        ["--pool", str(tmp_path / "pool.json"), "--queries", str(tmp_path / "queries.json"), "--json", "--repeats", "1"]
    )

    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert code == 0
    assert (result["clean"]["ndcg@10"], result["clean"]["hit@10"], result["clean"]["empty"]) == (1.0, 1.0, 0)


def test_an_absent_pool_is_skipped_with_a_word(tmp_path, capsys):
    assert relevance.main(["--pool", str(tmp_path / "no.json"), "--json"]) == 0
    assert "Skipped" in capsys.readouterr().out
