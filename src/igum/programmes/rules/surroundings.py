"""What a file needs from outside itself: how forms are read, a parent's file, an XLSForm beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from igum.engines.rules.types import Type


class FormProblem(Protocol):
    """Something wrong with a form: where in it, what, and what to write."""

    @property
    def path(self) -> str:
        """Such as ``questions[3].when``."""

    @property
    def what(self) -> str:
        """A sentence."""

    @property
    def remedy(self) -> str:
        """A sentence."""


class Forms(Protocol):
    """Who understands forms: the queries of ``questionnaires`` do."""

    def problems_of(self, definition: object, /) -> Sequence[FormProblem]:
        """Everything wrong with a definition."""

    def fact_types(self, definition: Mapping[str, Any], /) -> Mapping[str, Type]:
        """The types of its answers, by name. Only of a definition without problems."""

    def facts_of(self, definition: Mapping[str, Any], answers: Mapping[str, Any], /) -> Mapping[str, Any]:
        """The answers that count, and what is calculated from them."""


class Codes(Protocol):
    """Which places there are, by their codes: ``places.queries.codes()``."""

    @property
    def authorities(self) -> Mapping[int, str]:
        """The names of the authorities."""

    @property
    def towns(self) -> Mapping[int, str]:
        """The names of the towns."""


class CannotRead(Exception):
    """A file beside the programme cannot be had; the reason is a sentence."""


def _no_xlsform(path: str) -> Mapping[str, Any]:
    raise CannotRead(_("Files beside this one cannot be read here."))


def _no_parent(key: str, version: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around one file.

    ``parent`` gives the text of another programme's version, or None; ``xlsform`` turns the file at a path into a
    definition, or raises ``CannotRead``; ``codes`` are the places there are, and none are checked without them.
    """

    forms: Forms
    parent: Callable[[str, str], str | None] = _no_parent
    xlsform: Callable[[str], Mapping[str, Any]] = _no_xlsform
    codes: Callable[[], Codes] | None = None
