"""Questions of another form put behind those of the programme's own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from igum.programmes.rules.edits import Edit, Extend, inside


class NamesClash(Exception):
    """Questions of both forms have the same names; ``names`` are these."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


def questions_added(data: Mapping[str, Any], form: str, definition: Mapping[str, Any]) -> list[Edit]:
    """The change that puts a definition's questions behind those of a form.

    Raises:
        NamesClash: rules could not tell two questions apart.

    >>> questions_added({}, "application", {"questions": [{"name": "age", "type": "integer"}]})
    [Extend(path=('forms', 'application', 'questions'), values=({'name': 'age', 'type': 'integer'},))]
    """
    path = ("forms", form, "questions")
    own = set(_names(inside(data, path)))
    twice = [name for name in _names(definition["questions"]) if name in own]
    if twice:
        raise NamesClash(twice)
    return [Extend(path, tuple(definition["questions"]))]


def _names(questions: Any) -> Iterator[str]:
    for each in questions if isinstance(questions, list) else []:
        if isinstance(each, dict):
            yield str(each.get("name", ""))
            yield from _names(each.get("questions"))
