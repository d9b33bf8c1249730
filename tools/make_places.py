"""Rebuild the place facts that Igum carries: regions, authorities and localities as compact CSV.

    python tools/make_places.py [--shared ../shared] [--into src/igum/places/data]

Reads the public tables of `shared/data/places` and our own names in `tools/place_names`; the same input
always gives the same bytes. Standard library only. Where each fact comes from: src/igum/places/data/SOURCES.md.
"""

import argparse
import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
NAMES = Path(__file__).resolve().parent / "place_names"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REGION_HEADER = ["code", "slug", "he", "en", "ar", "ru", "am", "counts_elsewhere"]
LANGUAGES = ("he", "en", "ar", "ru", "am")

# The CBS numbers regional councils 1-78 and localities from 7 up: alone the two series clash (26 is both Mateh
# Yehuda and Rosh Pinna). 5500 + n is the Interior Ministry's form of the same number, and no locality has it.
COUNCIL_BASE = 5500

DISTRICTS = {1: "jerusalem", 2: "north", 3: "haifa", 4: "center", 5: "tel_aviv", 6: "south", 7: "judea_and_samaria"}
DISTRICT_BY_HEBREW = {
    "ירושלים": "jerusalem",
    "הצפון": "north",
    "חיפה": "haifa",
    "המרכז": "center",
    "תל אביב": "tel_aviv",
    "הדרום": "south",
    "אזור יהודה והשומרון": "judea_and_samaria",
}
AUTHORITY_KINDS = {"עירייה": "municipality", "מועצה מקומית": "local_council", "מועצה אזורית": "regional_council"}
LOCALITY_KINDS = {
    "191": "moshav", "310": "moshav", "192": "cooperative_moshav", "320": "cooperative_moshav", "193": "kibbutz",
    "330": "kibbutz", "340": "institution", "440": "institution", "350": "village", "450": "village",
    "370": "community_village", "460": "tribe", "510": "unpopulated",
}  # fmt: skip
URBAN = re.compile("1[2-8]0|190|2[5-9]0")

# Words in brackets that tell two places of one name apart; any other word in brackets is a second name.
NOT_A_NAME = {
    "איחוד", "מאוחד", "מושב", "קיבוץ", "מושבה", "קבוצה", "כפר נוער", "יישוב", "שבט", "מוסד", "ישיבה", "קהילת חינוך",
    "בעמק", "יזרעאל", "מכללה", "מילואות", "אשר", "ד'הרה", "חמרייה", 'מ"א',
}  # fmt: skip

# Ne'ot Hovav is the second industrial local council. The table has no row for it; see SOURCES.md.
NEOT_HOVAV = {
    "locality_code": "1770", "locality": "נאות חובב", "municipal_status": "מועצה מקומית", "eshkol_id": "",
    "lat": "31.13360", "lon": "34.78980",
}  # fmt: skip
INDUSTRIAL_COUNCILS = ("1722", "1770")


@dataclass
class Names:
    """What a place is called, which of the names were transliterated here, and what else people type."""

    texts: dict[str, str]
    transliterated: str = ""
    also_he: list[str] = field(default_factory=list)
    also_en: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        also_he = sorted({tidy(name) for name in self.also_he} - {"", self.texts["he"]})
        also_en = sorted({tidy(name) for name in self.also_en} - {"", self.texts["en"]})
        names = [self.texts.get(language, "") for language in LANGUAGES]
        return [*names, self.transliterated, "|".join(also_he), "|".join(also_en)]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--into", type=Path, default=ROOT / "src/igum/places/data")
    options = parser.parse_args(arguments)
    for name, text in build(options.shared / "data" / "places").items():
        (options.into / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count(chr(10)) - 1} rows, {len(text.encode()) / 1000:.0f} kB")


def build(places: Path) -> dict[str, str]:
    """Every file of facts, by its name."""
    rows = localities_of_the_table(places)
    localities = [locality_cells(row, names) for row, names in with_names(rows, places)]
    authorities = authority_rows(places, localities)
    return {
        "regions.csv": text_of(REGION_HEADER, [list(row.values()) for row in table(NAMES / "regions.csv")]),
        "authorities.csv": text_of(AUTHORITY_HEADER, authorities),
        "localities.csv": text_of(LOCALITY_HEADER, localities),
    }


# --- Localities -----------------------------------------------------------------------------------------------

NAME_HEADER = [*LANGUAGES, "transliterated", "also_he", "also_en"]
LOCALITY_HEADER = [
    "code", *NAME_HEADER, "kind", "district", "authority", "without_authority", "region",
    "latitude", "longitude", "population",
]  # fmt: skip


