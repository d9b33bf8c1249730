"""Keeping ends: who applied is known by nothing any more, in its time and not before."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.messages import commands as messages
from igum.messages.models import Message
from igum.people.models import Consent, Post
from igum.programmes import commands, queries
from igum.programmes.models import Application, DuplicateKey, Engagement, Import, ImportRow
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, DURING, PROGRAM, apply, first_come, publish, start, visitor
from igum.questionnaires.models import Response

pytestmark = pytest.mark.usefixtures("region")
YEARS = 365.25
CONSENTS = [{"key": "mentors", "text": {"he": "מסכימים", "ar": "نوافق"}}]


def after(*, years: float):
    return AFTER + timedelta(days=YEARS * years)


def erase(at) -> commands.Erased:
    with tenant_scope(PROGRAM):
        return commands.erase_past_keeping(actor=PROGRAM, at=at)


def test_nothing_is_erased_before_its_time():
    apply(publish(), "secret")

    assert erase(after(years=6.9)) == commands.Erased()


def test_an_application_past_its_keeping_is_nobodys_and_still_counts():
    cohort = publish(consents=CONSENTS)
    application = apply(cohort, "secret", children=2, consent_mentors=True)

    erased = erase(after(years=7.1))

    assert (erased.applications, erased.letters) == (1, 1)
    with tenant_scope(PROGRAM):
        kept = Application.objects.get()
        assert (kept.name, kept.phone, kept.email, kept.findings) == ("", "", "", {})
        assert kept.rule_score == 20
        assert Response.objects.get(pk=application.response_id).answers == {}
        assert "אלון" not in str(list(Message.objects.values()))
        assert not DuplicateKey.objects.exists()
        assert not Consent.objects.exists()
        [row] = AuditRow.objects.filter(action="programmes.keeping.ended")
        assert row.facts == {"applications": 1, "unsent": 0, "letters": 1, "rows": 0, "members": 0}
    with tenant_scope(visitor("secret")):
        assert not Application.objects.exists()


def test_a_second_night_finds_nothing():
    apply(publish(), "secret")
    erase(after(years=7.1))

    assert erase(after(years=7.2)) == commands.Erased()


def test_whoever_still_takes_part_is_kept_and_then_counted_from_the_end_of_it():
    cohort = publish(selection=first_come())
    apply(cohort, "secret")

    while_taking_part = erase(after(years=8))
    with tenant_scope(PROGRAM):
        Engagement.objects.update(ended_at=after(years=2))
    too_early, in_time = erase(after(years=8)), erase(after(years=9.1))

    assert [one.applications for one in (while_taking_part, too_early, in_time)] == [0, 0, 1]
    with tenant_scope(PROGRAM):
        engagement = Engagement.objects.get()
        assert (engagement.name, engagement.phone, engagement.resident) == ("", "", None)


def test_who_served_in_a_team_is_erased_as_long_after_their_term_as_the_file_keeps():
    cohort = publish(roles={"mentor": {"names": {"he": "חונכות", "ar": "مرافقة"}}})
    with tenant_scope(PROGRAM):
        gone, serving = (
            commands.add_member(
                actor=PROGRAM,
                cohort_id=cohort.pk,
                role="mentor",
                newcomer=commands.Newcomer(name, phone="052-555-0101", facts={"patience": 3}),
                at=AFTER,
            )
            for name in ("Ada", "Ben")
        )
        commands.end_member(actor=PROGRAM, member_id=gone.pk, reason="", at=after(years=1))

    erased = [erase(after(years=years)).members for years in (7.9, 8.1, 8.2)]

    assert erased == [0, 1, 0]
    with tenant_scope(PROGRAM):
        gone.refresh_from_db()
        serving.refresh_from_db()
    assert (gone.name, gone.phone, gone.facts, gone.role) == ("", "", {}, "mentor")
    assert (serving.name, serving.phone) == ("Ben", "052-555-0101")


def test_a_form_that_was_never_sent_goes_after_sixty_days():
    cohort = publish()
    with tenant_scope(visitor("secret")):
        start(cohort, "secret", at=DURING)

    early, later = erase(DURING + timedelta(days=59)), erase(DURING + timedelta(days=61))

    assert (early.unsent, later.unsent) == (0, 1)


def test_rejected_rows_of_a_list_go_after_thirty_days():
    cohort = publish()
    with tenant_scope(PROGRAM):
        file = Import.objects.create(
            region_id=PROGRAM.here,
            cohort=cohort,
            file_name="a.xlsx",
            sha256="0",
            headers=["name"],
            columns=[""],
            row_count=1,
            language="he",
            uploaded_at=DURING,
            started_at=DURING,
            finished_at=DURING,
        )
        ImportRow.objects.create(
            region_id=PROGRAM.here, file=file, number=2, cells=["Dan"], digest=b"1", done_at=DURING
        )

    assert erase(DURING + timedelta(days=31)).rows == 1


def test_the_words_of_a_letter_go_a_year_after_it_was_sent():
    apply(publish(), "secret")
    with tenant_scope(PROGRAM):
        Message.objects.update(sent_at=DURING)
        counts = [
            messages.erase_old_messages(actor=PROGRAM, at=DURING + timedelta(days=days)) for days in (364, 365, 366)
        ]

    assert counts == [0, 1, 0]


def test_a_letter_that_nobody_sent_in_a_year_is_sent_no_more_and_says_nothing():
    apply(publish(), "secret")
    with tenant_scope(PROGRAM):
        counts = [
            messages.erase_old_messages(actor=PROGRAM, at=DURING + timedelta(days=days)) for days in (364, 366, 367)
        ]
        letter = Message.objects.get()

    assert (counts, letter.phone, letter.withdrawn_at is not None) == ([0, 1, 0], "", True)


def test_only_the_privacy_officer_sees_beforehand_what_is_erased(client):
    apply(publish(), "secret")
    user = factories.make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, role="privacy_officer", region_id=PROGRAM.here, starts_on=timezone.localdate())
    client.force_login(user)

    page = client.get(reverse("programmes:keeping"))

    assert page.status_code == 200
    coordinator = factories.coordinator(1)
    with tenant_scope(coordinator), pytest.raises(PermissionDenied):
        queries.past_keeping(coordinator, at=AFTER)


def test_the_page_of_a_programme_says_how_long_answers_are_kept(client):
    publish(at=timezone.now())

    page = client.get(reverse("programmes:programme", args=["western-galilee", "home"]), {"lang": "en"})

    assert "kept for 7 years" in page.text
