"""Places: claimed by whoever comes first, offered, accepted, declined, run out, and promoted from the waiting list.

Whoever changes who holds a place first locks the cohort's row, so that no place is given twice. What an applicant does
by a secret link is finished by the program for the region (``system_actor``): the applicant's own context sees one
application, and who comes next depends on all of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.engines.choosing.choice import promote
from igum.programmes import access, queries
from igum.programmes.commands.giving import give_to_newcomers
from igum.programmes.commands.knowing import tie_residents
from igum.programmes.commands.letters import KINDS, tell, write_letters
from igum.programmes.models import Application, Cohort, Engagement, Match, Offer
from igum.programmes.queries.choosing import candidates_of, places_of, rule_of, standing_of
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.places import is_first_come, offered_until
from igum.programmes.rules.programme import Programme


class NotChosenYet(Refused):
    """Places are offered after the cohort was chosen."""


def claim_places(applications: Sequence[Application], *, at: datetime) -> None:
    """Take the places for applications of one round that have just come, in their order, as far as they go.

    Whoever takes more than is left waits. For programmes in which places go to whoever comes first.
    """
    if not applications:
        return
    with settling(applications[0].region_id, applications[0].cohort_id) as cohort:
        left = cohort.places - _held(cohort)
        for application in applications:
            application.outcome = Outcome.CHOSEN if application.units <= left else Outcome.WAITING
            application.outcome_at = at
            left -= application.units if application.outcome == Outcome.CHOSEN else 0
        Application.objects.bulk_update(applications, ["outcome", "outcome_at"])
        _engage(cohort, [application for application in applications if application.outcome == Outcome.CHOSEN], at=at)


@transaction.atomic
def make_offers(*, actor: Actor, cohort_id: UUID, at: datetime) -> int:
    """Offer the places that are free to those who come next, and tell all others what was decided.

    How many offers were made; none when all is given.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NotChosenYet: nobody was chosen yet.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    if cohort.chosen_at is None:
        raise NotChosenYet(_("Nobody was chosen in this round yet. Choose first, then offer the places."))
    made = _offer_next(actor, cohort, at=at)
    tell(untold(cohort), at=at)
    return made


@transaction.atomic
def tell_outcomes(*, actor: Actor, cohort_id: UUID, at: datetime) -> int:
    """Write to every applicant of whom something was decided that they were not told yet. To how many.

    Whom a place is kept for learns it by the offer, and is not written to here.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    applications = untold(cohort)
    tell(applications, at=at)
    record(actor, "programmes.cohort.told", cohort, at=at, applications=len(applications))
    return len(applications)


def untold(cohort: Cohort) -> list[Application]:
    """Those of whom something was decided that they do not know: neither by a letter nor by an offer."""
    standing = Application.objects.filter(
        cohort=cohort, applied_at__isnull=False, withdrawn_at=None, erased_at=None, outcome__in=KINDS
    )
    return list(standing.exclude(told_outcome=F("outcome")).filter(offers=None, engagements=None))


@transaction.atomic
def accept_offer(*, actor: Actor, offer_id: UUID, at: datetime) -> Engagement:
    """Take the place that was offered. The second time gives the same engagement.

    Raises:
        Offer.DoesNotExist: there is none that the actor may answer.
        PermissionDenied: it was declined, or the time to answer has passed.
    """
    region_id, cohort_id = queries.offers_for(actor).values_list("region_id", "cohort_id").get(pk=offer_id)
    with settling(region_id, cohort_id) as cohort:
        offer = Offer.objects.select_for_update(of=("self",)).select_related("application").get(pk=offer_id)
        if offer.accepted_at:
            return Engagement.objects.get(application_id=offer.application_id, ended_at=None)
        require(access.may_answer(actor, offer, at))
        offer.accepted_at = at
        offer.save(update_fields=["accepted_at"])
        offer.application.cohort = cohort
        [engagement] = _engage(cohort, [offer.application], at=at)
        write_letters("accepted", [(offer.application, "")], at=at)
    record(actor, "programmes.offer.accepted", offer, at=at)
    return engagement


@transaction.atomic
def decline_offer(*, actor: Actor, offer_id: UUID, at: datetime) -> None:
    """Give up the place that was offered; it goes to the next in line at once. The second time changes nothing.

    Raises:
        Offer.DoesNotExist: there is none that the actor may answer.
        PermissionDenied: it was accepted, or the time to answer has passed.
    """
    region_id, cohort_id = queries.offers_for(actor).values_list("region_id", "cohort_id").get(pk=offer_id)
    with settling(region_id, cohort_id) as cohort:
        offer = Offer.objects.select_for_update(of=("self",)).select_related("application").get(pk=offer_id)
        if offer.declined_at:
            return
        require(access.may_answer(actor, offer, at))
        offer.declined_at = at
        offer.save(update_fields=["declined_at"])
        _offer_next(system_actor(cohort.region_id), cohort, at=at)
    record(actor, "programmes.offer.declined", offer, at=at)


@transaction.atomic
def expire_offers(*, actor: Actor, at: datetime) -> int:
    """End the offers that nobody answered in time, and offer their places to the next. How many ended.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_run_the_clock(actor))
    overdue = Offer.objects.filter(region_id=actor.here).overdue(at)
    cohort_ids = sorted(set(overdue.values_list("cohort_id", flat=True)))
    ended = 0
    for cohort in (locked_cohort(actor, cohort_id) for cohort_id in cohort_ids):
        offers = list(overdue.filter(cohort=cohort).select_related("application__cohort__programme"))
        Offer.objects.filter(pk__in=[offer.pk for offer in offers]).update(ended_at=at)
        record_each(actor, "programmes.offer.expired", offers, at=at)
        write_letters("offer_expired", [(offer.application, str(offer.pk)) for offer in offers], at=at)
        _offer_next(actor, cohort, at=at)
        ended += len(offers)
    return ended