def localities_of_the_table(places: Path) -> list[dict[str, str]]:
    """The CBS table, with the places that only the list of regional clusters has."""
    rows = table(places / "cbs2021-localities.csv")
    known = {row["id"] for row in rows}
    status_ids = {row["municipal_status_name"]: row["municipal_status_id"] for row in rows}
    district_of_council = {row["municipal_status_name"]: row["district_id"] for row in rows}
    for row in table(places / "eshkol-localities-2021.csv"):
        if row["locality_code"] not in known:
            council = row["municipal_status"]
            district = "2" if row["locality_code"] in INDUSTRIAL_COUNCILS else district_of_council[council]
            rows.append(extra(row, district, status_ids))
    rows.append(extra(NEOT_HOVAV, "6", status_ids))
    return sorted(rows, key=lambda row: int(row["id"]))


def extra(row: dict[str, str], district: str, status_ids: dict[str, str]) -> dict[str, str]:
    """A row of the list of clusters, in the columns of the table."""
    return {
        "id": row["locality_code"], "name": row["locality"], "name_en": "", "district_id": district,
        "municipal_status_id": status_ids[row["municipal_status"]], "type_of_locality_id": "",
        "local_authorities_cluster_id": row["eshkol_id"], "population": "",
        "coordinates_wgs84_latitude": row["lat"], "coordinates_wgs84_longitude": row["lon"],
        "previous_names": "", "merged_locality_names": "",
    }  # fmt: skip


def locality_cells(row: dict[str, str], names: Names) -> list[str]:
    kind = row["type_of_locality_id"]
    return [
        row["id"],
        *names.cells(),
        "industrial" if not kind else "town" if URBAN.fullmatch(kind) else LOCALITY_KINDS[kind],
        DISTRICTS[int(row["district_id"])],
        authority_of(row),
        "" if authority_of(row) else "no_municipal_status",
        row["local_authorities_cluster_id"],
        row["coordinates_wgs84_latitude"],
        row["coordinates_wgs84_longitude"],
        row["population"],
    ]


def authority_of(row: dict[str, str]) -> str:
    status = row["municipal_status_id"]
    if status in ("0", "99"):
        return row["id"]
    return str(COUNCIL_BASE + int(status)) if status else ""


# --- Authorities ----------------------------------------------------------------------------------------------

AUTHORITY_HEADER = [
    "code", "cbs_code", *NAME_HEADER, "kind", "district", "region", "population", "area_km2", "percent_0_17",
    "percent_65_plus", "socio_economic_cluster", "peripherality_cluster",
]  # fmt: skip


def authority_rows(places: Path, localities: list[list[str]]) -> list[list[str]]:
    by_code = {cells[0]: dict(zip(LOCALITY_HEADER, cells, strict=True)) for cells in localities}
    # A council is in the cluster its settlements are in; the cells of its unpeopled places are sometimes empty.
    regions = {place["authority"]: place["region"] for place in by_code.values() if place["region"]}
    social = dict(index_clusters(places / "socioeconomic-index-2019-local-authorities.xlsx", cluster_column=7))
    periphery = dict(index_clusters(places / "peripherality-index-2020-local-authorities.xlsx", cluster_column=11))
    rows = []
    for cbs_code, cells in municipal_profiles(places / "p_libud_2021.xlsx"):
        kind = AUTHORITY_KINDS[cells[3]]
        code = COUNCIL_BASE + int(cbs_code) if kind == "regional_council" else int(cbs_code)
        names = council_names(int(cbs_code), cells[0]) if kind == "regional_council" else own_names(by_code[str(code)])
        figures = [figure(cells[12], 0), figure(cells[10], 1), figure(cells[30], 1), figure(cells[29], 1)]
        clusters = [social.get(code, ""), periphery.get(code, "")]
        district = DISTRICT_BY_HEBREW[cells[2]]
        rows.append([str(code), cbs_code, *names, kind, district, regions.get(str(code), ""), *figures, *clusters])
    for own_code in INDUSTRIAL_COUNCILS:
        place = by_code[own_code]
        start = [own_code, own_code, *own_names(place), "industrial_council", place["district"], place["region"]]
        rows.append([*start, *[""] * 6])
    return sorted(rows, key=lambda row: int(row[0]))


def own_names(locality: dict[str, str]) -> list[str]:
    """A town is its own authority, and is called the same."""
    return [locality[column] for column in NAME_HEADER]


def council_names(number: int, hebrew: str) -> list[str]:
    given = by_code_of(NAMES / "councils.csv")[str(number)]
    texts = {"he": tidy(hebrew), **{language: given[language] for language in LANGUAGES[1:]}}
    former = {7: "בקעת בית שאן", 39: "עזתה", 74: "מגילות"}.get(number, "")
    also = [f"מועצה אזורית {texts['he']}", f"מ.א. {texts['he']}", former]
    return Names(texts, "", also_he=also, also_en=[f"{texts['en']} Regional Council"]).cells()


def municipal_profiles(workbook: Path) -> Iterator[tuple[str, list[str]]]:
    for cells in sheet(workbook, "נתונים פיזיים"):
        if len(cells) > 30 and cells[3] in AUTHORITY_KINDS:
            digits = 2 if cells[3] == "מועצה אזורית" else 4
            yield f"{int(cells[1]):0{digits}d}", cells


