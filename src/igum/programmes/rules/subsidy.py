"""Which part of the price an application would pay, before a committee has looked at it."""

from collections.abc import Mapping
from typing import Any

from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import UNKNOWN
from igum.programmes.rules.programme import Programme

NONE, UNSURE = "none", "unknown"


def band_of(programme: Programme, facts: Mapping[str, Any]) -> str:
    """The key of the first band whose rule is true; "none"; "unknown" as soon as one before it may still be true."""
    subsidy = programme.cost.subsidy if programme.cost else None
    known = {**facts, **{f"params.{name}": param.value for name, param in programme.params.items()}}
    for band in subsidy.bands if subsidy else ():
        value = compile_rule(parse(band.when))(known)
        if value is UNKNOWN:
            return UNSURE
        if value is True:
            return band.key
    return NONE
