"""Readers of the location benchmarks: OR-Library's and Holmberg's capacitated files, and capacitated p-median.

One file is recognised by its own count of numbers, so that a folder may hold any of them.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.network import Network

OPTIMA = "single-source-optima"
LARGEST, MOST_DECIMALS = 10**9, 6  # so that all costs together are whole numbers of 64 bits


@dataclass(frozen=True, eq=False)
class Instance:
    """One published instance: each customer is served by one facility.

    Attributes:
        name: folder and file.
        capacity, opening: by facility. Shape (facilities,). ``opening`` and ``cost`` are in ``1 / scale``.
        demand: by customer, in the parts that ``capacity`` is in. Shape (customers,).
        cost: of serving all of a customer from a facility. Shape (customers, facilities).
        scale: whole units of cost in one of the file's.
        open: how many facilities open, or None for any number.
        published: the optimum as it is written beside the file, or None.
    """

    name: str
    capacity: NDArray[np.int64]
    opening: NDArray[np.int64]
    demand: NDArray[np.int64]
    cost: NDArray[np.int64]
    scale: int
    open: int | None
    published: Decimal | None

    def network(self) -> Network:
        """The instance as the engine sees it: a site in one slot for each facility."""
        customers, facilities = self.cost.shape
        one, nothing = np.ones(facilities, dtype=np.int64), np.zeros(facilities, dtype=np.int64)
        return Network(
            people=self.demand,
            need=np.ones(customers, dtype=np.int64),
            town=np.arange(customers),
            tail=np.repeat(np.arange(customers), facilities),
            head=np.tile(np.arange(facilities), customers),
            cost=self.cost.ravel(),
            minutes=np.zeros(self.cost.size, dtype=np.int64),
            hall=np.arange(facilities),
            least=nothing,
            most=self.capacity,
            groups=one,
            group_cost=self.opening,
            site=np.arange(facilities),
            seats=self.capacity,
            rooms=one,
            site_cost=nothing,
            kept=np.zeros(facilities, dtype=np.bool_),
            whole=True,
            everyone=True,
            sites_least=self.open or 0,
            sites_most=self.open,
        )

    def is_published(self, value: int) -> bool:
        """Whether a value is the published optimum, as far as its decimals go."""
        if self.published is None:
            return True
        step = Decimal(1).scaleb(int(self.published.as_tuple().exponent))
        return abs(Decimal(value) / self.scale - self.published) <= step


def instances(folder: Path, refused: list[str] | None = None) -> Iterator[Instance]:
    """Every instance in the folders below a folder, by name.

    Args:
        folder: of folders of files.
        refused: gathers, in words, what is wrong with a file that is none, and with a list of optima that cannot be
            read: its instances are tried without. Without ``refused`` the first one raises.
    """
    for path in sorted(folder.glob("*/*"), key=_order):
        if path.is_file() and not path.name.startswith((".", OPTIMA)):
            try:
                yield read(path, refused)
            except (ValueError, ArithmeticError, OSError) as problem:
                if refused is None:
                    raise
                refused.append(str(problem))


def read(path: Path, refused: list[str] | None = None) -> Instance:
    """One file.

    Args:
        path: of the file.
        refused: gathers what is wrong with a list of optima beside it; without it that raises.

    Raises:
        ValueError: it is none of the layouts; it says which and what was found.
    """
    lines = [line.split() for line in _text(path).splitlines() if line.strip()]
    name = f"{path.parent.name}/{path.stem}"
    try:
        numbers = [Decimal(word) for line in lines for word in line]
        head = [int(number) for number in numbers[:3] if 0 <= number <= LARGEST]
    except (ArithmeticError, ValueError) as problem:
        raise ValueError(f"{path} must hold numbers alone") from problem
    if len(head) < 3 or not all(0 <= number <= LARGEST for number in numbers):
        raise ValueError(f"{path} must hold numbers from 0 to {LARGEST:,}, and more than two of them")
    if any(_decimals(number) > MOST_DECIMALS for number in numbers):
        raise ValueError(f"{path} must hold numbers of {MOST_DECIMALS} decimals at most")
    if len(numbers) == 5 + 4 * head[2]:
        return _median(name, numbers)
    facilities, customers, _ = head
    if not facilities or len(numbers) != 2 + 2 * facilities + customers + facilities * customers:
        raise ValueError(f"{path} holds {len(numbers)} numbers, not those of {facilities} facilities")
    if _goes_by_facility(lines, numbers):
        numbers = _by_kind(numbers, facilities)
    return _capacitated(name, numbers, _published_or_none(path, refused))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValueError(f"{path} must hold numbers alone, as text") from problem


def _goes_by_facility(lines: Sequence[Sequence[str]], numbers: Sequence[Decimal]) -> bool:
    """Whether a file has OR-Library's own layout: capacity and cost of a facility, then the next one.

    Its lines say so; where they are broken otherwise, that layout in which capacities and demands are whole numbers
    and there is room for everybody.
    """
    facilities = int(numbers[0])
    if len(lines[0]) == 2 and facilities > 2 and len(lines[1]) in (2, facilities):
        return len(lines[1]) == 2
    by_kind, by_facility = _is_likely(numbers), _is_likely(_by_kind(numbers, facilities))
    return by_facility and not by_kind


def _is_likely(numbers: Sequence[Decimal]) -> bool:
    facilities, customers = int(numbers[0]), int(numbers[1])
    capacity, demand = numbers[2 : 2 + facilities], numbers[2 + 2 * facilities :][:customers]
    return sum(capacity) >= sum(demand) and all(number == int(number) for number in (*capacity, *demand))


def _by_kind(numbers: Sequence[Decimal], facilities: int) -> list[Decimal]:
    sites, rest = numbers[2 : 2 + 2 * facilities], numbers[2 + 2 * facilities :]
    width = facilities + 1
    costs = [number for start in range(0, len(rest), width) for number in rest[start + 1 : start + width]]
    return [*numbers[:2], *sites[::2], *sites[1::2], *rest[::width], *costs]


def _capacitated(name: str, numbers: Sequence[Decimal], published: Decimal | None) -> Instance:
    facilities, customers = int(numbers[0]), int(numbers[1])
    ends = np.cumsum([2, facilities, facilities, customers])
    capacity, opening, demand = (numbers[start:end] for start, end in pairwise(ends))
    cost = numbers[ends[-1] :]
    scale = 10 ** max(_decimals(number) for number in (*opening, *cost))
    parts = 10 ** max(_decimals(number) for number in (*capacity, *demand))
    return Instance(
        name=name,
        capacity=_whole([number * parts for number in capacity]),
        opening=_whole([number * scale for number in opening]),
        demand=_whole([number * parts for number in demand]),
        cost=_whole([number * scale for number in cost]).reshape(customers, facilities),
        scale=scale,
        open=None,
        published=published,
    )


def _median(name: str, numbers: Sequence[Decimal]) -> Instance:
    """Capacitated p-median: the optimum stands in the file, and distances lose their fraction."""
    count, chosen, capacity = (int(number) for number in numbers[2:5])
    rows = np.array([float(number) for number in numbers[5:]]).reshape(count, 4)
    apart = np.hypot(rows[:, None, 1] - rows[None, :, 1], rows[:, None, 2] - rows[None, :, 2])
    return Instance(
        name=name,
        capacity=np.full(count, capacity, dtype=np.int64),
        opening=np.zeros(count, dtype=np.int64),
        demand=rows[:, 3].astype(np.int64),
        cost=np.floor(apart + 1e-9).astype(np.int64),
        scale=1,
        open=chosen,
        published=numbers[1],
    )


def _published_or_none(path: Path, refused: list[str] | None) -> Decimal | None:
    try:
        return _published(path)
    except ValueError as problem:
        if refused is None:
            raise
        if str(problem) not in refused:
            refused.append(str(problem))
        return None


def _published(path: Path) -> Decimal | None:
    """The optimum listed beside a file: by name in a table, or by its turn in a list."""
    table, listed = path.parent / f"{OPTIMA}.csv", path.parent / f"{OPTIMA}.txt"
    if table.exists():
        rows = list(csv.DictReader(_text(table).splitlines()))
        if any(row.get("instance") is None or row.get("optimum") is None for row in rows):
            raise ValueError(f"{table} must have the columns instance and optimum, and both in every row")
        found = {row["instance"]: row["optimum"] for row in rows}
        return _optimum(table, found[path.stem]) if path.stem in found else None
    if not listed.exists():
        return None
    files = sorted((one for one in path.parent.iterdir() if not one.name.startswith((".", OPTIMA))), key=_order)
    optima = _text(listed).split()
    return _optimum(listed, optima[files.index(path)]) if len(optima) == len(files) else None


def _optimum(where: Path, word: str) -> Decimal:
    try:
        value = Decimal(word)
    except ArithmeticError as problem:
        raise ValueError(f"{where} must hold numbers, not {word[:40]!r}") from problem
    if not value.is_finite():
        raise ValueError(f"{where} must hold numbers, not {word[:40]!r}")
    return value


def _order(path: Path) -> tuple[str, list[tuple[int, str]]]:
    parts = re.findall(r"\d+|\D+", path.name)
    return path.parent.name, [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _whole(numbers: Sequence[Decimal]) -> NDArray[np.int64]:
    return np.array([int(number) for number in numbers], dtype=np.int64)
