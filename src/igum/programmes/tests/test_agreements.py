"""What applicants agree to, and whose record it becomes once they take part."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people import commands as people
from igum.people.models import Consent, Household, Resident
from igum.people.rules import IdentityMode
from igum.programmes import commands, queries
from igum.programmes.models import Application, Engagement
from igum.programmes.rules.outcomes import Stage
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, AKKO, DURING, PROGRAM, apply, first_come, visitor

pytestmark = pytest.mark.usefixtures("region")

TEXT = {"he": "אנחנו מסכימים", "ar": "نوافق"}
CONSENTS = [
    {"key": "mentors", "required": True, "lasts": "P18M", "text": TEXT},
    {"key": "pictures", "text": TEXT},
]
NUMBER = "000000018"


def publish(**changed):
    """A programme whose places go to whoever comes first, and that asks for two consents."""
    return factories.publish(**{"selection": first_come(), "consents": CONSENTS, **changed})


def with_number(**changed):
    """The same, asking for an identity number."""
    form = factories.a_definition()["forms"]["application"]
    number = {"name": "number", "type": "id_number", "ask": TEXT}
    return publish(forms={"application": form | {"questions": [*form["questions"], number]}}, **changed)


def agree(cohort, secret: str, **answers) -> Application:
    return apply(cohort, secret, consent_mentors=True, **answers)


def held(purpose: str = "programmes.home.mentors") -> list[Consent]:
    with tenant_scope(PROGRAM):
        return list(Consent.objects.filter(purpose=purpose))


def stage(secret: str) -> Stage:
    actor = visitor(secret)
    with tenant_scope(actor):
        return queries.status_of(actor, queries.applications_for(actor).get().pk, at=AFTER).stage


def end_consent(secret: str, key: str) -> bool:
    actor = visitor(secret)
    with tenant_scope(actor):
        application = queries.applications_for(actor).get()
        return commands.withdraw_agreement(actor=actor, application_id=application.pk, key=key, at=AFTER)


class TestWhatAnApplicantAgreesTo:
    def test_is_a_consent_with_a_purpose_a_recipient_and_an_end(self):
        agree(publish(authority_id=AKKO), "secret")

        [consent] = held()

        assert consent.recipient == f"authority:{AKKO}"
        assert consent.text_version == "1.0.0 he"
        assert timedelta(days=540) < consent.expires_at - DURING < timedelta(days=560)
        assert held("programmes.home.pictures") == []

    def test_lasts_as_long_as_records_are_kept_when_nothing_else_is_said(self):
        agree(publish(), "secret", consent_pictures=True)

        [consent] = held("programmes.home.pictures")

        assert consent.expires_at.year == DURING.year + 7

    def test_is_kept_without_a_record_of_somebody_who_only_waits(self):
        cohort = publish()
        for number in range(3):
            agree(cohort, f"secret-{number}", name=f"משפחת {number}")

        assert [consent.resident_id is None for consent in held()].count(True) == 1
        with tenant_scope(PROGRAM):
            assert Resident.objects.count() == 2

    def test_when_required_and_ended_ends_the_application_too(self):
        agree(publish(), "secret")

        assert end_consent("secret", "mentors") is True
        assert stage("secret") == Stage.WITHDRAWN
        assert held()[0].withdrawn_at == AFTER

    def test_when_not_required_ends_alone_and_once(self):
        agree(publish(), "secret", consent_pictures=True)

        assert end_consent("secret", "pictures") is False
        assert stage("secret") == Stage.TAKING_PART
        with pytest.raises(commands.NeverAgreed):
            end_consent("secret", "pictures")

    def test_is_shown_to_whoever_holds_the_link_and_to_nobody_with_another(self):
        application = agree(publish(), "secret")
        actor, stranger = visitor("secret"), visitor("another")

        with tenant_scope(actor):
            [agreed] = queries.agreements_of(actor, queries.applications_for(actor).get())
        with tenant_scope(stranger), pytest.raises(PermissionDenied):
            queries.agreements_of(stranger, application)

        assert (agreed.key, agreed.required) == ("mentors", True)


class TestWhoTakesPart:
    def test_has_a_record_and_a_home_in_their_own_authority(self):
        agree(publish(), "secret", town=AKKO)

        with tenant_scope(PROGRAM):
            [engagement] = Engagement.objects.select_related("resident", "household")
        assert engagement.resident.authority_id == AKKO
        assert str(engagement.resident) == "משפחת אלון"
        assert engagement.household_id == engagement.resident.household_id
        assert held()[0].resident_id == engagement.resident_id

    def test_twice_by_one_number_is_one_record_whatever_the_name(self):
        cohort = with_number()
        agree(cohort, "one", number=NUMBER, name="דנה כהן")
        agree(cohort, "two", number=NUMBER, name="דנה לוי")

        with tenant_scope(PROGRAM):
            assert Resident.objects.count() == 1
            assert Household.objects.count() == 1
            assert Engagement.objects.values("resident").distinct().count() == 1

    def test_with_another_number_is_somebody_else_even_with_the_same_name_and_telephone(self):
        cohort = with_number()
        agree(cohort, "one", number=NUMBER)
        agree(cohort, "two", number="000000026")

        with tenant_scope(PROGRAM):
            assert Resident.objects.count() == 2

    def test_in_two_towns_is_two_records_so_that_none_tells_of_the_other(self):
        cohort = publish()
        agree(cohort, "one", town=AKKO)
        agree(cohort, "two", town=factories.NAHARIYA)

        with tenant_scope(PROGRAM):
            assert Resident.objects.count() == 2

    def test_for_a_class_there_is_no_record_of_its_contact(self):
        agree(publish(subject="school_class"), "secret")

        with tenant_scope(PROGRAM):
            assert not Resident.objects.exists()
            assert Engagement.objects.get().resident is None

    def test_is_found_by_a_worker_who_knows_the_resident_and_screens_the_programme(self):
        agree(publish(authority_id=AKKO), "secret", town=AKKO)
        with tenant_scope(PROGRAM):
            resident = Resident.objects.get()
        worker = factories.coordinator(1, AKKO)
        neighbour = factories.coordinator(1, factories.NAHARIYA)

        with tenant_scope(worker):
            assert queries.engagements_of(worker, resident.pk).count() == 1
        with tenant_scope(neighbour):
            assert not queries.engagements_of(neighbour, resident.pk).exists()


class TestAWorkerWhoApplies:
    def start(self, worker, cohort, resident_id):
        with tenant_scope(worker):
            return commands.start_application(
                actor=worker,
                cohort_id=cohort.pk,
                channel="staff",
                secret="staff",
                language="he",
                at=DURING,
                resident_id=resident_id,
            )

    def test_for_a_resident_finds_their_contact_in_the_form_and_leaves_a_trace_of_reading_it(self):
        cohort = publish(authority_id=AKKO)
        worker = factories.coordinator(factories.make_user().pk, AKKO)
        dana = people.Registration(AKKO, IdentityMode.NAMED, given_name="דנה", family_name="כהן", locality_id=AKKO)
        with tenant_scope(worker):
            resident = people.register_resident(actor=worker, registration=dana, at=DURING)

        application = self.start(worker, cohort, resident.pk)

        assert application.resident_id == resident.pk
        with tenant_scope(PROGRAM):
            assert Application.objects.get().response.answers["contact_name"] == "דנה כהן"
            assert AuditRow.objects.filter(action="people.resident.read", object_id=str(resident.pk)).count() == 1

    def test_for_a_resident_of_another_town_is_told_of_none(self):
        cohort = publish(authority_id=AKKO)
        neighbour = factories.coordinator(factories.make_user().pk, factories.NAHARIYA)
        there = people.Registration(factories.NAHARIYA, given_name="דנה", locality_id=factories.NAHARIYA)
        with tenant_scope(neighbour):
            resident = people.register_resident(actor=neighbour, registration=there, at=DURING)

        with pytest.raises(Resident.DoesNotExist):
            self.start(factories.coordinator(1, AKKO), cohort, resident.pk)
