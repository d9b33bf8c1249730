"""Read the sample files that lie in ``data/`` beside this module."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"

# libyaml reads the texts about eight times faster; PyYAML may be built without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Node = dict[str, Any]


@cache
def read(name: str) -> Any:
    """One file of facts: towns, hours, phrases or organisations."""
    return _load(FOLDER / f"{name}.yaml")


@cache
def base_services() -> tuple[Node, ...]:
    """Every base service, in the order of the files."""
    return tuple(base for path in sorted((FOLDER / "services").glob("*.yaml")) for base in _load(path))


def _load(path: Path) -> Any:
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_Loader)  # noqa: S506  (both loaders are safe ones)
