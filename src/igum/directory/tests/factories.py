"""Invented things of the directory, for tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from igum.core.models import Translation, fingerprint
from igum.directory import queries
from igum.directory.models import (
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Term,
)
from igum.directory.search.index import build
from igum.places.models import Authority, Locality, Region

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)  # a Sunday, ten in the morning in Israel
WESTERN_GALILEE = 212

TERMS = {
    "human_services": ("need", "שירותים", "Services"),
    "human_services:food": ("need", "מזון", "Food"),
    "human_services:food:food_delivery": ("need", "חלוקת מזון", "Food delivery"),
    "human_services:legal": ("need", "סיוע משפטי", "Legal help"),
    "human_situations": ("situation", "מצבים", "Situations"),
    "human_situations:age_group": ("situation", "גיל", "Age group"),
    "human_situations:age_group:seniors": ("situation", "אזרחים ותיקים", "Older people"),
}


def make_places() -> None:
    """A region with two towns, and one town outside it."""
    region = Region.objects.create(
        pk=WESTERN_GALILEE, slug="western-galilee", names=_names("גליל מערבי", "Western Galilee")
    )
    Region.objects.create(pk=999, slug="elsewhere", names=_names("מקום אחר", "Elsewhere"))
    for code, he, en, belongs in (
        (1139, "כרמיאל", "Karmi'el", region),
        (9100, "נהרייה", "Nahariyya", region),
        (3000, "ירושלים", "Jerusalem", None),
    ):
        names = _names(he, en)
        authority = Authority.objects.create(
            pk=code, cbs_code=str(code), names=names, kind="municipality", district="north", region=belongs
        )
        Locality.objects.create(
            pk=code,
            names=names,
            kind="town",
            district="north",
            authority=authority,
            region=belongs,
            latitude=32.9 + code / 100_000,
            longitude=35.1 + code / 100_000,
        )


def make_terms() -> None:
    """A small taxonomy of both axes."""
    for code, (axis, he, en) in TERMS.items():
        Term.objects.create(
            code=code,
            axis=axis,
            parent_id=code.rpartition(":")[0] or None,
            names={"he": he, "en": en, "ar": he, "ru": en, "am": en},
        )


def make_service(
    name: str = "סל מזון לאזרחים ותיקים",
    *,
    terms: Iterable[str] = ("human_services:food:food_delivery",),
    serves: Iterable[int] = (1139,),
    whole_region: bool = False,
    hours: Iterable[tuple[list[int], time, time]] = (([6, 0, 1, 2, 3], time(8), time(14)),),
    translations: Mapping[str, Mapping[str, str]] | None = None,
    located_in: int | None = 1139,
    **fields: Any,
) -> Service:
    """A published service with one place, one phone and its hours."""
    organization = Organization.objects.create(name="עמותה לדוגמה", email="office@demo.example", is_sample=True)
    service = Service.objects.create(
        **{
            "organization": organization,
            "name": name,
            "description": f"{name}: חלוקה שבועית עד הבית, בתיאום מראש.",
            "languages": ["he", "ar"],
            "free_of_charge": True,
            "assured_on": date(2026, 11, 1),
            "assured_by": "רכזת המאגר",
            "is_sample": True,
            "modified_at": AT,
            **fields,
        }
    )
    service.terms.set(Term.objects.filter(code__in=list(terms)))
    if whole_region:
        ServiceArea.objects.create(service=service, region_id=WESTERN_GALILEE)
    else:
        ServiceArea.objects.bulk_create(ServiceArea(service=service, authority_id=code) for code in serves)
    if located_in:
        place = Locality.objects.get(pk=located_in)
        location = Location.objects.create(
            organization=organization,
            address="רחוב לדוגמה 1",
            locality=place,
            latitude=place.latitude,
            longitude=place.longitude,
        )
        ServiceAtLocation.objects.create(service=service, location=location)
    Phone.objects.create(service=service, number="04-000-0000")
    for weekdays, opens, closes in hours:
        Schedule.objects.create(service=service, weekdays=weekdays, opens_at=opens, closes_at=closes)
    for language, texts in (translations or {}).items():
        for field, text in texts.items():
            translate(service, field, language, text)
    return service


def translate(service: Service, field: str, language: str, text: str) -> None:
    """A translation of the text as it stands now."""
    Translation.objects.create(
        kind="directory.service",
        object_id=str(service.pk),
        field=field,
        language=language,
        text=text,
        source_sha256=fingerprint(getattr(service, field)),
    )


def build_index(path: Path) -> None:
    """The index over everything made so far."""
    build(path, queries.documents(), queries.lexicon())


def _names(he: str, en: str) -> dict[str, str]:
    return {"he": he, "en": en, "ar": he, "ru": en}
