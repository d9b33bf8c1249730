"""Figures of a round are frozen for its committee."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.sealed import fingerprint_within
from igum.programmes import access, queries
from igum.programmes.models import Cohort, Release, ReleaseBasis
from igum.programmes.queries.reports import earlier_of, subjects_of
from igum.programmes.rules.costing import cost_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.releasing import MEMBERS, figures_as_json, following, is_safe, marks_of
from igum.programmes.rules.reporting import HOMES, IMPROVED, Figures


class TooFewChanged(Refused):
    """So few came since an earlier report that the two together would tell of them."""


class NobodyTookPart(Refused):
    """There is nothing to tell yet."""


@transaction.atomic
def release_report(*, actor: Actor, cohort_id: UUID, at: datetime, cost_agorot: int | None = None) -> Release:
    """Freeze the figures of a round as they stand, for its committee: from now on they never change.

    What has changed for too few people since an earlier report stays as it was told there, with its day. The cost is of
    the whole round, in agorot >= 0, where it is known.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NobodyTookPart: nobody has taken part yet.
        TooFewChanged: fewer people than may be told came since an earlier report.
        ValueError: the cost is negative.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id, region_id=actor.here)
    require(access.may_decide(actor, cohort))
    report = queries.report_of(actor, cohort_id, at=at)
    subjects = subjects_of(cohort, at=at)
    if not subjects:
        raise NobodyTookPart(_("Nobody has taken part in this round yet. Release its report once somebody has."))

    marks = marks_of(report.programme, subjects, mark=lambda told: _mark(cohort, told))
    earlier = earlier_of(cohort)
    if not is_safe(MEMBERS, report.figures, marks, earlier):
        day = date_format(localtime(cohort.releases.latest("number").released_at), "DATE_FORMAT")
        raise TooFewChanged(
            _(
                "Since the report of %(day)s fewer than %(limit)s people came or went: two reports side by side would"
                " tell of them. Release the next report when more have changed."
            )
            % {"day": day, "limit": report.figures.limit}
        )

    figures, kept = following(report.figures, marks, earlier)
    if cost_agorot is not None:
        figures = _with_cost(report.programme, figures, cost_agorot)
    release = Release.objects.create(
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        number=len(earlier) + 1,
        figures=figures_as_json(figures),
        released_at=at,
        released_by_id=actor.user_id,
    )
    ReleaseBasis.objects.create(
        release=release,
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        marks={part: sorted(marked) for part, marked in kept.items()},
    )
    record(actor, "programmes.report.released", release, at=at, number=release.number, cohort=str(cohort.pk))
    return release


def _with_cost(programme: Programme, figures: Figures, agorot: int) -> Figures:
    """The figures with a cost, for each of those whose number they show."""
    homes = figures.count(HOMES)
    cost = cost_of(
        programme,
        agorot,
        took_part=figures.took_part,
        improved={one.key: one.people.numbers[IMPROVED] for one in figures.outcomes},
        homes=homes.numbers if homes else {},
    )
    return replace(figures, cost=cost)


def _mark(cohort: Cohort, told: str) -> str:
    return fingerprint_within(cohort.region_id, "programmes.report", f"{cohort.pk}|{told}").hex()
