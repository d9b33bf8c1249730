"""The tests inside the file: there is one at least, and each speaks of things that there are."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from igum.engines.rules.types import Type, conform
from igum.programmes.rules.draft import Draft
from igum.programmes.rules.facts import OF_AN_APPLICATION, application_facts
from igum.programmes.rules.problems import Path, Problem, did_you_mean


def check_tests(draft: Draft) -> Iterator[Problem]:
    """There is a test when there is something to decide, and every name in it is known."""
    decides = draft.at("selection", "eligible") or draft.at("selection", "score") or draft.at("cost", "subsidy")
    if decides and not draft.written("tests"):
        what = _("The file has rules, and no test of them.")
        why = _("A test says for one case what must come out, and tells when a later change breaks it.")
        line = "tests: [{name: …, given: {members: 4}, expect: {eligible: true}}]"
        yield draft.wrong((), what, why, _("Write for example: %(line)s") % {"line": line})
    facts = application_facts(draft)
    for path, test in draft.items("tests"):
        if facts is not None:
            yield from _given(draft, (*path, "given"), test.get("given") or {}, facts)
        yield from _expected(draft, (*path, "expect"), test.get("expect") or {}, facts)


def _given(draft: Draft, path: Path, given: Mapping[str, Any], facts: Mapping[str, Type]) -> Iterator[Problem]:
    known = [name for name in facts if not name.startswith("params.")]
    for name, value in given.items():
        where = (*path, name)
        if name not in known:
            what = _("No question is called “%(name)s”.") % {"name": name}
            yield draft.wrong(where, what, _("A test gives answers of the application."), did_you_mean(name, known))
        elif value is not None and conform(value, facts[name]) is None:
            what = _("“%(value)s” is no answer to “%(name)s”.") % {"value": value, "name": name}
            yield draft.wrong(where, what, _expected_kind(facts[name]), _("Write an answer that the form would take."))


def _expected_kind(kind: Type) -> str:
    sentences = {
        "bool": _("The answer is true or false."),
        "int": _("The answer is a whole number (money in agorot)."),
        "double": _("The answer is a number."),
        "date": _("The answer is a day: 2026-08-01."),
        "string": _("The answer is a text."),
        "list": _("The answer is a list."),
    }
    return sentences.get(kind.kind, "")


def _expected(
    draft: Draft, path: Path, expect: Mapping[str, Any], facts: Mapping[str, Type] | None
) -> Iterator[Problem]:
    rules, parts = draft.keys("selection", "eligible"), draft.keys("selection", "score")
    bands = [*draft.keys("cost", "subsidy", "bands"), "none", "unknown"]
    asked = [
        ("failed", expect.get("failed"), rules),
        ("parts", expect.get("parts"), parts),
        ("reserved", expect.get("reserved"), draft.keys("selection", "reserved")),
        ("subsidy", [expect["subsidy"]] if "subsidy" in expect else (), bands),
    ]
    if facts is not None:
        answers = [name for name in facts if name not in OF_AN_APPLICATION and not name.startswith("params.")]
        asked.append(("missing", expect.get("missing"), answers))
    for name, words, known in asked:
        for number, word in enumerate(words or ()):
            if word is not None and word not in known:
                step = number if name in ("failed", "reserved", "missing") else word if name == "parts" else None
                where = (*path, name) if step is None else (*path, name, step)
                what = _("“%(word)s” is not known here.") % {"word": word}
                yield draft.wrong(where, what, "", did_you_mean(word, known))
