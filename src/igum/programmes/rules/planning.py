"""Two versions of a programme compared: what changes, whom it reaches, and which version number it needs.

Semantic versioning, as this field needs it: a *patch* changes wording, a *minor* version adds or adjusts without
changing who gets in or what is asked of them, a *major* one does. A running cohort keeps the version it started on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.programmes.rules.problems import listed
from igum.programmes.rules.programme import Programme


class Level(IntEnum):
    """Which of the three numbers has to be raised."""

    NOTHING = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Kind(StrEnum):
    """What happened at a path."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. Things in a list are named by their key: ``selection.eligible.size.when``."""

    path: str
    kind: Kind
    before: Any
    after: Any
    needs: Level

    @property
    def cohort(self) -> str:
        """The key of the one cohort it is about, or nothing."""
        return self.path.split(".")[1] if self.path.startswith("cohorts.") else ""

    @property
    def is_shown_at_once(self) -> bool:
        """Whether the public page shows it as soon as the version is applied."""
        return self.path.split(".")[0] in ("names", "summary", "owner")

    def __str__(self) -> str:
        facts = {"path": self.path, "before": _shown(self.before), "after": _shown(self.after)}
        sentences = {
            Kind.ADDED: _("%(path)s: new: %(after)s"),
            Kind.REMOVED: _("%(path)s: taken out: %(before)s"),
            Kind.CHANGED: _("%(path)s: %(before)s becomes %(after)s"),
            Kind.MOVED: _("%(path)s: in another order: %(after)s"),
        }
        return sentences[self.kind] % facts


@dataclass(frozen=True, slots=True)
class Running:
    """A cohort that has started, or has taken applications, and the version it keeps."""

    key: str
    version: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying the newer version would do.

    ``needs`` is the number to be raised, ``next_version`` the least version that does; ``decision`` refuses in words
    when the file's own version is lower, or when a running cohort would be pulled away.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    running: tuple[Running, ...]
    needs: Level
    next_version: str
    decision: Decision

    def kept_from(self, cohort: Running) -> tuple[Change, ...]:
        """The changes that do not reach a running cohort, because it keeps its version."""
        return tuple(one for one in self.changes if not one.is_shown_at_once and one.cohort != cohort.key)


def compare(before: Programme, after: Programme, running: Sequence[Running] = ()) -> Plan:
    """Compare two checked versions. Words are in the active language."""
    changes = tuple(_differences("", _without_version(before.definition), _without_version(after.definition)))
    needs = max((change.needs for change in changes), default=Level.NOTHING)
    least = _raised(before, needs)
    decision = _decision(before, after, changes, running, least)
    return Plan(before.version, after.version, changes, tuple(running), needs, least, decision)


def _decision(
    before: Programme, after: Programme, changes: Sequence[Change], running: Sequence[Running], least: str
) -> Decision:
    if before.key != after.key:
        facts = {"before": before.key, "after": after.key}
        return refuse(_("The key was %(before)s and is %(after)s. A key never changes: write it as it was.") % facts)
    pulled = [
        one.cohort
        for one in changes
        if one.cohort in {each.key for each in running}
        and (one.kind is Kind.REMOVED or one.path.endswith((".opens", ".starts")))
    ]
    if pulled:
        cohorts = {"cohorts": listed(dict.fromkeys(pulled))}
        return refuse(
            _("These cohorts run already, and the file takes them out or moves their days: %(cohorts)s.") % cohorts
        )
    if changes and after.number < _as_number(least):
        facts = {"version": after.version, "least": least, "because": str(max(changes, key=lambda one: one.needs))}
        return refuse(
            _("Version %(version)s is too low: write at least version: %(least)s. The weightiest change: %(because)s.")
            % facts
        )
    return ALLOW


def _raised(programme: Programme, needs: Level) -> str:
    major, minor, patch = programme.number
    return {
        Level.NOTHING: programme.version,
        Level.PATCH: f"{major}.{minor}.{patch + 1}",
        Level.MINOR: f"{major}.{minor + 1}.0",
        Level.MAJOR: f"{major + 1}.0.0",
    }[needs]


def _as_number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _without_version(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in definition.items() if name not in ("version", "format", "key")}


