"""Numbers that have to go together: percents to 100, reserved places into places."""

import math
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.rules.draft import Draft
from igum.programmes.rules.problems import Path, Problem

WHOLE = 100
NEAR = 0.01  # three thirds of 33.33


def check_percents(draft: Draft) -> Iterator[Problem]:
    """Payers bear the whole cost, and shares of a pool too."""
    for path in (("cost", "payers"), ("pool", "shares")):
        written = draft.written(*path)
        parts = [each["percent"] for _path, each in draft.items(*path) if "percent" in each]
        if not parts or len(parts) != len(written):
            continue
        total = math.fsum(parts)
        if abs(total - WHOLE) > NEAR:
            what = _("These percents come to %(total)s.") % {"total": f"{total:g}"}
            why = _("Together they bear the whole cost: 100.")
            yield draft.wrong(path, what, why, _("Change them so that they come to 100."))


def check_places(draft: Draft) -> Iterator[Problem]:
    """Places are reserved and shared out only as far as there are places."""
    cohorts = [int(each["places"]) for _path, each in draft.items("cohorts") if each.get("places")]
    if not cohorts:
        return
    fewest = min(cohorts)
    for path in (("selection", "reserved"), ("pool", "shares")):
        given = sum(int(each.get("places") or 0) for _path, each in draft.items(*path))
        if given > fewest:
            facts = {"given": given, "places": fewest}
            if path[-1] == "reserved":
                what = _("%(given)d places are reserved, and a cohort has %(places)d.") % facts
            else:
                what = _("The shares have %(given)d places, and a cohort has %(places)d.") % facts
            yield draft.wrong(path, what, "", _("Lower these numbers, or raise the places of the cohort."))


def check_panel(draft: Draft) -> Iterator[Problem]:
    """Reviewers can lie as far apart as the rule says."""
    most, over = draft.at("selection", "panel", "most"), draft.at("selection", "panel", "apart", "over")
    if most is not None and over is not None and over >= most:
        what = _("Two reviewers can never lie more than %(over)s points apart.") % {"over": f"{over:g}"}
        why = _("Each gives from 0 to %(most)s.") % {"most": f"{most:g}"}
        remedy = _("Write a number below %(most)s.") % {"most": f"{most:g}"}
        yield draft.wrong(("selection", "panel", "apart", "over"), what, why, remedy)
    reviewers = draft.at("selection", "panel", "reviewers")
    if reviewers == 1 and over is not None:
        what = _("There is one reviewer, and nobody to lie apart from.")
        yield draft.wrong(("selection", "panel", "apart"), what, "", _("Write reviewers: 2, or take “apart” out."))


def check_cost(draft: Draft) -> Iterator[Problem]:
    """A subsidy needs a price; a target needs one meaning."""
    if draft.written("cost", "subsidy") is not None and draft.written("cost", "price") is None:
        what = _("There is a subsidy, and no price.")
        remedy = _("Write for example: %(line)s") % {"line": "price: {agorot: 18000, each: month}"}
        yield draft.wrong(("cost", "subsidy"), what, _("A band pays a part of the price."), remedy)
    for path, outcome in draft.items("outcomes"):
        if "target" in outcome and "target_change" in outcome:
            what = _("The outcome “%(key)s” has two targets.") % {"key": outcome.get("key")}
            why = _("“target” is a value to be reached, “target_change” a change from the baseline.")
            yield draft.wrong((*path, "target_change"), what, why, _("Keep one of the two."))
        if "value" in outcome and "form" not in outcome:
            what = _("The outcome “%(key)s” is calculated, and from no form.") % {"key": outcome.get("key")}
            remedy = _("Write for example: %(line)s") % {"line": "form: budget"}
            yield draft.wrong((*path, "value"), what, "", remedy)


def check_questions(draft: Draft) -> Iterator[Problem]:
    """A question that one chooses an answer from has choices, and only such a one."""
    for path in draft.visited.get("question", ()):
        question: Any = draft.at(*path) or {}
        kind, here = question.get("type"), "choices" in question
        if here and kind is not None and kind not in ("choice", "choices"):
            what = _("The question “%(name)s” has choices, and its type is %(type)s.") % {
                "name": question.get("name"),
                "type": kind,
            }
            where: Path = (*path, "choices")
            yield draft.wrong(where, what, "", _("Write type: choice, or take the choices out."))
