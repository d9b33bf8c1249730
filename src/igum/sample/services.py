"""Unfold the sample files into the directory of the demo region.

Pure and deterministic: no clock, no chance, no database. Whatever looks like chance
(a point near its town's centre, the day the details were last assured) is drawn
from the SHA-256 of the thing's own key, and identities are UUIDs version 5 of a fixed
namespace, so that a service keeps its address through every loading.

Telephone numbers have the form ``04-000-XXXX``. 04 is the north's area code and no
Israeli subscriber number begins with 0, so a network can never connect one;
``DEAD_NUMBER`` is the pattern by which a page recognises them. E-mail and web
addresses stand under ``example.org``, which RFC 2606 reserves.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import time
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from igum.sample.reading import Node, base_services, read
from igum.sample.values import (
    Sample,
    SampleArea,
    SampleHours,
    SampleLocation,
    SampleOrganization,
    SamplePhone,
    SampleService,
)
from igum.sample.wording import LANGUAGES, texts_of

NAMESPACE = UUID("6f0c1a52-3f0e-5d5b-9c55-1a7d30c2e212")
REGION = 212  # the Western Galilee cluster's code at the Central Bureau of Statistics
DEAD_NUMBER = re.compile(r"04-000-\d{4}")

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
CHRISTIAN_TOWNS = frozenset({"miilya", "fassuta"})
# A degree of latitude is 111 km: points lie within about 500 m of the town's centre.
JITTER_DEGREES = 0.0045


@cache
def sample() -> Sample:
    """The whole sample directory, always the same."""
    builder = _Builder()
    for base in base_services():
        builder.add(base)
    return Sample(tuple(builder.organizations.values()), tuple(builder.locations.values()), tuple(builder.services))


def dead_number(turn: int) -> str:
    """A number nobody can dial; its own for each turn up to 10,000."""
    # 7,919 and 10,000 share no factor, so that no two turns meet and neighbours look unlike.
    return f"04-000-{turn * 7919 % 10_000:04d}"


class _Builder:
    """Collects bodies and places as services name them."""

    def __init__(self) -> None:
        self.organizations: dict[str, SampleOrganization] = {}
        self.locations: dict[str, SampleLocation] = {}
        self.services: list[SampleService] = []
        self._numbers = 0
        self._taken: set[str] = set()

    def add(self, base: Node) -> None:
        places = list(_instances(base))
        for turn, (body, extra) in enumerate(places):
            self.services.append(self._service(base, body, extra, turn, len(places)))

    def _service(self, base: Node, body: str, extra: Node, turn: int, turns: int) -> SampleService:
        town = extra["town"]
        key = f"{base['key']}/{body}/{town}"
        organization = self._organization(body, town)
        prices = base.get("price", [])
        extra = {"price": prices[turn % len(prices)] if prices else "", **extra}
        areas = _areas(extra.get("serves") or base.get("serves") or _usual_area(body), town)
        ages = extra.get("ages") or base.get("ages") or [None, None]
        hours = extra.get("hours") or base.get("hours", ["office"])
        assured = _assured_days_ago(key)
        texts = self._texts(base, extra, turn, turns, areas)
        if assured is not None:
            by = _pick(read("phrases")["assured_by"], key)
            texts = {language: {**fields, "assured_by": by[language]} for language, fields in texts.items()}
        fees = base.get("fees", [])
        return SampleService(
            id=uuid5(NAMESPACE, f"service/{key}"),
            base=base["key"],
            town=town,
            organization_id=organization.id,
            texts=texts,
            free_of_charge=_is_free(fees, base),
            price_agorot=int(extra["price"]) * 100 if extra["price"] and "deposit" not in fees else None,
            status="temporarily closed" if extra.get("closed") else "active",
            minimum_age=ages[0],
            maximum_age=ages[1],
            languages=_languages(base, town, key),
            terms=_terms(base),
            assured_days_ago=assured,
            locations=(self._location(base, body, town, organization).id,),
            phones=self._phones(base, key),
            hours=tuple(_hours(hours if isinstance(hours, str) else hours[turn % len(hours)], town)),
            areas=areas,
        )

    def _texts(
        self, base: Node, extra: Node, turn: int, turns: int, areas: tuple[SampleArea, ...]
    ) -> dict[str, dict[str, str]]:
        town = read("towns")["towns"][extra["town"]]
        regional = areas[0].kind == "region"
        texts = {}
        for language in LANGUAGES:
            if language not in base or language not in town:
                continue
            if language in {"ru", "am"} and not (regional or language in town["texts"]):
                continue
            texts[language] = texts_of(base, language, turn, turns, town[language], extra)
        if texts["he"]["name"] in self._taken:
            for language, fields in texts.items():
                if town[language] not in fields["name"]:
                    fields["name"] += f" – {town[language]}"
        self._taken.add(texts["he"]["name"])
        return texts

    def _organization(self, body: str, town: str) -> SampleOrganization:
        kinds, bodies = read("organisations")["kinds"], read("organisations")["bodies"]
        key = f"{body}-{town}" if body in kinds else body
        if key not in self.organizations:
            written = kinds[body] if body in kinds else bodies[body]
            names = read("towns")["towns"][town if body in kinds else bodies[body]["home"]]
            about = len([known for known in self.organizations if known.startswith(f"{body}-")])
            texts = {
                language: _organization_texts(written[language], names[language], about)
                for language in LANGUAGES
                if language in written and language in names
            }
            self.organizations[key] = SampleOrganization(
                id=uuid5(NAMESPACE, f"organization/{key}"),
                texts=texts,
                email=f"shalom@{key}.example.org",
                website=f"https://{key}.example.org",
                number=self._number(),
            )
        return self.organizations[key]

    def _location(self, base: Node, body: str, town: str, organization: SampleOrganization) -> SampleLocation:
        manner = base.get("place", "site")
        # Several services share a body's two or three rooms in a town, as in life.
        room = _draw(f"{base['key']}/{body}/{town}") % 2
        key = f"{body}/{town}/{manner}/{room if manner == 'site' else 0}"
        if key not in self.locations:
            self.locations[key] = _new_location(key, manner, town, organization)
        return self.locations[key]

    def _phones(self, base: Node, key: str) -> tuple[SamplePhone, ...]:
        phones = [SamplePhone(self._number(), "voice", "")]
        if "whatsapp" in base.get("apply", []) or _draw(f"{key}/whatsapp") % 100 < 30:
            phones.append(SamplePhone(self._number(), "whatsapp", ""))
        return tuple(phones)

    def _number(self) -> str:
        self._numbers += 1
        return dead_number(self._numbers)


def _instances(base: Node) -> Iterator[tuple[str, Node]]:
    for body, towns in base["at"].items():
        for town in towns:
            yield body, town if isinstance(town, dict) else {"town": town}


def _terms(base: Node) -> tuple[str, ...]:
    needs = (f"human_services:{code}" for code in base["needs"])
    situations = (f"human_situations:{code}" for code in base.get("situations", []))
    return (*needs, *situations)


def _usual_area(body: str) -> Any:
    bodies = read("organisations")["bodies"]
    return bodies[body]["serves"] if body in bodies else "authority"


def _areas(serves: Any, town: str) -> tuple[SampleArea, ...]:
    if serves == "region":
        return (SampleArea("region", REGION),)
    if serves == "authority":
        return (_authority_area(town),)
    if serves == "town":
        return (SampleArea("locality", read("towns")["towns"][town]["code"]),)
    return tuple(_named_area(name) for name in serves)


def _named_area(name: str) -> SampleArea:
    town = read("towns")["towns"][name]
    if "authority" in town and not town.get("council"):
        return SampleArea("locality", town["code"])
    return _authority_area(name)


def _authority_area(town: str) -> SampleArea:
    # A city's authority and its one locality have the same code at the bureau; a regional council has its own.
    facts = read("towns")["towns"][town]
    councils = read("towns")["authorities"]
    return SampleArea("authority", councils[facts["authority"]] if "authority" in facts else facts["code"])


def _organization_texts(written: Node, town: str, turn: int) -> dict[str, str]:
    texts = {"name": written["name"].replace("{town}", town)}
    if about := written.get("about"):
        text = about if isinstance(about, str) else about[turn % len(about)]
        texts["description"] = text.replace("{town}", town)
    return texts


def _new_location(key: str, manner: str, town: str, organization: SampleOrganization) -> SampleLocation:
    identity = uuid5(NAMESPACE, f"location/{key}")
    if manner != "site":
        kind = "virtual" if manner == "phone" else "physical"
        return SampleLocation(identity, organization.id, kind, {}, None, None, None, manner == "confidential")
    facts = read("towns")["towns"][town]
    address = _pick(facts["addresses"], key)
    access = _pick(read("phrases")["access"], f"{key}/access")
    texts = {
        language: {"address": address[language], "accessibility": access[language]} for language in ("he", "ar", "en")
    }
    return SampleLocation(
        id=identity,
        organization_id=organization.id,
        kind="physical",
        texts=texts,
        locality_code=facts["code"],
        latitude=_near(facts["lat"], f"{key}/lat"),
        longitude=_near(facts["lon"], f"{key}/lon"),
        confidential=False,
    )


def _near(degrees: float, key: str) -> float:
    return round(degrees + (_draw(key) % 2001 / 1000 - 1) * JITTER_DEGREES, 5)


def _hours(name: str, town: str) -> Iterator[SampleHours]:
    rows = read("hours")[name]
    if not rows:
        yield SampleHours((), None, None, read("phrases")["by_appointment"])
    for row in rows:
        *days, span = row.split()
        if town in CHRISTIAN_TOWNS and len(days) < 7:
            # There the day of rest is Sunday, and Saturday a day of work.
            days = ["sat" if day == "sun" else "fri" if day == "sat" else day for day in days]
        opens, closes = (time.fromisoformat(hour) for hour in span.split("-"))
        yield SampleHours(tuple(sorted({WEEKDAYS[day] for day in days})), opens, closes, {})


def _languages(base: Node, town: str, key: str) -> tuple[str, ...]:
    facts = read("towns")["towns"][town]
    also = [code for code, percent in facts["often"].items() if _draw(f"{key}/{code}") % 100 < percent]
    return tuple(dict.fromkeys([*facts["speaks"], *base.get("languages", []), *also]))


def _is_free(fees: list[str], base: Node) -> bool | None:
    if fees:
        return fees[0] in {"free", "free-eligible", "deposit"}
    return base.get("free")


def _assured_days_ago(key: str) -> int | None:
    """Most were confirmed this season, some a year or three ago, a few never."""
    lot = _draw(f"{key}/assured") % 100
    days = _draw(f"{key}/days")
    if lot < 70:
        return days % 150
    if lot < 90:
        return 150 + days % 300
    return 450 + days % 700 if lot < 97 else None


def _pick(choices: list[Any], key: str) -> Any:
    return choices[_draw(key) % len(choices)]


def _draw(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")
