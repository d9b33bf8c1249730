"""A form that came from elsewhere, as it is written in a programme file under ``forms:``."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

WIDTH = 116
# What fits in one line of a file stays in one; longer things are written a line for each part.
ONE_LINE = 90
# Texts that some programs read as true or false.
SAID_OTHERWISE = frozenset({"yes", "no", "on", "off", "y", "n"})


def form_source(key: str, definition: Mapping[str, Any], *, remarks: Sequence[str] = ()) -> str:
    """The lines of a form, indented to be pasted under ``forms:``; remarks stand above them as comments.

    >>> print(form_source("visit", {"title": {"en": "Visit"}, "questions": [{"name": "met", "type": "integer"}]}))
      visit:
        title: {en: Visit}
        questions:
          - {name: met, type: integer}
    <BLANKLINE>
    """
    yaml = YAML()
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump({key: _written(definition, top=True)}, out)
    lines = [*(f"# {line}" for remark in remarks for line in remark.splitlines()), *out.getvalue().splitlines()]
    return "".join(f"  {line}\n" if line else "\n" for line in lines)


def _written(value: Any, *, top: bool = False) -> Any:
    if isinstance(value, Mapping):
        mapping = CommentedMap({key: _written(each) for key, each in value.items()})
        if not top and _is_short(value):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        return CommentedSeq([_written(each) for each in value])
    if isinstance(value, str) and value.lower() in SAID_OTHERWISE:
        return DoubleQuotedScalarString(value)
    return value


def _is_short(value: Mapping[str, Any]) -> bool:
    holds_lists = any(isinstance(each, list | tuple) and each for each in value.values())
    return not holds_lists and len(str(dict(value))) <= ONE_LINE and "\n" not in str(list(value.values()))
