"""What people type in their own words finds the right help in the demo region."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from igum import directory
from igum.directory.search.answers import SearchAnswer, SearchRequest
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
SENTENCES = load(Path(__file__).with_name("everyday_sentences.yaml"))
SHARE_ANSWERED = 0.85
SHARE_ANSWERED_IN_A_LANGUAGE = 0.75
DANGERS = {
    "suicide": (
        "human_situations:mental_health:mental_conditions_and_diseases:suicidal_thoughts",
        "human_services:health:emergency_mental_assistance",
        "human_services:care:help_hotline",
    ),
    "violence": (
        "human_situations:survivors:violence_survivors",
        "human_services:housing:short_term_housing:shelters_from_violence",
    ),
    "food": ("human_services:food", "human_services:money:financial_assistance:help_pay_for_food"),
    "dementia": (
        "human_situations:health:nervous_system_disease:alzheimer_disease",
        "human_situations:disability:mentally_debilitated",
    ),
}


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


def first_three(index: SearchIndex, asked: dict[str, Any], text: str | None = None) -> SearchAnswer:
    request = SearchRequest(
        text=text or asked["question"], language=asked["language"], region=REGION, limit=SHOWN_FIRST
    )
    return index.search(request, now=MONDAY_MORNING)


def answers(service: SampleService, groups: list[list[str]]) -> bool:
    return all(any(is_filed_under(service, code) for code in group) for group in groups)


def can_be_answered(asked: dict[str, Any]) -> bool:
    return any(answers(service, asked["codes"]) for service in services().values())


def test_most_sentences_from_home_have_an_answer_among_the_first_three(demo_region):
    answered: dict[str, list[bool]] = {}

    for asked in filter(can_be_answered, SENTENCES["finds"]):
        hits = first_three(demo_region, asked).hits
        answered.setdefault(asked["language"], []).append(
            any(answers(services()[hit.id], asked["codes"]) for hit in hits)
        )

    shares = {language: sum(each) / len(each) for language, each in answered.items()}
    every = [one for each in answered.values() for one in each]
    assert sum(every) / len(every) >= SHARE_ANSWERED
    assert min(shares.values()) >= SHARE_ANSWERED_IN_A_LANGUAGE, shares


@pytest.mark.parametrize("asked", SENTENCES["danger"], ids=lambda asked: f"{asked['language']}: {asked['question']}")
def test_help_stands_first_when_a_life_is_in_danger(demo_region, asked):
    answer = first_three(demo_region, asked)

    found = [services()[hit.id] for hit in answer.hits]
    assert found
    assert all(answers(service, [DANGERS[asked["of"]]]) for service in found), [
        each.texts["he"]["name"] for each in found
    ]


@pytest.mark.parametrize(
    ("slipped", "language"),
    [
        ("לא רוצה לחיוץ", "he"), ("לא רצוה לחיות", "he"), ("נמאס לי לחית", "he"), ("אני רוצה למותת", "he"),
        ("لا أريد أن اعش", "ar"), ("بدي امووت", "ar"), ("не хачу жить", "ru"), ("хочу умиреть", "ru"),
        ("i dont wnat to live", "en"), ("i want to kil myself", "en"), ("መኖር አልፈልም", "am"),
    ],
)  # fmt: skip
def test_one_slip_does_not_hide_that_a_life_is_in_danger(demo_region, slipped, language):
    answer = first_three(demo_region, {"language": language}, slipped)

    assert all(answers(services()[hit.id], [DANGERS["suicide"]]) for hit in answer.hits)


@pytest.mark.parametrize("asked", SENTENCES["calm"], ids=lambda asked: f"{asked['language']}: {asked['question']}")
def test_the_same_words_raise_no_alarm_where_nobody_is_in_danger(demo_region, asked):
    answer = first_three(demo_region, asked)

    assert not set(DANGERS["suicide"]) & set(answer.understanding.terms)


def test_every_code_of_a_sentence_is_a_term():
    known = set(load(DATA / "synonyms.yaml"))

    assert {code for asked in SENTENCES["finds"] for group in asked["codes"] for code in group} <= known


@pytest.mark.parametrize("question", ["בעלי מרביץ לי", "my daughter is cutting herself", "муж бьёт"])
def test_a_question_that_was_understood_is_offered_no_other_wording(demo_region, question):
    assert first_three(demo_region, {"language": "he"}, question).did_you_mean == ""
