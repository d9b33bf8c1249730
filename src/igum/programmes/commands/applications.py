"""Applying: beginning, sending, following and withdrawing an application."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_read
from igum.core.errors import Refused
from igum.core.sealed import seal
from igum.core.tenancy import tenant_scope
from igum.people import queries as people
from igum.people.commands import withdraw_consents_about
from igum.programmes import access, queries
from igum.programmes.commands.arriving import arrive, follow_up
from igum.programmes.commands.handing_over import FILLED_BY_OTHERS, hand_over, renew_link
from igum.programmes.commands.letters import write_letters
from igum.programmes.commands.places import free_places, settling
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.agreements import ABOUT, purpose_of
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.missing import missing_names
from igum.programmes.rules.outcomes import Channel
from igum.questionnaires import queries as questionnaires
from igum.questionnaires.commands import reopen_response, save_answers, start_response

PURPOSE = "programmes.application"


class TooLate(Refused):
    """What was asked is no longer possible; the text says since when and what can be done."""


class NotByThisWay(Refused):
    """The programme takes no application of this kind."""


class NeverAgreed(Refused):
    """There is no such consent to withdraw."""


@transaction.atomic
def start_application(  # noqa: PLR0913 - each is a fact of the application, and all are fixed at its start
    *,
    actor: Actor,
    cohort_id: UUID,
    channel: str,
    secret: str,
    language: str,
    at: datetime,
    resident_id: UUID | None = None,
) -> Application:
    """Begin an application, whose answers are then given in the questionnaire behind the same secret link.

    The secret is that of the link the actor came by, or one that a worker made for a family; ``resident_id`` is the
    record a worker applies for, whose name and contact then stand in the form.

    Raises:
        Resident.DoesNotExist: there is no such record that the actor may know.
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the round takes no applications now, or the channel is for staff.
        NotByThisWay: the programme takes no applications through this channel.
    """
    cohort = Cohort.objects.select_related("programme", "version").get(pk=cohort_id, region_id=actor.here)
    require(access.may_apply(cohort, at))
    if channel == Channel.REFERRAL:
        require(access.may_refer(actor))
    elif channel != Channel.SELF:
        require(access.may_screen(actor, cohort))
    programme = programme_of(cohort.version)
    if programme.intake is None or channel not in programme.intake.channels:
        raise NotByThisWay(_("This programme takes applications another way. Its page says how to join."))
    resident = None if resident_id is None else people.residents_for(actor).get(pk=resident_id)

    application = Application(
        id=uuid4(),
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        channel=channel,
        entered_by_id=actor.user_id if channel != Channel.SELF else None,
        language=language,
        resident=resident,
        started_at=at,
    )
    response = start_response(
        actor=actor,
        questionnaire_id=cohort.version.intake_id,
        purpose=PURPOSE,
        about_id=application.pk,
        authority_id=cohort.authority_id,
        secret=secret,
        language=language,
        at=at,
    )
    application.response_id, application.link_hash = response.pk, response.link_hash
    application.link_sealed = seal(secret, table=Application._meta.db_table, column="link_sealed", pk=application.pk)
    application.save(force_insert=True)
    record(actor, "programmes.application.started", application, at=at, channel=channel)
    if resident is not None:
        record_read(actor, "people.resident.read", [resident], at=at)
        known = {"contact_name": f"{resident.given_name} {resident.family_name}".strip(), "town": resident.locality_id}
        known |= {"contact_phone": resident.phone, "contact_email": resident.email}
        told = {name: value for name, value in known.items() if value}
        save_answers(actor=actor, response_id=response.pk, answers=told, at=at)
    return application


@transaction.atomic
def receive_application(*, actor: Actor, application_id: UUID, answers: Mapping[str, Any], at: datetime) -> Application:
    """Take in what was just sent: how to reach the applicant, what the rules say, and a receipt.

    Where places go to whoever comes first, the place is taken here or the applicant is told that none is left.
    The second time changes nothing.

    Raises:
        Application.DoesNotExist: there is none that the actor may follow.
        PermissionDenied: the round closed meanwhile.
    """
    application = queries.applications_for(actor).select_for_update(of=("self",)).get(pk=application_id)
    if application.applied_at is not None:
        return application
    require(access.may_apply(application.cohort, at))

    programme = programme_of(application.cohort.version)
    arrive(application, programme, answers, at=at)
    application.save()
    record(actor, "programmes.application.received", application, at=at, eligible=application.is_eligible)
    if application.channel in FILLED_BY_OTHERS:
        renew_link(application)  # before its letter is written: the family gets a link that nobody else holds
    follow_up([(application, answers)], programme, at=at)
    if application.channel in FILLED_BY_OTHERS:
        hand_over(application)
    return application


@transaction.atomic
def complete_application(
    *, actor: Actor, application_id: UUID, answers: Mapping[str, Any], before: Mapping[str, Any], at: datetime
) -> Application:
    """Take in the answers that were missing, and let the rules run again. The place in line stays.

    ``before`` are the answers that were sent first; which of them differ now is kept for whoever screens.

    Raises:
        Application.DoesNotExist: there is none that the actor may follow.
        PermissionDenied: nothing is missing any more, or somebody decided meanwhile.
    """
    application = queries.applications_for(actor).select_for_update(of=("self",)).get(pk=application_id)
    require(access.may_complete(actor, application))

    programme = programme_of(application.cohort.version)
    arrive(application, programme, answers, at=at)
    application.outcome, application.outcome_at, application.told_outcome = "", None, ""
    changed = {name for name in {*before, *answers} if before.get(name) != answers.get(name)}
    asked = changed & questionnaires.asks_of(application.cohort.version.intake).keys()
    application.amended = sorted({*(application.amended or ()), *asked})
    application.save()
    record(actor, "programmes.application.completed", application, at=at, changed=sorted(asked))
    follow_up([(application, answers)], programme, at=at)
    return application


@transaction.atomic
def reopen_application(*, actor: Actor, application_id: UUID, at: datetime) -> str:
    """Open the form of an application anew, so that its applicant answers what is missing. Where in it that stands.

    Raises:
        Application.DoesNotExist: there is none that the actor may follow.
        PermissionDenied: nothing is missing, or somebody decided meanwhile.
    """
    application = queries.applications_for(actor).get(pk=application_id)
    require(access.may_complete(actor, application))
    response = questionnaires.response(actor, application.response_id)
    if response.submitted_at:
        reopen_response(actor=actor, response_id=response.pk, at=at)
    names = missing_names(application, application.cohort, response.standing_answers)
    language = (get_language() or application.language)[:2]
    return questionnaires.place_in_form(response, names[0], language=language, at=at) if names else ""


@transaction.atomic
def withdraw_application(*, actor: Actor, application_id: UUID, at: datetime) -> None:
    """Take an application back; places it held or was offered go to the next in line, and it is not offered any again.

    Raises:
        Application.DoesNotExist: there is none that the actor may follow.
        TooLate: it was withdrawn before.
    """
    application = take_back(actor, application_id, at=at)
    if application.applied_at:  # what was never sent has nobody to write to
        write_letters("withdrawn", [(application, f"{at:%Y%m%dT%H%M%S}")], at=at)


def take_back(actor: Actor, application_id: UUID, *, at: datetime) -> Application:
    """Withdraw an application without a word to its applicant."""
    application = queries.applications_for(actor).get(pk=application_id)
    require(access.may_follow(actor, application))
    with settling(application.region_id, application.cohort_id) as cohort:
        application = Application.objects.select_for_update(of=("self",)).get(pk=application_id)
        if application.withdrawn_at:
            raise TooLate(_("This application was withdrawn already. Nothing more needs to be done."))
        application.withdrawn_at = at
        application.save(update_fields=["withdrawn_at"])
        free_places(application, cohort, at=at)
    record(actor, "programmes.application.withdrawn", application, at=at)
    return application


@transaction.atomic
def withdraw_agreement(*, actor: Actor, application_id: UUID, key: str, at: datetime) -> bool:
    """Let something that an applicant agreed to end now. Whether the application ended with it.

    Without what is required nobody takes part: the application is withdrawn, and its place goes to the next in line.

    Raises:
        Application.DoesNotExist: there is none that the actor may follow.
        NeverAgreed: the programme asks for no such consent, or it has ended.
    """
    application = queries.applications_for(actor).get(pk=application_id)
    require(access.may_follow(actor, application))
    cohort = application.cohort
    consent = next((each for each in programme_of(cohort.version).consents if each.key == key), None)
    program = system_actor(application.region_id)
    ended = 0
    if consent is not None:
        with tenant_scope(program):
            about = (ABOUT, application.pk)
            purposes = [purpose_of(cohort, consent)]
            ended = withdraw_consents_about(actor=program, about=about, purposes=purposes, at=at)
    if consent is None or not ended:
        raise NeverAgreed(_("This consent has ended already. Nothing is shared by it any more."))
    record(actor, "programmes.agreement.withdrawn", application, at=at, consent=key)
    ends = consent.required and application.withdrawn_at is None
    if ends:
        withdraw_application(actor=actor, application_id=application.pk, at=at)
    return ends
