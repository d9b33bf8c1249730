"""Writing on a response: one field after the other, in the order of typing, and nothing typed is lost."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from igum.questionnaires.models import Response
from igum.questionnaires.rules.cleaning import LONGEST_TYPED, Unreadable, clean
from igum.questionnaires.rules.compiling import Compiled
from igum.questionnaires.rules.definition import Kind, Question

LATEST = 2**53 - 1  # what a page can count up to


class Sheet:
    """A response in hand, with the form it answers. Whoever holds it saves the row afterwards."""

    def __init__(self, response: Response, compiled: Compiled, towns: Collection[int] | None = None) -> None:
        self.response = response
        self.compiled = compiled
        self.towns = towns

    def begin(self) -> None:
        """Write what stands in the form from the beginning."""
        self._write_defaults(self.compiled.top.in_order, self.response.answers)
        for question in self.compiled.top.in_order:
            for _entry in range(question.least if question.kind == Kind.REPEAT else 0):
                self.add_entry(question.name)

    def repeat(self, name: str) -> Question | None:
        """The repeat of this name."""
        return self.compiled.questions[name] if name in self.compiled.repeats else None

    def add_entry(self, repeat: str) -> str:
        """One more entry; its name."""
        name = secrets.token_hex(4)
        entry: dict[str, Any] = {}
        self._write_defaults(self.compiled.repeats[repeat].in_order, entry)
        self.response.answers.setdefault(repeat, []).append(entry)
        self.response.entries.setdefault(repeat, []).append(name)
        return name

    def remove_entry(self, repeat: str, entry: str) -> bool:
        """Take an entry away with all that was typed in it; whether it was there."""
        names = self.response.entries.get(repeat, [])
        if entry not in names:
            return False
        place = names.index(entry)
        del names[place]
        del self.response.answers[repeat][place]
        self._forget(f"{repeat}.{entry}.")
        return True

    def refusals(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """Why some of these cannot be kept at all, by path."""
        why: dict[str, str] = {}
        for path, given in answers.items():
            question = self._question(path)
            if question is None and self._was_entry(path):
                why[path] = _("This entry was taken out in another window. What was typed in it was not saved.")
            elif question is None:
                why[path[:200]] = _("This question is not in the form. Reload the page to see the form as it is.")
            elif _size(given) > LONGEST_TYPED:
                why[path] = _("This is longer than any answer here can be, so it was not saved. Shorten it.")
            elif question.kind == Kind.REPEAT:
                why.update(self._refusals_of_list(question, given))
        return why

    def write(
        self, answers: Mapping[str, Any], typed: Mapping[str, int] | None, moment: int
    ) -> tuple[dict[str, int], dict[str, Any], dict[str, str]]:
        """Write what was typed last: the moments shown now, what stayed because it is newer, what cannot be read."""
        shown: dict[str, int] = {}
        newer: dict[str, Any] = {}
        unreadable: dict[str, str] = {}
        for path, given in answers.items():
            before = self.response.typed.get(path, 0)
            now = max(before + 1, moment) if typed is None else typed[path]
            if now < before or (now == before and typed is not None):
                shown[path] = before
                if now < before:
                    newer[path] = self.shown(path)
                continue
            self.response.typed[path] = shown[path] = min(now, LATEST)
            words = self._write_one(path, given)
            if words:
                unreadable[path] = words
        return shown, newer, unreadable

    def shown(self, path: str) -> Any:
        """What stands at a path now: the draft that cannot be read yet, else the answer."""
        if path in self.response.drafts:
            return self.response.drafts[path]
        holder, name = self._holder(path)
        return None if holder is None else holder.get(name)

    def _write_one(self, path: str, given: Any) -> str:
        question = self._question(path)
        holder, name = self._holder(path)
        if question is None or holder is None:
            return ""
        if question.kind == Kind.REPEAT:
            self._write_list(question, given)
            return ""
        try:
            value = clean(question, given, self.towns)
        except Unreadable as why:
            self.response.drafts[path] = _storable(given)
            holder.pop(name, None)
            return str(why)
        self.response.drafts.pop(path, None)
        if value is None:
            holder.pop(name, None)
        else:
            holder[name] = value
        return ""

    def _write_list(self, repeat: Question, entries: list[Mapping[str, Any]]) -> None:
        self._forget(f"{repeat.name}.")
        self.response.answers[repeat.name], self.response.entries[repeat.name] = [], []
        for entry in entries:
            name = self.add_entry(repeat.name)
            for key, given in entry.items():
                self._write_one(f"{repeat.name}.{name}.{key}", given)

    def _forget(self, prefix: str) -> None:
        for kept in (self.response.drafts, self.response.typed):
            for path in [path for path in kept if path.startswith(prefix)]:
                del kept[path]

    def _refusals_of_list(self, repeat: Question, given: Any) -> dict[str, str]:
        if not isinstance(given, list) or not all(isinstance(entry, Mapping) for entry in given):
            return {repeat.name: _("A list of entries was expected here.")}
        if len(given) > repeat.most:
            return {repeat.name: _("There is no room for more than %(count)s here.") % {"count": repeat.most}}
        known = self.compiled.repeats[repeat.name].names
        unknown = sorted({str(key) for entry in given for key in entry if key not in known or not self._takes(key)})
        return {
            f"{repeat.name}.{key}"[:200]: _(
                "This question is not in the form. Reload the page to see the form as it is."
            )
            for key in unknown
        }

    def _write_defaults(self, questions: tuple[Question, ...], answers: dict[str, Any]) -> None:
        for question in questions:
            if question.default is not None and question.is_answered_by_hand:
                answers.setdefault(question.name, clean(question, question.default))

    def _question(self, path: str) -> Question | None:
        repeat, dot, rest = path.partition(".")
        name = rest.partition(".")[2] if dot else repeat
        if dot and (name not in self._inner(repeat) or self._holder(path)[0] is None):
            return None
        if not dot and name not in self.compiled.top.names:
            return None
        return self.compiled.questions[name] if self._takes(name) else None

    def _takes(self, name: str) -> bool:
        question = self.compiled.questions[name]
        return question.is_answered_by_hand or question.kind == Kind.REPEAT

    def _inner(self, repeat: str) -> frozenset[str]:
        rulings = self.compiled.repeats.get(repeat)
        return rulings.names if rulings else frozenset()

    def _was_entry(self, path: str) -> bool:
        repeat, _dot, rest = path.partition(".")
        return rest.partition(".")[2] in self._inner(repeat)

    def _holder(self, path: str) -> tuple[dict[str, Any] | None, str]:
        """The object an answer stands in, and its name there."""
        repeat, dot, rest = path.partition(".")
        if not dot:
            return self.response.answers, path
        entry, _dot, name = rest.partition(".")
        names = self.response.entries.get(repeat, [])
        if entry not in names:
            return None, name
        held: dict[str, Any] = self.response.answers[repeat][names.index(entry)]
        return held, name


def _size(given: Any) -> int:
    if isinstance(given, list):
        return sum(_size(each) for each in given) + len(given)
    if isinstance(given, Mapping):
        return max((_size(each) for each in given.values()), default=0)
    return len(given) if isinstance(given, str) else 0


def _storable(given: Any) -> Any:
    if isinstance(given, list):
        return [_storable(each) for each in given[:200]]
    if not isinstance(given, str):
        return given if isinstance(given, bool | int | float) else str(given)[:LONGEST_TYPED]
    return given.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
