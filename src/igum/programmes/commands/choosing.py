"""Choosing a cohort, and what people decide about single applications."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.engines.choosing.choice import choose
from igum.engines.choosing.outcomes import Outcome as Found
from igum.engines.choosing.outcomes import Result
from igum.programmes import access
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.choosing import candidates_of, places_of, rule_of
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.places import is_first_come

MOST_AT_ONCE = 2_000
OUTCOMES = {
    Found.CHOSEN: Outcome.CHOSEN,
    Found.WAITING: Outcome.WAITING,
    Found.NOT_CHOSEN: Outcome.NOT_CHOSEN,
    Found.NEEDS_INFORMATION: Outcome.NEEDS_INFORMATION,
}


class ChosenByArrival(Refused):
    """In this programme places go to whoever comes first."""


class TooManyAtOnce(Refused):
    """More applications than one decision may touch."""


@transaction.atomic
def choose_cohort(*, actor: Actor, cohort_id: UUID, seed: str, at: datetime) -> Result:
    """Say of every application whether it is chosen, waits, is not chosen or needs information.

    May be run again: what a person decided stays, and the seed of the first run is kept. The caller draws the seed at
    random; the lot comes from it, and it is published with the list.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        ChosenByArrival: there is nothing to choose.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    programme = programme_of(cohort.version)
    if is_first_come(programme):
        raise ChosenByArrival(_("In this programme places go to whoever comes first. There is nothing to choose."))

    cohort.lot_seed = cohort.lot_seed or seed
    cohort.chosen_at = at
    result = choose(candidates_of(cohort).values(), places_of(cohort, programme), rule_of(cohort, programme))
    _keep(result, cohort, at=at)
    cohort.save(update_fields=["lot_seed", "chosen_at"])
    record(actor, "programmes.cohort.chosen", cohort, at=at, chosen=len(result.chosen), waiting=len(result.waiting))
    return result


@transaction.atomic
def decide_applications(
    *,
    actor: Actor,
    cohort_id: UUID,
    application_ids: Collection[UUID],
    outcome: Outcome | None,
    reason: str,
    at: datetime,
) -> int:
    """Decide about several applications by hand: no automatic run changes it. No outcome lifts the decision.

    Returns:
        How many were changed.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        TooManyAtOnce: more than 2,000 were named.
    """
    if len(application_ids) > MOST_AT_ONCE:
        raise TooManyAtOnce(_("Decide about at most %(most)s applications at once.") % {"most": MOST_AT_ONCE})
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))

    applications = list(
        Application.objects.filter(cohort=cohort, pk__in=application_ids, applied_at__isnull=False, withdrawn_at=None)
    )
    Application.objects.filter(pk__in=[application.pk for application in applications]).update(
        outcome=outcome or "",
        outcome_at=at if outcome else None,
        outcome_by_id=actor.user_id if outcome else None,
        outcome_reason=reason.strip() if outcome else "",
    )
    record_each(actor, "programmes.application.decided", applications, at=at, outcome=str(outcome or "lifted"))
    return len(applications)


def _keep(result: Result, cohort: Cohort, *, at: datetime) -> None:
    """Write down what was found, but never over what a person decided."""
    answers = result.answers()
    applications = list(Application.objects.filter(pk__in=answers.keys()).defer("findings"))
    for application in applications:
        answer = answers[str(application.pk)]
        application.position = answer.position
        # What stays as it was keeps its moment: nobody is told the same twice.
        if not application.was_decided_by_a_person and application.outcome != OUTCOMES[answer.outcome]:
            application.outcome, application.outcome_at = OUTCOMES[answer.outcome], at
    Application.objects.bulk_update(applications, ["position", "outcome", "outcome_at"], batch_size=1000)