def index_clusters(workbook: Path, cluster_column: int) -> Iterator[tuple[int, str]]:
    for cells in sheet(workbook, "לוח"):
        if len(cells) > cluster_column and cells[0].isdigit() and cells[cluster_column].isdigit():
            own = cells[1].strip()
            yield (int(own) if own else COUNCIL_BASE + int(cells[0])), cells[cluster_column]


def figure(cell: str, decimals: int) -> str:
    """A figure as printed. Two dots are the Bureau's "not known" and stay unknown, never zero."""
    return "" if cell in ("", "..") else f"{float(cell):.{decimals}f}"


# --- Names ----------------------------------------------------------------------------------------------------


def with_names(rows: list[dict[str, str]], places: Path) -> Iterator[tuple[dict[str, str], Names]]:
    alerts = AlertAreas(table(places / "alert-areas.csv"))
    own = by_code_of(NAMES / "localities.csv")
    nameless = []
    for row in rows:
        names = names_of(row, alerts.area(row["name"]), own.get(row["id"], {}))
        nameless += [
            f"{row['id']} {row['name']} ({language})" for language in LANGUAGES[:4] if not names.texts[language]
        ]
        yield row, names
    if nameless:
        sys.exit("No name for: " + ", ".join(nameless) + ".\nWrite it into tools/place_names/localities.csv.")


def names_of(row: dict[str, str], alert: dict[str, str], own: dict[str, str]) -> Names:
    official = tidy(re.sub(r"(?<=\S)\(", " (", row["name_en"]))
    texts = {
        "he": tidy(row["name"]),
        "en": own.get("en") or official,
        "ar": own.get("ar") or tidy(alert.get("name_ar", "")),
        "ru": own.get("ru") or tidy(alert.get("name_ru", "")),
        "am": own.get("am", ""),
    }
    also_he = [alert.get("name_he", ""), *second_names(row["name"]), *former_names(row)]
    return Names(texts, own.get("transliterated", ""), also_he, [official, alert.get("name_en", "")])


class AlertAreas:
    """The table of alert areas, found by a Hebrew name however it is spelled."""

    def __init__(self, areas: list[dict[str, str]]) -> None:
        self.by_name = {area["name_he"]: area for area in areas}
        self.by_key = {spelling_key(area["name_he"]): area for area in reversed(areas)}

    def area(self, name: str) -> dict[str, str]:
        without_brackets = re.sub(r"\([^)]*\)", "", name)
        found = self.by_name.get(name) or self.by_key.get(spelling_key(name))
        return found or self.by_key.get(spelling_key(without_brackets)) or {}


def spelling_key(name: str) -> str:
    """One key for the spellings of a name: quotes, geresh, hyphens and doubled vav and yod do not count."""
    name = re.sub("[\"'׳״`’]", "", name)
    name = re.sub("[-–־]", " ", name)
    return " ".join(name.replace("יי", "י").replace("וו", "ו").split())


def second_names(name: str) -> list[str]:
    brackets = re.findall(r"\(([^)]*)\)", name)
    outside = tidy(re.sub(r"\([^)]*\)", "", name))
    return [outside, *(word for word in brackets if word not in NOT_A_NAME)]


def former_names(row: dict[str, str]) -> list[str]:
    """Earlier names and parts. The table gives councils' earlier names to localities of the same number: left out."""
    listed = f"{row['previous_names']},{row['merged_locality_names']}".replace("*", "").split(",")
    return [re.sub(r"\s*\([^)]*\)", "", name) for name in listed if '(מ"א)' not in name]


def tidy(name: str) -> str:
    return " ".join(name.replace("‘", "").split()).strip(" -")


# --- Reading and writing --------------------------------------------------------------------------------------


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def by_code_of(path: Path) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table(path)}


def text_of(header: list[str], rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def sheet(workbook: Path, title_starts: str) -> Iterator[list[str]]:
    """The rows of one sheet of an .xlsx file, as text; a workbook is a zip of XML."""
    with zipfile.ZipFile(workbook) as archive:
        shared = [
            "".join(text.text or "" for text in item.iter(f"{SHEET}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{SHEET}si")
        ]
        titles = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        number = next(n for n, item in enumerate(titles, 1) if item.get("name", "").startswith(title_starts))
        rows = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{SHEET}row")
        for row in rows:
            yield row_cells(row, shared)


def row_cells(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{SHEET}c"):
        column = column_number(cell.get("r", ""))
        cells += [""] * (column - len(cells))
        value = cell.find(f"{SHEET}v")
        text = (value.text or "") if value is not None else ""
        cells.append((shared[int(text)] if cell.get("t") == "s" else text).strip())
    return cells


def column_number(reference: str) -> int:
    number = 0
    for letter in re.match("[A-Z]*", reference).group():  # type: ignore[union-attr]
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


if __name__ == "__main__":
    main(sys.argv[1:])
