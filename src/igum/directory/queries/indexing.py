"""What the search index is made of: every published service as a value, and the words it is found by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from igum.core.models import Translation
from igum.directory.models import Service, Synonym, Term
from igum.directory.rules import spans_of
from igum.directory.search import lexicon as words
from igum.directory.search.documents import ServiceDocument
from igum.places.queries import GazetteerEntry, gazetteer

BATCH = 500
DATA = Path(__file__).parents[1] / "data"


def documents(ids: Iterable[str] | None = None) -> Iterator[ServiceDocument]:
    """The published services among these ids, or all of them, read in batches."""
    services = Service.objects.published()
    wanted = services if ids is None else services.filter(pk__in=list(ids))
    keys = list(wanted.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield from _batch(keys[start : start + BATCH])


def count_published() -> int:
    """How many services ``documents()`` gives."""
    return Service.objects.published().count()


def _batch(keys: list[Any]) -> Iterator[ServiceDocument]:
    services = list(
        Service.objects.filter(pk__in=keys)
        .select_related("organization")
        .annotate(
            need_codes=ArrayAgg("terms", filter=Q(terms__axis="need"), distinct=True, default=[]),
            situation_codes=ArrayAgg("terms", filter=Q(terms__axis="situation"), distinct=True, default=[]),
        )
        .prefetch_related("areas__authority", "areas__locality__authority", "schedules", "at_locations__location")
    )
    texts = _texts(services)
    for service in services:
        yield _document(service, texts)


def _texts(services: list[Service]) -> dict[tuple[str, str], dict[str, str]]:
    """(object id, field) -> language -> text, of the services and their organisations."""
    gathered: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    ids = {str(service.pk) for service in services} | {str(service.organization_id) for service in services}
    rows = Translation.objects.filter(kind__in=["directory.service", "directory.organization"], object_id__in=ids)
    for object_id, field, language, text in rows.values_list("object_id", "field", "language", "text"):
        gathered[object_id, field][language] = text
    for service in services:
        for field in ("name", "description", "who"):
            gathered[str(service.pk), field][service.source_language] = getattr(service, field)
        organization = service.organization
        gathered[str(organization.pk), "name"][organization.source_language] = organization.name
    return gathered


def _document(service: Any, texts: dict[tuple[str, str], dict[str, str]]) -> ServiceDocument:
    own = str(service.pk)
    areas = list(service.areas.all())
    spans = spans_of((row.weekdays, row.opens_at, row.closes_at, row.note) for row in service.schedules.all())
    places = [place.location for place in service.at_locations.all() if not place.location.confidential]
    return ServiceDocument(
        id=own,
        titles=texts[own, "name"],
        organizations=texts[str(service.organization_id), "name"],
        bodies=texts[own, "description"],
        tags=texts[own, "who"],
        needs=frozenset(service.need_codes),
        situations=frozenset(service.situation_codes),
        localities=frozenset(area.locality_id for area in areas if area.locality_id),
        authorities=frozenset(area.authority_id for area in areas if area.authority_id),
        regions=frozenset(_regions(areas)),
        whole_region=any(area.region_id for area in areas),
        languages=frozenset(service.languages),
        free=service.free_of_charge,
        points=tuple((place.latitude, place.longitude) for place in places if place.latitude is not None),
        hours=tuple(span.minutes() for span in spans),
        status=service.status,
    )


def _regions(areas: list[Any]) -> Iterator[int]:
    for area in areas:
        if area.region_id:
            yield area.region_id
        elif area.authority is not None and area.authority.region_id:
            yield area.authority.region_id
        elif area.locality is not None and area.locality.region_id:
            yield area.locality.region_id


def lexicon() -> words.Lexicon:
    """Terms, everyday words and the names of places, from the tables."""
    synonyms: dict[str, list[words.Synonym]] = defaultdict(list)
    for row in Synonym.objects.order_by("pk"):
        synonyms[row.term_id].append(words.Synonym(row.language, row.text))
    terms = tuple(
        words.Term(term.code, term.axis, term.names, term.parent_id, tuple(synonyms[term.code]))  # type: ignore[arg-type]  # a choice field is typed as plain text
        for term in Term.objects.order_by("code")
    )
    return words.Lexicon(terms=terms, places=tuple(_place(entry) for entry in gazetteer()), equals=_abbreviations())


def _place(entry: GazetteerEntry) -> words.Place:
    return words.Place(
        code=entry.code,
        kind=entry.kind,
        names={language: names[0] for language, names in entry.names.items()},
        authority=entry.authority,
        region=entry.region,
        latitude=entry.latitude,
        longitude=entry.longitude,
        also=tuple(name for names in entry.names.values() for name in names[1:]),
    )


@cache
def _abbreviations() -> tuple[tuple[str, ...], ...]:
    """Each abbreviation of the field beside each of its meanings; two meanings of one are not the same thing."""
    file = DATA / "abbreviations.yaml"
    if not file.exists():
        return ()
    listed = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        (short, meaning)
        for meanings_of in listed.values()
        for short, meanings in meanings_of.items()
        for meaning in meanings
    )
