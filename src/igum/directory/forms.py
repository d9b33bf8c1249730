"""What stands in the address of the search page -> clean values. A bad value is left out, never an error page."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from django.http import QueryDict

from igum.directory.search.answers import SearchRequest

LONGEST_QUERY = 200  # characters; a question is shorter, a pasted letter is not a question
PAGE_SIZE = 20
MAP_SIZE = 500
LAST_PAGE = 50
KM = (2, 5, 10, 20, 40)
WIDEST_KM = 200.0


@dataclass(frozen=True)
class SearchState:
    """One state of the search page, exactly what its address says."""

    q: str = ""
    region: str = ""
    needs: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    town: int | None = None
    languages: tuple[str, ...] = ()
    free: bool = False
    open: bool = False
    near: tuple[float, float] | None = None
    km: float | None = None
    order: Literal["", "relevance", "distance"] = ""
    literal: bool = False
    view: Literal["list", "map"] = "list"
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """The state as the parameters of an address; what is at its default is left out."""
        found: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        found += [("region", self.region)] if self.region else []
        found += [("need", code) for code in self.needs]
        found += [("situation", code) for code in self.situations]
        found += [("town", str(self.town))] if self.town else []
        found += [("language", code) for code in self.languages]
        found += [(name, "1") for name in ("free", "open", "literal") if getattr(self, name)]
        if self.near:
            found.append(("near", f"{self.near[0]:.5f},{self.near[1]:.5f}"))
        if self.km:
            found.append(("km", f"{self.km:g}"))
        if self.order:
            found.append(("order", self.order))
        if self.view != "list":
            found.append(("view", self.view))
        if self.page > 1:
            found.append(("page", str(self.page)))
        return found

    def url(self, base: str, **changes: object) -> str:
        """The address of this state with some of it changed; a change goes back to the first page."""
        changed = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]  # names of this class's fields
        query = urlencode(changed.pairs())
        return f"{base}?{query}" if query else base

    def request(self, *, language: str, region_id: int | None, semantic: bool = False) -> SearchRequest:
        """The same, as the search asks for it."""
        on_map = self.view == "map"
        return SearchRequest(
            text=self.q,
            language=language,
            region=region_id,
            needs=self.needs,
            situations=self.situations,
            town=self.town,
            languages=self.languages,
            free=self.free,
            open_now=self.open,
            near=self.near,
            km=self.km,
            order=self.order or None,
            literal=self.literal,
            semantic=semantic,
            offset=0 if on_map else (self.page - 1) * PAGE_SIZE,
            limit=MAP_SIZE if on_map else PAGE_SIZE,
        )


def pages_of(total: int) -> int:
    """On how many pages a list of so many stands: one at least, and no more than can be asked for."""
    return min(max(1, -(-total // PAGE_SIZE)), LAST_PAGE)


def read_search(typed: QueryDict, known_languages: Mapping[str, str]) -> SearchState:
    """The state that an address asks for.

    Args:
        typed: the parameters of the address, from anybody and of any length.
        known_languages: language codes that may be chosen.
    """
    return SearchState(
        q=_words(typed.get("q", "")),
        region=_slug(typed.get("region", "")),
        needs=_codes(typed.getlist("need")),
        situations=_codes(typed.getlist("situation")),
        town=_whole(typed.get("town", "")),
        languages=tuple(dict.fromkeys(code for code in typed.getlist("language") if code in known_languages)),
        free=typed.get("free") == "1",
        open=typed.get("open") == "1",
        near=_point(typed.get("near", "")),
        km=_km(typed.get("km", "")),
        order=_order(typed.get("order", "")),
        literal=typed.get("literal") == "1",
        view="map" if typed.get("view") == "map" else "list",
        page=min(_whole(typed.get("page", "")) or 1, LAST_PAGE),
    )


def _words(typed: str) -> str:
    visible = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(visible.split())[:LONGEST_QUERY]


def _slug(typed: str) -> str:
    return typed if len(typed) <= 50 and typed.replace("-", "").isalnum() and typed.isascii() else ""


def _codes(typed: list[str]) -> tuple[str, ...]:
    clean = (code for code in typed if 0 < len(code) <= 160 and code.replace(":", "").replace("_", "").isalnum())
    return tuple(dict.fromkeys(clean))[:20]


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) <= 6 and int(typed) > 0 else None


def _number(typed: str) -> float | None:
    try:
        number = float(typed)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _point(typed: str) -> tuple[float, float] | None:
    latitude, _, longitude = typed.partition(",")
    north, east = _number(latitude), _number(longitude)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    return round(north, 5), round(east, 5)


def _order(typed: str) -> Literal["", "relevance", "distance"]:
    return "distance" if typed == "distance" else "relevance" if typed == "relevance" else ""


def _km(typed: str) -> float | None:
    kilometres = round(_number(typed) or 0.0, 2)
    return kilometres if 0 < kilometres <= WIDEST_KM else None