def _differences(path: str, before: Any, after: Any) -> Iterator[Change]:
    one, other = _by_name(before), _by_name(after)
    if one is None or other is None:
        if before != after or isinstance(before, bool) is not isinstance(after, bool):
            yield _change(path, Kind.CHANGED, before, after)
        return
    for name in dict.fromkeys([*one, *other]):
        inside = f"{path}.{name}" if path else name
        if name not in other:
            yield _change(inside, Kind.REMOVED, one[name], None)
        elif name not in one:
            yield _change(inside, Kind.ADDED, None, other[name])
        else:
            yield from _differences(inside, one[name], other[name])
    kept = [name for name in one if name in other]
    if isinstance(before, list) and kept != [name for name in other if name in one]:
        yield _change(path, Kind.MOVED, kept, [name for name in other if name in one])


def _by_name(value: Any) -> dict[str, Any] | None:
    """Names and values of a group, or of a list whose entries have keys; None for anything else."""
    if isinstance(value, Mapping):
        return dict(value)
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        return None
    named = {}
    for number, each in enumerate(value):
        name = next((each[word] for word in ("key", "name", "authority", "value", "when") if word in each), number)
        named[str(name)] = each
    return named if len(named) == len(value) else None


def _change(path: str, kind: Kind, before: Any, after: Any) -> Change:
    level = next(
        (needs for pattern, kinds, needs in _WEIGHTS if (not kinds or kind in kinds) and pattern.fullmatch(path)),
        Level.MAJOR,
    )
    if kind is Kind.ADDED and isinstance(after, Mapping) and after.get("required"):
        level = Level.MAJOR  # a question or a consent that nobody may leave out
    return Change(path, kind, before, after, level)


def _weight(pattern: str, needs: Level, *kinds: Kind) -> tuple[re.Pattern[str], frozenset[Kind], Level]:
    return re.compile(pattern), frozenset(kinds), needs


_TEXTS = r"(.*\.)?(names|summary|owner|text|title|intro|ask|hint|because|indicator|say|place|letters\.[a-z_]+)"
# The first that fits weighs; what is in none of them is major.
_WEIGHTS = (
    _weight(_TEXTS + r"\.[a-z]{2}", Level.PATCH, Kind.CHANGED),
    _weight(_TEXTS + r"(\.[a-z]{2})?", Level.MINOR),
    _weight(r"tests(\..*)?", Level.PATCH),
    _weight(r"params\.[^.]+\.source", Level.PATCH),
    _weight(r"letters(\..*)?", Level.MINOR),
    _weight(r"params\.[^.]+\.(value|since)", Level.MINOR),
    _weight(r"params\.[^.]+|params", Level.MINOR, Kind.ADDED),
    _weight(r"may_change|languages", Level.MINOR),
    _weight(r"cohorts(\.[^.]+)?", Level.MINOR, Kind.ADDED, Kind.MOVED),
    _weight(r"cohorts\.[^.]+\..*", Level.MINOR),
    _weight(r"forms(\.[^.]+)?", Level.MINOR, Kind.ADDED),
    _weight(r"forms\.(.*\.)?questions(\.[^.]+)?", Level.MINOR, Kind.ADDED, Kind.MOVED),
    _weight(r"forms\.(.*\.)?(choices\.[^.]+)", Level.MINOR, Kind.ADDED),
    _weight(r"forms\..*\.(max_length|default|most|choices)", Level.MINOR),
    _weight(r"consents(\.[^.]+)?|intake\.channels", Level.MINOR, Kind.ADDED, Kind.MOVED),
    _weight(r"selection\.(offer|waiting_list)(\..*)?", Level.MINOR),
    _weight(r"roles(\.[^.]+)?", Level.MINOR, Kind.ADDED),
    _weight(r"matching\.[^.]+\.prefer(\..*)?", Level.MINOR),
    _weight(r"phases\.[^.]+\.tasks(\..*)?", Level.MINOR, Kind.ADDED, Kind.CHANGED, Kind.MOVED),
    _weight(r"phases\.[^.]+\.sessions\..*|phases\.[^.]+\.attendance\.alert(\..*)?", Level.MINOR),
    _weight(r"(community|league|use_log)(\..*)?", Level.MINOR),
    _weight(r"outcomes(\.[^.]+)?", Level.MINOR, Kind.ADDED, Kind.MOVED),
    _weight(r"outcomes\.[^.]+\.(target|target_change|baseline|measured)", Level.MINOR),
)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        name = next((value[word] for word in ("key", "name", "value", "when") if word in value), None)
        return str(name) if name is not None else listed(value)
    if isinstance(value, list):
        return f"[{listed(_shown(each) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[:80]
