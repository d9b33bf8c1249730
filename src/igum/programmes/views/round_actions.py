"""What may be done with a round: the two or three things that matter at its stage, and all others behind a menu."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from igum.programmes.models import Cohort
from igum.programmes.queries.pages import Figures
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.watching import Stage

MOST_NOW = 3
# What matters at each stage, the first first. Once somebody applied, an open round may be chosen from.
NOW: Mapping[Stage, tuple[str, ...]] = {
    Stage.COMING: ("enter", "imports", "team"),
    Stage.OPEN: ("enter", "imports", "calendar"),
    Stage.CHOOSING: ("offer", "choose", "screen"),
    Stage.RUNNING: ("calendar", "people", "team"),
    Stage.OVER: ("report", "people", "gates"),
}
APPLIED = ("offer", "choose", "enter")
ENTER: Mapping[str, str | Promise] = {
    "person": gettext_lazy("Enter a person"),
    "household": gettext_lazy("Enter a family"),
    "group": gettext_lazy("Enter a team"),
    "organisation": gettext_lazy("Enter an organisation"),
    "settlement": gettext_lazy("Enter a settlement"),
    "school_class": gettext_lazy("Enter a class"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a round's page: an address to go to, or one that something is sent to."""

    key: str
    label: str
    url: str
    sends: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """Those that matter now, the first of them the weightiest, and the others in one order at every stage."""

    now: tuple[Action, ...]
    more: tuple[Action, ...]


def entering(file: Programme) -> str:
    """How somebody is entered whom the programme is about, in words; empty where nobody is registered."""
    return str(ENTER.get(file.subject, ""))


def actions_of(cohort: Cohort, file: Programme, stage: Stage, figures: Figures, *, may_decide: bool) -> Actions:
    """What may be done with a round by somebody who sees it."""
    there = {one.key: one for one in _all(cohort, file, figures, may_decide=may_decide)}
    wanted = APPLIED if stage is Stage.OPEN and figures.applied else NOW[stage]
    now = [there[key] for key in ("tell", *wanted) if key in there][:MOST_NOW]
    return Actions(tuple(now), tuple(one for one in there.values() if one not in now))


def _all(cohort: Cohort, file: Programme, figures: Figures, *, may_decide: bool) -> Iterator[Action]:
    def page(key: str, label: str) -> Action:
        return Action(key, label, reverse(f"programmes:{key}", args=[cohort.pk]))

    def button(key: str, label: str) -> Action:
        return Action(key, label, reverse(f"programmes:{key}", args=[cohort.pk]), sends=True)

    if entering(file):
        yield page("enter", entering(file))
        yield page("imports", _("Lists of people"))
        yield page("duplicates", _("Perhaps the same people"))
        yield button("screen", _("Run the rules"))
    if may_decide:
        yield from _deciding(figures, button)
    yield page("calendar", _("Calendar"))
    yield page("people", _("Who takes part"))
    if may_decide:
        yield page("gates", _("Who lacks what"))
    yield page("team", _("Team"))
    yield from (
        page(key, label)
        for part, key, label in (
            (file.community, "communities", _("Settlements")),
            (file.league, "league", _("League")),
            (file.use_log, "uses", _("Who comes, and for what")),
        )
        if part
    )
    yield page("report", _("Report"))


def _deciding(figures: Figures, button: Callable[[str, str], Action]) -> Iterator[Action]:
    yield button("choose", _("Choose"))
    yield button("offer", _("Offer the free places"))
    if figures.untold:
        words = ngettext(
            "Write to %(people)s applicant who was not told yet",
            "Write to %(people)s applicants who were not told yet",
            figures.untold,
        )
        yield button("tell", words % {"people": figures.untold})
