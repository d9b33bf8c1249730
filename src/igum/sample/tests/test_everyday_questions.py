"""What people type in their own words finds the right help in the demo region."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from igum import directory
from igum.directory.search.answers import SearchRequest
from igum.directory.search.documents import ServiceDocument
from igum.directory.search.index import build
from igum.directory.search.lexicon import Lexicon, Synonym, Term
from igum.directory.search.search import SearchIndex
from igum.sample.services import REGION, sample
from igum.sample.values import SampleService

DATA = Path(directory.__file__).parent / "data"
AXES = {"human_services": "need", "human_situations": "situation"}
MONDAY_MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
SHOWN_FIRST = 3


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def services() -> dict[str, SampleService]:
    return {str(service.id): service for service in sample().services}


QUESTIONS = load(Path(__file__).with_name("everyday_questions.yaml"))


def lexicon() -> Lexicon:
    taxonomy, synonyms = load(DATA / "taxonomy.yaml"), load(DATA / "synonyms.yaml")
    abbreviations = load(DATA / "abbreviations.yaml")
    terms = tuple(
        Term(
            code,
            axis,  # type: ignore[arg-type]
            names,
            code.rpartition(":")[0] or None,
            tuple(Synonym(language, text) for language, texts in synonyms.get(code, {}).items() for text in texts),
        )
        for axis in AXES.values()
        for code, names in sorted(taxonomy[axis].items())
    )
    equals = [(short, full) for table in abbreviations.values() for short, meant in table.items() for full in meant]
    return Lexicon(terms=terms, equals=tuple(equals))


def documents() -> Iterator[ServiceDocument]:
    organizations = {body.id: body for body in sample().organizations}
    for key, service in services().items():
        body = organizations[service.organization_id]
        yield ServiceDocument(
            id=key,
            titles=in_languages(service.texts, "name"),
            organizations=in_languages(body.texts, "name"),
            bodies=in_languages(service.texts, "description"),
            tags=in_languages(service.texts, "who"),
            needs=of_axis(service, "need"),
            situations=of_axis(service, "situation"),
            regions=frozenset({REGION}),
            whole_region=True,
            status=service.status,
        )


def in_languages(texts: Any, field: str) -> dict[str, str]:
    return {language: fields[field] for language, fields in texts.items() if fields.get(field)}


def of_axis(service: SampleService, axis: str) -> frozenset[str]:
    return frozenset(code for code in service.terms if AXES[code.partition(":")[0]] == axis)


def is_filed_under(service: SampleService, code: str) -> bool:
    return any(own == code or own.startswith(f"{code}:") for own in service.terms)


@pytest.fixture(scope="session")
def demo_region(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    path = tmp_path_factory.mktemp("everyday")
    build(path, documents(), lexicon())
    return SearchIndex.open(path)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: f"{asked['language']}: {asked['question']}")
def test_a_question_in_everyday_words_finds_the_right_help_among_the_first_three(demo_region, asked):
    request = SearchRequest(text=asked["question"], language=asked["language"], region=REGION, limit=SHOWN_FIRST)

    answer = demo_region.search(request, now=MONDAY_MORNING)

    found = [services()[hit.id] for hit in answer.hits]
    right = [service for service in found if any(is_filed_under(service, code) for code in asked["codes"])]
    assert right, f"found {[service.texts['he']['name'] for service in found]} instead"


def test_every_code_of_a_question_is_a_term():
    known = set(load(DATA / "synonyms.yaml"))

    assert {code for asked in QUESTIONS for code in asked["codes"]} <= known
