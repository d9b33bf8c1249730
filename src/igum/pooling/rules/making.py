"""Writing a pool's document from a few answers: the same YAML that anybody could write by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

SLOTS = ("afternoon_1", "afternoon_2", "afternoon_3")
WORDS = {
    "afternoon_1": {"he": "אחר צהריים, יום א׳", "ar": "بعد الظهر، الأحد", "en": "Sunday afternoon"},
    "afternoon_2": {"he": "אחר צהריים, יום ג׳", "ar": "بعد الظهر، الثلاثاء", "en": "Tuesday afternoon"},
    "afternoon_3": {"he": "אחר צהריים, יום ה׳", "ar": "بعد الظهر، الخميس", "en": "Thursday afternoon"},
    "he": {"he": "עברית", "ar": "العبرية", "en": "Hebrew"},
    "ar": {"he": "ערבית", "ar": "العربية", "en": "Arabic"},
    "ru": {"he": "רוסית", "ar": "الروسية", "en": "Russian"},
    "am": {"he": "אמהרית", "ar": "الأمهرية", "en": "Amharic"},
    "en": {"he": "אנגלית", "ar": "الإنجليزية", "en": "English"},
}
KEYS = ("equal", "population", "users", "scrb", "shapley", "nucleolus")


@dataclass(frozen=True, slots=True)
class TownFacts:
    """A locality in the document.

    Attributes:
        code: of the locality.
        payer: code of the authority.
        residents: of the authority's share of it, for the key of residents.
        cluster: socio-economic, where it is known.
        parties: who need the service: people, and what else the document says of a party.
    """

    code: str
    payer: str
    residents: int
    cluster: int | None
    parties: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Basics:
    """How the service is held. Money in shekels, as the document writes it.

    Attributes:
        state_share: percent of groups and heads that the state pays.
        without: what a person costs whom some of the towns alone could not serve.
    """

    title: str
    least: int
    most: int
    minutes: int
    group_cost: int
    head_cost: int
    site_cost: int
    seats: int
    state_share: int
    without: int
    source: str
    apart: tuple[str, ...] = ("language",)
    way_cost: int = 0


@dataclass(frozen=True, slots=True)
class Host:
    """A locality in which a site could be, and what the site is called, by language."""

    code: str
    names: Mapping[str, str]


def document(
    basics: Basics, towns: Sequence[TownFacts], hosts: Sequence[Host], minutes: Mapping[tuple[str, str], int]
) -> str:
    """The document of a pool.

    Args:
        basics: how it is held.
        towns: who takes part.
        hosts: where a site could be.
        minutes: between two localities.
    """
    data: dict[str, Any] = {
        "service": basics.title,
        "rules": {
            "least": basics.least,
            "most": basics.most,
            "minutes": basics.minutes,
            "group_cost": basics.group_cost,
            "head_cost": basics.head_cost,
            "way_cost": basics.way_cost,
            "apart": list(basics.apart),
        },
        "towns": {town.code: _town(town) for town in towns},
        "sites": {
            f"site-{host.code}": {
                "town": host.code,
                "slots": list(SLOTS),
                "seats": basics.seats,
                "cost": basics.site_cost,
            }
            for host in hosts
        },
        "minutes": _minutes(minutes),
        "sharing": {"keys": list(KEYS), "without": basics.without, "source": basics.source},
        "words": {**WORDS, **{f"site-{host.code}": dict(host.names) for host in hosts}},
    }
    if basics.state_share:
        data["cofunding"] = [
            {
                "name": "state",
                "rate": f"{basics.state_share}%",
                "covers": ["head", "group"],
                "source": basics.source,
            }
        ]
        data["words"]["state"] = {"he": "השתתפות המדינה", "ar": "مشاركة الدولة", "en": "The state's share"}
    written = StringIO()
    YAML().dump(data, written)
    return written.getvalue()


def _town(town: TownFacts) -> dict[str, Any]:
    facts: dict[str, Any] = {"payer": town.payer, "population": town.residents}
    if town.cluster is not None:
        facts["cluster"] = town.cluster
    return {**facts, "parties": [dict(party) for party in town.parties]}


def _minutes(minutes: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """Each pair once."""
    found: dict[str, dict[str, int]] = {}
    for (start, end), way in minutes.items():
        if start < end:
            found.setdefault(start, {})[end] = way
    return found
