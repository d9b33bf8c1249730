"""Services, terms and places to search among."""

from datetime import UTC, datetime
from typing import Any

from igum.directory.search.documents import ServiceDocument
from igum.directory.search.lexicon import Lexicon, Place, Synonym, Term

GALILEE, NEGEV = 212, 610
KARMIEL, NAHARIYA, ACRE, BEERSHEBA = 1139, 9100, 7600, 9000
HOSEN = 668
FOOD, PARCELS, HOUSING = "human_services:food", "human_services:food:parcels", "human_services:housing"
ELDERLY, SOLDIERS = "human_situations:age:elderly", "human_situations:soldiers"
# A Sunday, ten in the morning in Israel.
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SUNDAY = 6 * 1440
OPEN_ON_SUNDAY = ((SUNDAY + 8 * 60, SUNDAY + 12 * 60),)
OPEN_ON_MONDAY = ((8 * 60, 12 * 60),)

LEXICON = Lexicon(
    terms=(
        Term("human_services", "need", {"he": "מענים", "en": "Services"}),
        Term(FOOD, "need", {"he": "מזון", "ar": "طعام", "en": "Food", "ru": "Питание", "am": "ምግብ"}, "human_services",
             (Synonym("he", "אין לי מה לאכול"), Synonym("he", "אוכל"))),
        Term(PARCELS, "need", {"he": "סלי מזון", "ar": "سلال غذائية", "en": "Food parcels"}, FOOD),
        Term(HOUSING, "need", {"he": "דיור", "ar": "سكن", "en": "Housing", "ru": "Жильё"}, "human_services"),
        Term("human_situations", "situation", {"he": "מצבים", "en": "Situations"}),
        Term(ELDERLY, "situation", {"he": "אזרחים ותיקים", "ar": "مسنون", "en": "Elderly", "ru": "Пожилые"},
             "human_situations", (Synonym("he", "קשיש"),)),
        Term(SOLDIERS, "situation", {"he": "חיילים", "en": "Soldiers"}, "human_situations"),
    ),
    places=(
        Place(KARMIEL, "locality", {"he": "כרמיאל", "ar": "كرميئيل", "en": "Karmiel", "ru": "Кармиэль", "am": "ካርሚኤል"},
              1139, GALILEE, 32.919, 35.295),
        Place(NAHARIYA, "locality", {"he": "נהרייה", "ar": "نهاريا", "en": "Nahariya", "ru": "Нагария"},
              9100, GALILEE, 33.008, 35.098, ("נהריה",)),
        Place(ACRE, "locality", {"he": "עכו", "ar": "عكا", "en": "Akko", "ru": "Акко"}, 7600, GALILEE, 32.927, 35.082),
        Place(HOSEN, "locality", {"he": "חוסן", "en": "Hosen"}, 52, GALILEE, 33.0, 35.3),
        Place(BEERSHEBA, "locality", {"he": "באר שבע", "en": "Beer Sheva"}, 9000, NEGEV, 31.25, 34.79),
        Place(52, "authority", {"he": "מעלה יוסף", "en": "Ma'ale Yosef"}, None, GALILEE),
    ),
    equals=(('קמ"ח', "קול מזון חם"),),
)  # fmt: skip


def make_service(id: str, title: str = "שירות", **given: Any) -> ServiceDocument:
    """A service of the Galilee that serves all of it, unless said otherwise."""
    fields: dict[str, Any] = {"titles": {"he": title}, "regions": frozenset({GALILEE}), "whole_region": True}
    fields |= {key: frozenset(value) if isinstance(value, set) else value for key, value in given.items()}
    return ServiceDocument(id=id, **fields)


def some_services() -> list[ServiceDocument]:
    """A small directory in which every axis of the page has something to tell apart."""
    return [
        make_service("parcels", "חלוקת סלי מזון לקשישים", needs={PARCELS}, situations={ELDERLY}, free=True,
                     languages={"he", "ru"}, hours=OPEN_ON_SUNDAY, points=((32.92, 35.30),)),
        make_service("kitchen", "בית תמחוי", needs={FOOD}, whole_region=False, authorities={KARMIEL}, free=True,
                     languages={"he"}, hours=OPEN_ON_MONDAY, points=((32.93, 35.08),)),
        make_service("hostel", "הוסטל לחיילים בודדים", needs={HOUSING}, situations={SOLDIERS}, whole_region=False,
                     localities={NAHARIYA}, languages={"he", "ar"}, points=((33.0, 35.1),)),
        make_service("advice", "ייעוץ לדיור ציבורי", needs={HOUSING}, bodies={"he": "עזרה במילוי טפסים לדיור"},
                     titles={"he": "ייעוץ לדיור ציבורי", "ar": "استشارة إسكان", "en": "Public housing advice"}),
        make_service("resilience", "מרכז חוסן", bodies={"he": "טיפול נפשי בחירום"}),
        make_service("south", "מזון בדרום", needs={FOOD}, regions={NEGEV}),
    ]  # fmt: skip