def free_places(application: Application, cohort: Cohort, *, at: datetime) -> None:
    """End what a withdrawn application held or was offered, and pass its places on. Inside ``settling``."""
    ended = Engagement.objects.filter(application=application, ended_at=None).update(ended_at=at)
    # Whoever went with them sees nothing of them any more.
    Match.objects.standing(at).filter(engagement__application=application).update(ended_at=at)
    ended += Offer.objects.filter(application=application).unanswered().update(ended_at=at)
    if ended:
        _offer_next(system_actor(cohort.region_id), cohort, at=at)


@contextmanager
def settling(region_id: int, cohort_id: UUID) -> Iterator[Cohort]:
    """As the program for the region, with the cohort's row locked: the first lock of whoever changes its places."""
    program = system_actor(region_id)
    with tenant_scope(program):
        yield locked_cohort(program, cohort_id)


def locked_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """A cohort of the actor's region with its row locked: the first lock of whoever changes what depends on its places.

    Raises:
        Cohort.DoesNotExist: there is none in the actor's region.
    """
    cohorts = Cohort.objects.select_for_update(of=("self",)).select_related("programme", "version__intake")
    return cohorts.get(pk=cohort_id, region_id=actor.here)


def _offer_next(actor: Actor, cohort: Cohort, *, at: datetime) -> int:
    """Offer free places to whoever comes next by the rule the cohort was chosen by. The cohort's row is locked."""
    if cohort.closed_at is not None:
        return 0
    programme = programme_of(cohort.version)
    if cohort.chosen_at is None and not is_first_come(programme):
        return 0
    until = offered_until(programme, at)
    applications = candidates_of(cohort)
    standing = standing_of(cohort)
    promoted = promote(applications.values(), places_of(cohort, programme), rule_of(cohort, programme), standing)
    next_ones = list(
        Application.objects.select_related("cohort__programme").filter(pk__in=[candidate.key for candidate in promoted])
    )
    offers = [
        Offer(
            id=uuid4(),
            region_id=cohort.region_id,
            authority_id=cohort.authority_id,
            cohort=cohort,
            application=application,
            units=application.units,
            made_at=at,
            expires_at=until,
        )
        for application in next_ones
    ]
    Offer.objects.bulk_create(offers)
    record_each(actor, "programmes.offer.made", offers, at=at)
    write_letters("offer", [(offer.application, str(offer.pk)) for offer in offers], at=at, until=until)
    return len(offers)


def _engage(cohort: Cohort, applications: Sequence[Application], *, at: datetime) -> list[Engagement]:
    ties = tie_residents(cohort, applications, at=at)
    programme = programme_of(cohort.version)
    engagements = Engagement.objects.bulk_create(
        Engagement(
            id=uuid4(),
            region_id=application.region_id,
            authority_id=application.authority_id,
            cohort_id=application.cohort_id,
            application=application,
            name=_known_as(programme, application),
            phone=application.phone,
            language=application.language,
            locality_id=application.locality_id,
            resident_id=ties[application.pk].resident_id if application.pk in ties else None,
            household_id=ties[application.pk].household_id if application.pk in ties else None,
            units=application.units,
            began_at=at,
        )
        for application in applications
    )
    give_to_newcomers(cohort, engagements)
    return engagements


def _known_as(programme: Programme, application: Application) -> str:
    """A settlement is known by its own name, whoever wrote for it; everybody else by the name they gave."""
    if programme.subject == "settlement" and application.locality is not None:
        return application.locality.hebrew.text
    return application.name


def _held(cohort: Cohort) -> int:
    """Places taken or kept for an answer, in units."""
    taking_part = cohort.engagements.filter(ended_at=None).aggregate(units=Sum("units"))["units"] or 0
    offered = Offer.objects.filter(cohort=cohort).unanswered().aggregate(units=Sum("units"))["units"] or 0
    return int(taking_part) + int(offered)
