"""The engine's facts as sentences in the language of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.html import conditional_escape, escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from igum.core.templatetags.igum import money
from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.plans import Reason, Stage
from igum.engines.pooling.shares.keys import Key
from igum.engines.pooling.shares.words import Sentence
from igum.pooling.rules.what_if import WhatIf

Code = TypeVar("Code", int, str)
FEW = 3  # times as many are named before the others are named instead
KEYS = {
    Key.EQUAL: gettext_lazy("Equal"),
    Key.POPULATION: gettext_lazy("By residents"),
    Key.USERS: gettext_lazy("By participants"),
    Key.ABILITY: gettext_lazy("By ability to pay"),
    Key.SCRB: gettext_lazy("By what each adds and saves"),
    Key.SHAPLEY: gettext_lazy("Shapley"),
    Key.NUCLEOLUS: gettext_lazy("Nucleolus"),
    Key.PER_CAPITA_NUCLEOLUS: gettext_lazy("Nucleolus for each town"),
}
WHY_LEFT_OUT = {
    Reason.NOBODY_NEAR: gettext_lazy("No place is near enough."),
    Reason.OTHER_SITE: gettext_lazy("The place that the town is locked to is not near enough."),
    Reason.NO_COMMON_HOURS: gettext_lazy("The places near them are not free when they are."),
    Reason.NO_LANGUAGE: gettext_lazy("No group is led in their language near them."),
    Reason.GROUP_TOO_SMALL: gettext_lazy("All who could join them are fewer than the smallest group."),
    Reason.TOWN_TOO_LARGE: gettext_lazy("The town stays whole, and no place holds so many."),
    Reason.BUDGET: gettext_lazy("The budget is used up."),
    Reason.CAPACITY: gettext_lazy("Every place that they could take is taken."),
    Reason.OTHERS_FIRST: gettext_lazy("Serving them would leave out others whose need weighs more."),
}
GOALS = {
    Goal.SERVED: gettext_lazy("People served"),
    Goal.COST: gettext_lazy("Cost to the towns"),
    Goal.FARTHEST: gettext_lazy("Longest way"),
}
HOW_GOOD = {
    Status.PROVEN: gettext_lazy("proven: no plan is better"),
    Status.WITHIN_GAP: gettext_lazy("as near to the best as was asked for"),
    Status.TIME_UP: gettext_lazy("the best found in its time"),
    Status.STOPPED: gettext_lazy("the best found before it was stopped"),
    Status.IMPOSSIBLE: gettext_lazy("no plan serves everyone"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How towns, payers and the document's own names are said here.

    Attributes:
        towns: names of localities by code.
        payers: names of authorities by code.
        words: the document's own, by language.
        together: those who pay, where groups of them are spoken of.
    """

    towns: Mapping[str, str] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    together: tuple[str, ...] = ()

    def town(self, code: str) -> str:
        """A locality."""
        return self.towns.get(code, code)

    def payer(self, code: object) -> str:
        """An authority."""
        return self.payers.get(str(code), self.towns.get(str(code), str(code)))

    def word(self, name: str) -> str:
        """A site, an hour, a co-funding, a group."""
        found = self.words.get(name, {})
        return found.get(get_language() or "he") or found.get("he") or name

    def listed(self, codes: Iterable[object]) -> str:
        """Several authorities; of many who pay together, those few that are not among them."""
        named = dict.fromkeys(map(str, codes))
        missing = [code for code in self.together if code not in named]
        if missing and len(missing) * FEW < len(named):
            return _("all but %(towns)s") % {"towns": ", ".join(map(self.payer, missing))}
        return ", ".join(map(self.payer, named))

    def by_name(self, codes: Iterable[Code]) -> list[Code]:
        """Authorities as one looks them up."""
        return sorted(codes, key=self.payer)


def said(sentence: Sentence, names: Names) -> str:
    """A sentence of who pays, with towns by name and money in shekels."""
    return _filled(_(sentence.message), {name: _written(name, value, names) for name, value in sentence.facts.items()})


def _filled(message: str, values: Mapping[str, str | int]) -> SafeString:
    """A message with its places filled in: everything is escaped but figures that are marked to read left to right."""
    filled = escape(message) % {
        name: conditional_escape(str(value) if isinstance(value, int) else value) for name, value in values.items()
    }
    return mark_safe(filled)  # noqa: S308 - all of it is escaped


def _written(name: str, value: object, names: Names) -> str:
    if name == "towns" and isinstance(value, tuple):
        return names.listed(value)
    if name == "town":
        return names.payer(value)
    return money(int(value)) if isinstance(value, int) else str(value)


def stage_said(stage: Stage) -> str:
    """How good the plan is for one goal."""
    goal, quality = GOALS[stage.goal], HOW_GOOD[stage.status]
    if stage.gap and stage.gap < 1e6:
        return _("%(goal)s: %(quality)s; no plan is better by more than %(gap)s%%.") % {
            "goal": goal,
            "quality": quality,
            "gap": f"{stage.gap:.1%}".removesuffix("%"),
        }
    return _("%(goal)s: %(quality)s.") % {"goal": goal, "quality": quality}


def site_said(why: Mapping[str, int]) -> str:
    """Why a site is open: what is lost without it."""
    lost = []
    if why["fewer"] > 0:
        lost.append(ngettext("one person fewer is served", "%(count)s fewer people are served", why["fewer"])
                    % {"count": why["fewer"]})  # fmt: skip
    if why["dearer"] > 0:
        lost.append(_filled(_("the towns pay %(money)s more"), {"money": money(why["dearer"])}))
    elif why["dearer"] < 0:
        lost.append(_filled(_("the towns pay %(money)s less"), {"money": money(-why["dearer"])}))
    if why["farther"] > 0:
        lost.append(ngettext("the longest way is one minute longer", "the longest way is %(count)s minutes longer",
                             why["farther"]) % {"count": why["farther"]})  # fmt: skip
    if not lost:
        return _("Another plan without it is as good.")
    return _filled(_("Without it: %(changes)s."), {"changes": format_html_join("; ", "{}", ((one,) for one in lost))})


def changes_said(what_if: WhatIf, names: Names) -> list[str]:
    """What a what-if changed."""
    rules = {
        "least": _("smallest group: %(figure)s"),
        "most": _("largest group: %(figure)s"),
        "minutes": _("longest way: %(figure)s minutes"),
        "sites": _("places at most: %(figure)s"),
        "budget": _("budget: %(figure)s"),
    }
    lines = [_("%(site)s opens whatever happens") % {"site": names.word(site)} for site in what_if.kept]
    lines += [_("%(site)s stays closed") % {"site": names.word(site)} for site in what_if.closed]
    lines += [
        _("%(town)s goes to %(site)s") % {"town": names.town(town), "site": names.word(site)}
        for town, site in what_if.locked.items()
    ]
    lines += [_("%(town)s takes no part") % {"town": names.payer(payer)} for payer in what_if.dropped]
    lines += [
        _filled(rules[rule], {"figure": money(figure) if rule == "budget" else figure})
        for rule, figure in what_if.rules.items()
    ]
    lines += [_("a new place in %(town)s") % {"town": names.town(one.town)} for one in what_if.added]
    return lines
