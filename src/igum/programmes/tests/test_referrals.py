"""A professional of another service refers a family: with its consent, and without seeing more than how it stands."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override

from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import Application, Referral
from igum.programmes.purposes import ApplicationForm
from igum.programmes.rules.outcomes import Channel
from igum.programmes.rules.referring import Agreement, Standing
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AKKO, DURING, KARMIEL, OPENS, PROGRAM, WESTERN_GALILEE, publish
from igum.questionnaires import commands as questionnaires
from igum.questionnaires.models import Response

pytestmark = pytest.mark.usefixtures("region", "in_english")
ORGANIZATION = "00000000-0000-4000-8000-000000000002"
REFERRED = {"form": "application", "channels": ["referral"]}


def professional(user, role: str = "provider", *, authority_id: int | None = None, secret: str = "") -> Actor:
    """Somebody with a post that opens no application of the programme."""
    organization = ORGANIZATION if role == "provider" else None
    post = PostHeld(role, WESTERN_GALILEE, authority_id, organization, reads_others=role != "provider")
    return Actor(user.pk, WESTERN_GALILEE, (post,), link=factories.visitor(secret).link)


def refer(cohort, user, *, secret: str = "form", agreement: str = Agreement.BY_PHONE, **changed) -> Referral:
    actor = professional(user, secret=secret)
    said = {"service": "Early childhood centre", "mark": "file 17", "agreement": agreement} | changed
    with tenant_scope(actor):
        return commands.refer_family(
            actor=actor,
            cohort_id=cohort.pk,
            said=commands.Introduction(**said),
            secret=secret,
            language="ar",
            at=DURING,
        )


def send(referral: Referral, actor: Actor, **answers) -> str:
    """Fill in the form and send it; where that leads."""
    given = {"contact_name": "Family Cedar", "contact_phone": "052-555-0100", "town": AKKO, "members": 5, **answers}
    with tenant_scope(actor):
        response = Response.objects.get(about_id=referral.application_id)
        questionnaires.save_answers(actor=actor, response_id=response.pk, answers=given, at=DURING)
        return questionnaires.submit_response(actor=actor, response_id=response.pk, at=DURING)


def sent(cohort, user) -> Referral:
    referral = refer(cohort, user)
    send(referral, professional(user, secret="form"))
    return referral


def standing(user, referral: Referral) -> Standing:
    actor = professional(user)
    with tenant_scope(actor):
        return queries.referred(actor, referral.pk, at=DURING).standing


def test_a_family_is_referred_and_its_referrer_gets_a_receipt():
    cohort, user = publish(intake=REFERRED), factories.make_user()
    referral = refer(cohort, user)
    before = standing(user, referral)

    address = send(referral, professional(user, secret="form"))

    assert (before, standing(user, referral)) == (Standing.STARTED, Standing.RECEIVED)
    assert address == f"/referrals/{referral.pk}/"
    with tenant_scope(PROGRAM):
        application = Application.objects.get()
    assert (application.channel, application.entered_by_id, application.name) == (
        Channel.REFERRAL,
        user.pk,
        "Family Cedar",
    )


def test_the_link_the_form_was_filled_in_by_opens_nothing_once_the_family_has_its_own():
    user = factories.make_user()
    sent(publish(intake=REFERRED), user)

    with tenant_scope(PROGRAM):
        [letter] = Message.objects.all()
        own = letter.body.rsplit("/applications/western-galilee/", 1)[1].split("/")[0]
    for secret, opens in (("form", 0), (own, 1)):
        visitor = factories.visitor(secret)
        with tenant_scope(visitor):
            assert (Application.objects.count(), Response.objects.count()) == (opens, opens)


def test_the_link_that_a_worker_entered_a_family_by_is_the_familys_no_more_once_it_was_sent():
    worker = factories.coordinator(factories.make_user().pk)
    cohort = publish()
    actor = replace(worker, link=factories.visitor("staff").link)
    with tenant_scope(actor):
        application = commands.start_application(
            actor=actor, cohort_id=cohort.pk, channel="staff", secret="staff", language="he", at=DURING
        )
        response = Response.objects.get(about_id=application.pk)
        given = {"contact_name": "Family Cedar", "contact_phone": "052-555-0100", "town": AKKO, "members": 5}
        questionnaires.save_answers(actor=actor, response_id=response.pk, answers=given, at=DURING)
        leads_to = questionnaires.submit_response(actor=actor, response_id=response.pk, at=DURING)

    assert leads_to == reverse("programmes:application", args=[application.pk])
    before = factories.visitor("staff")
    with tenant_scope(before):
        assert not Application.objects.exists()
        assert not Response.objects.exists()
    with tenant_scope(PROGRAM):
        [letter] = Message.objects.all()
        assert Response.objects.get().link_hash == Application.objects.get().link_hash
    assert "staff" not in letter.body


def test_a_link_that_opens_an_application_no_more_fills_in_no_form():
    user = factories.make_user()
    referral = sent(publish(intake=REFERRED), user)
    with tenant_scope(PROGRAM):
        response = Response.objects.get(about_id=referral.application_id)
        response.submitted_at = None

    with tenant_scope(factories.visitor("form")):
        assert not ApplicationForm().may_fill(factories.visitor("form"), response)


def test_the_referrer_sees_no_application_and_no_answers():
    user = factories.make_user()
    sent(publish(intake=REFERRED), user)

    for secret in ("", "form"):
        with tenant_scope(professional(user, secret=secret)):
            assert Referral.objects.count() == 1
            assert not Application.objects.exists()
            assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "word"),
    [("waiting", Standing.IN_PROCESS), ("not_chosen", Standing.ENDED), ("chosen", Standing.RECEIVED)],
)
def test_the_referrer_reads_one_of_three_words(outcome, word):
    user = factories.make_user()
    referral = sent(publish(intake=REFERRED), user)
    with tenant_scope(PROGRAM):
        Application.objects.update(outcome=outcome, outcome_at=DURING, told_outcome=outcome, told_at=DURING)

    assert standing(user, referral) == word


def test_another_professional_sees_nothing_of_it():
    referral, other = sent(publish(intake=REFERRED), factories.make_user()), factories.make_user()

    for actor in (professional(other), professional(other, "social_worker", authority_id=KARMIEL)):
        with tenant_scope(actor):
            assert queries.referred_by(actor, at=DURING) == []
            with pytest.raises(Referral.DoesNotExist):
                queries.referred(actor, referral.pk, at=DURING)


def test_nobody_but_the_referrer_fills_in_what_they_began():
    referral = refer(publish(intake=REFERRED), factories.make_user())

    with pytest.raises(PermissionDenied, match="whoever began it"):
        send(referral, factories.visitor("form"))


@pytest.mark.parametrize("agreement", ["", "certainly"])
def test_without_the_family_s_agreement_nobody_is_referred(agreement):
    cohort, user = publish(intake=REFERRED), factories.make_user()

    with pytest.raises(commands.NoAgreement, match="agreement"):
        refer(cohort, user, agreement=agreement)


def test_a_mark_and_a_service_are_needed():
    cohort, user = publish(intake=REFERRED), factories.make_user()

    with pytest.raises(commands.NotSaid, match="mark"):
        refer(cohort, user, mark=" ")


@pytest.mark.parametrize("role", ["resident", "volunteer", "steering_member", "privacy_officer"])
def test_who_holds_no_professional_post_refers_nobody(role):
    cohort, user = publish(intake=REFERRED), factories.make_user()
    actor = Actor(user.pk, WESTERN_GALILEE, (PostHeld(role, WESTERN_GALILEE, reads_others=False),))

    with tenant_scope(actor), pytest.raises(PermissionDenied, match="professionals"):
        commands.refer_family(
            actor=actor,
            cohort_id=cohort.pk,
            said=commands.Introduction("x", "y", Agreement.BY_PHONE),
            secret="z",
            language="he",
            at=DURING,
        )


def test_a_programme_that_takes_no_referrals_says_so():
    cohort, user = publish(), factories.make_user()

    with pytest.raises(commands.NotByThisWay):
        refer(cohort, user)


@pytest.mark.parametrize("language", ["he", "ar", "en"])
def test_a_professional_walks_from_the_programme_to_the_receipt_and_the_coordinator_reads_who_referred(
    client, language
):
    always = {"key": "2026", "opens": "2026-08-01", "closes": "2099-09-10", "starts": "2099-10-13", "places": 2}
    cohort, user = publish(cohorts=[always], intake=REFERRED), factories.make_user()
    coordinator = factories.make_user()
    with tenant_scope(PROGRAM):
        for who, role, more in (
            (user, "provider", {"organization_id": ORGANIZATION}),
            (coordinator, "coordinator", {}),
        ):
            Post.objects.create(user=who, role=role, region_id=WESTERN_GALILEE, starts_on=OPENS.date(), **more)
    client.force_login(user)

    public = client.get(f"/programmes/western-galilee/home/?lang={language}")
    form = client.get("/programmes/western-galilee/home/refer")
    said = {"service": "Early childhood centre", "mark": "file 17", "language": language}
    refused = client.post("/programmes/western-galilee/home/refer", said)
    begun = client.post("/programmes/western-galilee/home/refer", {**said, "agreement": "in_person"})
    with tenant_scope(PROGRAM):
        [referral] = Referral.objects.all()
    unsent = client.get(f"/referrals/{referral.pk}/")
    secret = begun["Location"].rstrip("/").split("/")[-1]
    send(referral, professional(user, secret=secret))
    receipt = client.get(f"/referrals/{referral.pk}/")
    listed = client.get("/referrals/")
    client.force_login(coordinator)
    screening = client.get(f"/screening/{referral.application_id}/")

    assert "/refer" in public.text
    assert (form.status_code, refused.status_code, begun.status_code) == (200, 422, 302)
    assert begun["Location"] in unsent.text
    assert ("Cedar" in receipt.text, begun["Location"] in receipt.text) == (False, False)
    assert "file 17" in listed.text
    assert "Early childhood centre" in screening.text
    with override(language):
        assert str(Standing.RECEIVED.label) in receipt.text
    assert cohort.key in screening.text
