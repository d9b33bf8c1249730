"""What the sample files unfold into: frozen values, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SampleOrganization:
    """A body that gives services. ``texts`` holds name and description by language."""

    id: UUID
    texts: Mapping[str, Mapping[str, str]]
    email: str
    website: str
    number: str


@dataclass(frozen=True, slots=True)
class SampleLocation:
    """Where a service is given. Confidential and virtual ones have no address, town or point."""

    id: UUID
    organization_id: UUID
    kind: str
    texts: Mapping[str, Mapping[str, str]]
    locality_code: int | None
    latitude: float | None
    longitude: float | None
    confidential: bool


@dataclass(frozen=True, slots=True)
class SamplePhone:
    """A number that cannot be dialled."""

    number: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class SampleHours:
    """Weekly hours; 0 is Monday. Without times there are notes, by language: by appointment."""

    weekdays: tuple[int, ...]
    opens_at: time | None
    closes_at: time | None
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SampleArea:
    """Where people must live to be served: ``kind`` is region, authority or locality."""

    kind: str
    code: int


@dataclass(frozen=True, slots=True)
class SampleService:
    """One service in one town, with everything its page shows."""

    id: UUID
    base: str
    town: str
    organization_id: UUID
    texts: Mapping[str, Mapping[str, str]]
    free_of_charge: bool | None
    price_agorot: int | None
    status: str
    minimum_age: int | None
    maximum_age: int | None
    languages: tuple[str, ...]
    terms: tuple[str, ...]
    assured_days_ago: int | None
    locations: tuple[UUID, ...]
    phones: tuple[SamplePhone, ...]
    hours: tuple[SampleHours, ...]
    areas: tuple[SampleArea, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole sample directory."""

    organizations: tuple[SampleOrganization, ...]
    locations: tuple[SampleLocation, ...]
    services: tuple[SampleService, ...]
