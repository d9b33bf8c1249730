"""What applicants agree to in a form becomes consent in people, with a purpose, who may know, and an end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.timezone import localtime, make_aware

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.people.commands import Agreement, Given, keep_consents, withdraw_consents_about
from igum.programmes.commands.knowing import authorities_of_towns
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.agreements import ABOUT, purpose_of, recipient_of
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.programme import Consent, Programme


def keep_agreements(arrivals: Sequence[tuple[Application, Mapping[str, Any]]], *, at: datetime) -> None:
    """Write down what applications of one round agree to; what was agreed before and is not now ends."""
    first = arrivals[0][0]
    program = system_actor(first.region_id)
    with tenant_scope(program):
        cohort = first.cohort
        file = programme_of(cohort.version)
        if not file.consents:
            return
        homes = authorities_of_towns(application.locality_id for application, _answers in arrivals)
        given = [
            Given((ABOUT, one.pk), homes[one.locality_id or 0], _agreement(cohort, file, consent, one, at), at)
            for one, answers in arrivals
            if one.locality_id in homes
            for consent in _agreed(file, answers)
        ]
        keep_consents(actor=program, given=given, at=at)
        for one, answers in arrivals:
            if one.amended is not None:  # it was sent before, and may have agreed to more
                kept = {consent.key for consent in _agreed(file, answers)}
                ended = [purpose_of(cohort, each) for each in file.consents if each.key not in kept]
                withdraw_consents_about(actor=program, about=(ABOUT, one.pk), purposes=ended, at=at)


def _agreed(file: Programme, answers: Mapping[str, Any]) -> Iterator[Consent]:
    return (consent for consent in file.consents if answers.get(f"consent_{consent.key}") is True)


def _agreement(cohort: Cohort, file: Programme, consent: Consent, application: Application, at: datetime) -> Agreement:
    lasts = consent.lasts or file.confidentiality.keep  # none is for ever
    last_day = lasts.after(localtime(at).date())
    return Agreement(
        purpose=purpose_of(cohort, consent),
        recipient=recipient_of(cohort),
        text_version=f"{file.version} {application.language}",
        expires_at=make_aware(datetime.combine(last_day + timedelta(days=1), time())),
    )
