"""What a pool's file may hold at all: no file can hold the machine that reads it, or write to its terminal."""

import re
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent, ScalarEvent

DEEPEST = 12
MOST_NODES = 70_000  # the ways between 250 authorities, and room for the rest
LONGEST_SHOWN = 60
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")


class PoolFault(Exception):
    """What is wrong in a file: the line, the cause and what to write instead."""

    def __init__(self, line: int, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.line = line


def refuse_beyond(text: str) -> None:
    """Refuse what is too deep, too much, or stands for something else than is written there.

    An alias repeats what stands elsewhere: ten lines of them can stand for more than any machine holds.

    Raises:
        PoolFault: the file goes beyond a bound.
        YAMLError: it is not YAML.
    """
    depth = 0
    for nodes, event in enumerate(YAML(typ="safe", pure=True).parse(StringIO(text)), start=1):
        line = event.start_mark.line + 1
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if nodes > MOST_NODES:
            raise PoolFault(
                line, f"There are more than {MOST_NODES:,} values.", "Leave out what is no part of the pool."
            )
        if depth > DEEPEST:
            raise PoolFault(line, "This stands too deep.", "Look for brackets that are never closed.")
        if isinstance(event, NodeEvent):
            _refuse_other_than_written(event, line)


def _refuse_other_than_written(event: NodeEvent, line: int) -> None:
    if isinstance(event, AliasEvent) or event.anchor:
        raise PoolFault(line, "Anchors and aliases (& and *) are not read.", "Write the value out where it is used.")
    if getattr(event, "tag", None):
        raise PoolFault(line, "Tags (!) are not read.", "Write the value alone.")
    if isinstance(event, ScalarEvent) and CONTROLS.search(event.value):
        raise PoolFault(line, "There is a sign here that cannot be seen.", "Delete it.")


def shown(value: object) -> str:
    """A value as a message repeats it: short, and a number too long to be written not at all.

    >>> shown(-5), len(shown("x" * 1000))
    ('-5', 60)
    """
    try:
        said = str(value)
    except ValueError:  # more digits than Python writes
        return "that"
    return said if len(said) <= LONGEST_SHOWN else said[: LONGEST_SHOWN - 1] + "…"
