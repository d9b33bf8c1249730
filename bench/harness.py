"""What every benchmark needs: the shared folder, the machine in words, medians, and a table that can be read."""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

Answer = TypeVar("Answer")
REPOSITORY = Path(__file__).parents[1]


def shared_folder() -> Path:
    """The folder of real facts to measure on: IGUM_SHARED, or the one beside the repository."""
    return Path(os.environ.get("IGUM_SHARED") or REPOSITORY.parent / "shared")


def machine() -> dict[str, Any]:
    """The machine a figure was measured on, and how busy it was: a figure without it means nothing."""
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
    }


def timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    """What a call answers, and its milliseconds."""
    started = time.perf_counter()
    answer = call()
    return answer, (time.perf_counter() - started) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of the values do not exceed, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def p50_p95(milliseconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    return {"p50_ms": round(statistics.median(milliseconds), 3), "p95_ms": round(percentile(milliseconds, 0.95), 3)}


def show(title: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """A table: one line for each row, columns as wide as what stands in them."""
    listed = list(rows)
    columns = list(dict.fromkeys(column for row in listed for column in row))
    cells = [columns, *([_cell(row.get(column, "")) for column in columns] for row in listed)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    print(f"\n{title}")
    for number, line in enumerate(cells):
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def progress(words: str) -> None:
    """Say on the error stream what has just been measured: a long benchmark is not silent, its output the same."""
    print(f"... {words}", file=sys.stderr, flush=True)


def finish(result: Mapping[str, Any], *, as_json: bool) -> int:
    """Print the result as one object on the last line when asked to; answer the exit code."""
    sys.stdout.flush()
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    return 0


def _cell(value: Any) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
