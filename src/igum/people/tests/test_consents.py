from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from igum.core.models import AuditRow
from igum.people import commands, queries
from igum.people.commands import Agreement
from igum.people.models import Consent
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, CEDAR, MONDAY, acting, make_actor, make_resident, make_user

pytestmark = pytest.mark.usefixtures("places")

YEAR = timedelta(days=365)
AGREED = Agreement("follow-up", "authority:9101", "2027-01-he", MONDAY + YEAR)
ASKED = {"purpose": AGREED.purpose, "recipient": AGREED.recipient}


def test_a_consent_holds_from_its_giving_to_its_end_for_its_purpose_and_recipient_only():
    resident, worker = make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(worker):
        commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
        moments = (MONDAY - timedelta(seconds=1), MONDAY, MONDAY + YEAR - timedelta(seconds=1), MONDAY + YEAR)
        held = [queries.has_consented(worker, resident.pk, **ASKED, at=moment) for moment in moments]
        other = {"purpose": "follow-up", "recipient": "authority:9102"}
        elsewhere = queries.has_consented(worker, resident.pk, **other, at=MONDAY)

    assert held == [False, True, True, False]
    assert not elsewhere


def test_a_withdrawn_consent_stays_on_record_and_no_longer_holds():
    resident, worker = make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)
    later = MONDAY + timedelta(days=3)

    with acting(worker):
        consent = commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
        commands.withdraw_consent(actor=worker, consent_id=consent.pk, at=later)
        with pytest.raises(commands.NotInForce, match="ended already"):
            commands.withdraw_consent(actor=worker, consent_id=consent.pk, at=later)

        assert queries.has_consented(worker, resident.pk, **ASKED, at=MONDAY + timedelta(days=1))
        assert not queries.has_consented(worker, resident.pk, **ASKED, at=later)
        assert list(AuditRow.objects.order_by("number").values_list("action", flat=True)) == [
            "people.consent.given",
            "people.consent.withdrawn",
        ]


def test_it_may_be_given_anew_after_it_was_withdrawn_but_not_before():
    resident, worker = make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(worker):
        consent = commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
        with pytest.raises(commands.ConsentStands, match="Withdraw it first"):
            commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
        commands.withdraw_consent(actor=worker, consent_id=consent.pk, at=MONDAY + timedelta(days=1))
        commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY + timedelta(days=2))


def test_a_consent_that_is_over_before_it_begins_is_refused():
    resident, worker = make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)
    over = Agreement("follow-up", "authority:9101", "2027-01-he", MONDAY)

    with acting(worker), pytest.raises(commands.DoesNotLast, match="later end"):
        commands.give_consent(actor=worker, resident_id=resident.pk, agreement=over, at=MONDAY)


def test_a_resident_gives_and_withdraws_in_person():
    ruth = make_user("Ruth")
    resident, actor = make_resident(user=ruth), make_actor(Role.RESIDENT, user_id=ruth.pk)

    with acting(actor):
        consent = commands.give_consent(actor=actor, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
        commands.withdraw_consent(actor=actor, consent_id=consent.pk, at=MONDAY + timedelta(days=1))
        consent = queries.consents_of(actor, resident.pk).get()

    assert consent.recorded_by == ruth
    assert consent.withdrawn_at == MONDAY + timedelta(days=1)


def test_next_door_knows_of_no_consent():
    resident, worker = make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)
    with acting(worker):
        consent = commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
    neighbour = make_actor(Role.SOCIAL_WORKER, CEDAR)

    with acting(neighbour):
        assert not queries.has_consented(neighbour, resident.pk, **ASKED, at=MONDAY)
        with pytest.raises(Consent.DoesNotExist):
            commands.withdraw_consent(actor=neighbour, consent_id=consent.pk, at=MONDAY)


@pytest.mark.parametrize(
    ("dates", "constraint"),
    [
        ({"expires_at": MONDAY}, "people_consent_runs_out_after_it_is_given"),
        ({"withdrawn_at": MONDAY - YEAR}, "people_consent_is_withdrawn_after_it_is_given"),
        ({}, "people_consent_given_once_at_a_time"),
    ],
)
def test_the_database_refuses_a_consent_whose_dates_do_not_fit(dates, constraint):
    resident, worker = make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(worker):
        commands.give_consent(actor=worker, resident_id=resident.pk, agreement=AGREED, at=MONDAY)
        consent = Consent.objects.get()
        consent.pk = None
        consent._state.adding = True
        for column, moment in dates.items():
            setattr(consent, column, moment)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Consent.objects.bulk_create([consent])
