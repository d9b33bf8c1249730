"""What the pages of programmes show: cards, the public page, figures of a round, one application's record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from igum.core.access import Decision, refuse
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Application, Cohort, Engagement, Offer, Programme
from igum.programmes.queries.applications import applications_for
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.programme import Programme as Definition

TOLD_BY_LETTER = (Outcome.WAITING, Outcome.NOT_CHOSEN, Outcome.NEEDS_INFORMATION)


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """A programme in a list."""

    programme: Programme
    cohort: Cohort | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme's public page: the round that is open, else the next, else the last."""

    programme: Programme
    cohort: Cohort | None
    file: Definition | None
    may_apply: Decision


@dataclass(frozen=True, slots=True)
class Figures:
    """How full a round is. Places in units, the rest in applications."""

    places: int
    taken: int
    offered: int
    applied: int
    started: int
    withdrawn: int
    untold: int
    by_outcome: dict[str, int]

    @property
    def free(self) -> int:
        """Places that nobody holds and nobody was offered."""
        return max(0, self.places - self.taken - self.offered)


def programme_card(programme: Programme, *, at: datetime) -> ProgrammeCard:
    """A programme with the round a visitor would ask about."""
    cohort = _round_of(list(programme.cohorts.all()), at)
    return ProgrammeCard(programme, cohort, cohort is not None and cohort.takes_applications(at))


def programme_page(programme: Programme, *, at: datetime) -> ProgrammePage:
    """Everything the public page shows."""
    cohort = _round_of(list(programme.cohorts.all()), at)
    if cohort is None:
        return ProgrammePage(programme, None, None, refuse(""))
    return ProgrammePage(programme, cohort, programme_of(cohort.version), access.may_apply(cohort, at))


def figures_of(actor: Actor, cohort_id: UUID) -> Figures:
    """How full a round is, for those who screen it. Four queries, however many applied.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
    """
    cohort = Cohort.objects.get(pk=cohort_id, region_id=actor.here)
    rows = applications_for(actor).filter(cohort=cohort)
    stands = Q(applied_at__isnull=False, withdrawn_at=None)
    counts = rows.order_by().aggregate(
        applied=Count("pk", filter=stands),
        started=Count("pk", filter=Q(applied_at=None, withdrawn_at=None)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        untold=Count("pk", filter=stands & Q(outcome__in=TOLD_BY_LETTER) & ~Q(outcome=F("told_outcome"))),
        **{f"outcome_{code}": Count("pk", filter=stands & Q(outcome=code)) for code in ("", *Outcome.values)},
    )
    taken = Engagement.objects.filter(cohort=cohort, ended_at=None).aggregate(units=Sum("units"))["units"]
    offered = Offer.objects.filter(cohort=cohort).unanswered().aggregate(units=Sum("units"))["units"]
    return Figures(
        places=cohort.places,
        taken=taken or 0,
        offered=offered or 0,
        applied=counts["applied"],
        started=counts["started"],
        withdrawn=counts["withdrawn"],
        untold=counts["untold"],
        by_outcome={code: counts[f"outcome_{code}"] for code in ("", *Outcome.values)},
    )


def _round_of(cohorts: Sequence[Cohort], at: datetime) -> Cohort | None:
    """Of rounds with the newest first: the one that is open, else the next to open, else the last."""
    standing = [cohort for cohort in cohorts if cohort.closed_at is None]
    open_now = [cohort for cohort in standing if cohort.takes_applications(at)]
    coming = [cohort for cohort in standing if cohort.opens_at > at]
    if open_now:
        return open_now[0]
    return coming[-1] if coming else next(iter(standing), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about an application, in words."""

    because: str
    answer: str  # yes, no, unknown
    missing: tuple[str, ...]


def rows_with_place(applications: Sequence[Application]) -> dict[UUID, str]:
    """For the applications of a list: ``taking_part``, ``offered`` or nothing, in two queries."""
    ids = [application.pk for application in applications]
    offered = Offer.objects.filter(application__in=ids).unanswered().values_list("application_id", flat=True)
    engaged = Engagement.objects.filter(application__in=ids, ended_at=None).values_list("application_id", flat=True)
    return {**dict.fromkeys(offered, "offered"), **dict.fromkeys(engaged, "taking_part")}
