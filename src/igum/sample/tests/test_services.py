"""What the sample directory must be, whatever is added to its files."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from igum import directory
from igum.sample.reading import base_services, read
from igum.sample.services import DEAD_NUMBER, dead_number, sample
from igum.sample.values import SampleService

HEBREW, ARABIC = re.compile(r"[\u0590-\u05ff]"), re.compile(r"[\u0600-\u06ff]")
CYRILLIC, ETHIOPIC, LATIN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u1200-\u137f]"), re.compile(r"[A-Za-z]")
OWN_SCRIPT = {"he": HEBREW, "ar": ARABIC, "en": LATIN, "ru": CYRILLIC, "am": ETHIOPIC}
SERVICES = sample().services


def taxonomy(axis: str) -> list[str]:
    path = Path(str(directory.__file__)).parent / "data" / "taxonomy.yaml"
    return list(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)[axis])


def share(language: str) -> float:
    return sum(language in service.texts for service in SERVICES) / len(SERVICES)


def name(service: SampleService) -> str:
    return service.texts["he"]["name"]


def test_there_are_enough_services_and_bodies_to_look_like_a_region():
    assert len(SERVICES) >= 600
    assert len(sample().organizations) >= 90
    assert len(base_services()) >= 200


def test_every_need_has_a_service():
    given = {term for service in SERVICES for term in service.terms}

    assert [code for code in taxonomy("need") if code != "human_services" and code not in given] == []


def test_nearly_every_situation_has_a_service():
    given = {term for service in SERVICES for term in service.terms}

    assert len([code for code in taxonomy("situation") if code in given]) >= 200


def test_services_are_filed_under_known_terms_only():
    known = {*taxonomy("need"), *taxonomy("situation")}

    assert {term for service in SERVICES for term in service.terms} - known == set()


@pytest.mark.parametrize("language", ["he", "ar"])
def test_every_service_is_told_in_hebrew_and_in_arabic(language):
    short = [name(service) for service in SERVICES if len(service.texts[language]["description"]) < 40]

    assert short == []
    assert all(service.texts[language]["name"] and service.texts[language]["who"] for service in SERVICES)


@pytest.mark.parametrize(("language", "wanted"), [("en", 0.35), ("ru", 0.25), ("am", 0.12)])
def test_a_share_of_the_services_is_told_in_the_other_languages(language, wanted):
    assert wanted - 0.02 <= share(language) <= wanted + 0.04


def test_every_text_is_in_its_own_script():
    foreign = {
        "he": [ARABIC, CYRILLIC, ETHIOPIC, LATIN],
        "ar": [HEBREW, CYRILLIC, ETHIOPIC, LATIN],
        "en": [HEBREW, ARABIC, CYRILLIC, ETHIOPIC],
        "ru": [HEBREW, ARABIC, ETHIOPIC],
        "am": [HEBREW, ARABIC, CYRILLIC, LATIN],
    }
    wrong = [
        (language, field, text)
        for service in SERVICES
        for language, fields in service.texts.items()
        for field, text in fields.items()
        if not OWN_SCRIPT[language].search(text) or any(script.search(text) for script in foreign[language])
    ]

    assert wrong == []


def test_no_placeholder_was_left_unfilled():
    things = (*SERVICES, *sample().organizations)
    texts = [text for thing in things for fields in thing.texts.values() for text in fields.values()]

    assert [text for text in texts if "{" in text or "}" in text] == []


def test_unfolding_twice_gives_the_same():
    first = sample()
    sample.cache_clear()

    assert sample() == first


@pytest.mark.parametrize("language", OWN_SCRIPT)
def test_a_name_says_its_town_once(language):
    towns = [town[language] for town in read("towns")["towns"].values() if language in town]
    names = [service.texts[language]["name"] for service in SERVICES if language in service.texts]

    assert [name for name in names for town in towns if name.count(f"– {town}") > 1] == []


def test_no_two_services_of_a_body_share_a_name():
    names = Counter((name(service), service.organization_id) for service in SERVICES)

    assert [key for key, times in names.items() if times > 1] == []


@pytest.mark.parametrize("language", ["he", "ar"])
def test_no_two_services_in_a_town_read_the_same(language):
    read_in = defaultdict(list)
    for service in SERVICES:
        read_in[service.town, service.texts[language]["description"]].append(name(service))

    assert [names for names in read_in.values() if len(names) > 1] == []


def test_ids_are_stable_and_unique():
    assert len({service.id for service in SERVICES}) == len(SERVICES)
    assert len({place.id for place in sample().locations}) == len(sample().locations)


def test_no_number_can_be_dialled():
    numbers = [phone.number for service in SERVICES for phone in service.phones]
    numbers += [body.number for body in sample().organizations]

    assert [number for number in numbers if not DEAD_NUMBER.fullmatch(number)] == []
    assert len(set(numbers)) == len(numbers)


def test_ten_thousand_numbers_are_ten_thousand():
    assert len({dead_number(turn) for turn in range(10_000)}) == 10_000


def test_addresses_on_the_net_are_reserved_ones():
    assert all(body.email.endswith(".example.org") for body in sample().organizations)
    assert all(body.website.endswith(".example.org") for body in sample().organizations)


def test_a_confidential_place_is_nowhere():
    hidden = [place for place in sample().locations if place.confidential]

    assert len(hidden) >= 3
    assert all((place.locality_code, place.latitude, place.longitude) == (None, None, None) for place in hidden)
    assert all(place.texts == {} for place in hidden)


def test_a_place_lies_near_its_town():
    towns = {town["code"]: town for town in read("towns")["towns"].values()}

    for place in sample().locations:
        if place.locality_code is not None:
            town = towns[place.locality_code]
            assert abs(place.latitude - town["lat"]) < 0.01
            assert abs(place.longitude - town["lon"]) < 0.01


def test_services_reach_differently_far():
    kinds = Counter(area.kind for service in SERVICES for area in service.areas)

    assert min(kinds["region"], kinds["authority"], kinds["locality"]) >= 20


def test_some_details_are_fresh_some_old_and_some_never_confirmed():
    days = [service.assured_days_ago for service in SERVICES]

    assert sum(age is not None and age < 150 for age in days) > len(days) / 2
    assert sum(age is not None and age > 450 for age in days) > 10
    assert days.count(None) > 10


def test_some_services_are_closed_for_now_and_say_why():
    closed = [service for service in SERVICES if service.status == "temporarily closed"]

    assert len(closed) >= 8
    assert all(service.texts["he"]["alert"] for service in closed)


def test_services_are_free_paid_and_undecided():
    assert {service.free_of_charge for service in SERVICES} == {True, False, None}


def test_hours_open_before_they_close():
    rows = [hours for service in SERVICES for hours in service.hours]

    assert all(row.opens_at < row.closes_at for row in rows if row.opens_at and row.closes_at)
    assert any(row.opens_at is None and row.notes for row in rows)
    assert all(row.weekdays == tuple(sorted(set(row.weekdays))) for row in rows)


def test_a_body_stands_behind_the_systems_of_the_region():
    given = {base["key"] for base in base_services()}

    assert given >= {
        "youth-orchestra", "school-that-plays", "coaches-school", "mixed-teams", "trauma-care", "emergency-volunteers",
        "household-economics", "settlement-newcomers", "women-shelter", "women-line", "prostitution-rehab",
        "night-youth", "family-centre", "subsidised-classes", "rights-centre", "cultural-access", "mother-to-mother",
        "mothers-at-risk", "leadership-women", "volunteering-match", "equipment-loan", "accessible-emergency",
    }  # fmt: skip
