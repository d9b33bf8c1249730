"""What a file says of settlements, teams and the use of a place fits with the rest of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.rules.draft import Draft
from igum.programmes.rules.problems import Path, Problem, did_you_mean, listed

CHOOSING = ("choice", "choices")


def check_community(draft: Draft) -> Iterator[Problem]:
    """Only a settlement has a community, and what it names is there."""
    yield from _only_with(draft, "community", "settlement")
    yield from _there(draft, ("community", "team"), draft.keys("roles"))
    yield from _there(draft, ("community", "goals_met"), draft.keys("outcomes"))


def check_league(draft: Draft) -> Iterator[Problem]:
    """Only groups play in a league, in a phase that has no sessions of its own."""
    yield from _only_with(draft, "league", "group")
    yield from _there(draft, ("league", "phase"), draft.keys("phases"))
    for path, phase in draft.items("phases"):
        if phase.get("key") == draft.at("league", "phase") and "sessions" in phase:
            what = _("The league's phase “%(key)s” has sessions of its own.") % {"key": phase.get("key")}
            why = _("Its sessions are the games.")
            yield draft.wrong((*path, "sessions"), what, why, _("Take them out, or name another phase."))


def check_use_log(draft: Draft) -> Iterator[Problem]:
    """Age bands and purposes are choices of the intake form."""
    form = draft.definitions.get(str(draft.at("intake", "form")))
    if form is None:
        return
    questions = [each.get("name") for each in form.get("questions") or () if each.get("type") in CHOOSING]
    for name in ("age", "purpose"):
        yield from _there(draft, ("use_log", name), questions)


def _only_with(draft: Draft, part: str, subject: str) -> Iterator[Problem]:
    found: Mapping[str, Any] | None = draft.at(part)
    if found is not None and draft.at("subject") not in (None, subject):
        what = _("“%(part)s” stands here, and the subject is “%(subject)s”.") % {
            "part": part,
            "subject": draft.at("subject"),
        }
        remedy = _("Write for example: %(line)s") % {"line": f"subject: {subject}"}
        yield draft.wrong((part,), what, "", remedy)


def _there(draft: Draft, path: Path, known: Sequence[Any]) -> Iterator[Problem]:
    name = draft.at(*path)
    if name and name not in known:
        what = _("There is no “%(name)s” in this file.") % {"name": name}
        why = _("Known here: %(known)s.") % {"known": listed(known)}
        yield draft.wrong(path, what, why, did_you_mean(name, known))
