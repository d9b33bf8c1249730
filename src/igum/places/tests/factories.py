"""Small invented places for tests, and the file of real ones."""

import csv
import itertools
from pathlib import Path

from igum.places.commands import DATA
from igum.places.models import Authority, Locality, Region

_codes = itertools.count(90_001)


def make_region(name: str = "Birch Valley", **more: object) -> Region:
    """A region with an English name and a Hebrew one."""
    code = next(_codes)
    facts = {"slug": f"region-{code}", "names": {"he": f"אזור {code}", "en": name}} | more
    return Region.objects.create(id=code, **facts)


def make_authority(name: str = "Alder", *, region: Region | None = None, **more: object) -> Authority:
    """A local council."""
    code = next(_codes)
    facts = {"names": {"he": name, "en": name}, "kind": "local_council", "district": "north"} | more
    return Authority.objects.create(id=code, cbs_code="0000", region=region, **facts)


def make_locality(name: str = "Alder", *, at: tuple[float, float] = (33.0, 35.2), **more: object) -> Locality:
    """A populated locality; without an authority it has a reason."""
    code = next(_codes)
    reason = "" if more.get("authority") else "no_municipal_status"
    facts = {"names": {"he": name, "en": name}, "kind": "town", "district": "north", "population": 1000} | more
    return Locality.objects.create(id=code, latitude=at[0], longitude=at[1], without_authority=reason, **facts)


def rows_of(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    """The rows of one file of facts."""
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
