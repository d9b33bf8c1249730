"""The pages: what a visitor, a holder of a link and a coordinator see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from igum.core.tenancy import tenant_scope
from igum.people import commands as people
from igum.people.models import Post, Resident
from igum.programmes import commands
from igum.programmes.models import Application, Cohort
from igum.programmes.tests import factories
from igum.programmes.tests.factories import PROGRAM

pytestmark = pytest.mark.usefixtures("region")
SLUG = "western-galilee"


NOW = timezone.now()


def a_round(*, opened: int = 10, closes_in: int = 10) -> list[dict[str, object]]:
    """A round by days from today: the database's clock cannot be moved, so tests of pages live today."""
    day = timezone.localdate(NOW)
    return [
        {
            "key": "2026",
            "opens": (day - timedelta(days=opened)).isoformat(),
            "closes": (day + timedelta(days=closes_in)).isoformat(),
            "starts": (day + timedelta(days=60)).isoformat(),
            "places": 2,
        }
    ]


def publish(**changed) -> Cohort:
    return factories.publish(at=NOW - timedelta(days=100), **{"cohorts": a_round(), **changed})


def apply(cohort: Cohort, secret: str, *, days_ago: float = 1, **answers) -> Application:
    return factories.apply(cohort, secret, at=NOW - timedelta(days=days_ago), **answers)


def offer(cohort: Cohort, *, days_ago: float = 0) -> None:
    at = NOW - timedelta(days=days_ago)
    with tenant_scope(PROGRAM):
        commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="s", at=at)
        commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=at)


def status_page(client, secret: str):
    return client.get(reverse("programmes:status", args=[SLUG, secret]))


def sign_in(client, role: str = "coordinator", authority_id: int | None = None):
    user = factories.make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(
            user=user,
            role=role,
            region_id=PROGRAM.region_id,
            authority_id=authority_id,
            starts_on=timezone.localdate(NOW),
        )
    client.force_login(user)
    return user


class TestAVisitor:
    def test_reads_what_a_programme_is_and_how_to_join(self, client):
        publish()

        page = client.get(reverse("programmes:programme", args=[SLUG, "home"]))

        assert "כלכלת הבית" in page.text
        assert reverse("programmes:apply", args=[SLUG, "home"]) in page.text
        assert "כלכלת הבית" in client.get(reverse("programmes:list", args=[SLUG])).text

    def test_is_led_to_the_form_of_their_own_application(self, client):
        publish()

        led = client.post(reverse("programmes:apply", args=[SLUG, "home"]))

        assert led.status_code == 302
        assert client.get(led.url).status_code == 200
        with tenant_scope(PROGRAM):
            [application] = Application.objects.all()
        assert application.link_hash not in led.url

    def test_is_told_when_a_round_is_closed(self, client):
        publish(cohorts=a_round(opened=40, closes_in=-10))

        page = client.get(reverse("programmes:programme", args=[SLUG, "home"]))
        refused = client.post(reverse("programmes:apply", args=[SLUG, "home"]))

        assert reverse("programmes:apply", args=[SLUG, "home"]) not in page.text
        assert refused.status_code == 403
        with tenant_scope(PROGRAM):
            assert not Application.objects.exists()

    @pytest.mark.parametrize("secret", ["unknown", "%00", "a" * 300])
    def test_finds_nothing_behind_a_link_that_opens_nothing(self, client, secret):
        publish()

        assert status_page(client, secret).status_code == 404

    def test_finds_no_programme_of_another_region(self, client):
        publish()

        assert client.get(reverse("programmes:list", args=["nowhere"])).status_code == 404


class TestWhoHoldsALink:
    def test_sees_where_the_application_stands_and_leaves_no_trace_of_the_link(self, client):
        apply(publish(), "secret", members=5, children=2)

        page = status_page(client, "secret")

        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "same-origin" in page.headers["Referrer-Policy"]

    def test_accepts_the_place_offered_once_however_often_the_button_is_pressed(self, client):
        cohort = publish()
        apply(cohort, "secret", members=5, children=2)
        offer(cohort)

        answers = [
            client.post(reverse("programmes:answer", args=[SLUG, "secret"]), {"answer": "accept"}) for _ in range(2)
        ]
        page = status_page(client, "secret")

        assert [answer.status_code for answer in answers] == [302, 302]
        assert "standing-taking_part" in page.text

    def test_is_told_in_words_that_an_offer_ran_out(self, client):
        cohort = publish()
        apply(cohort, "secret", days_ago=9, members=5, children=2)
        offer(cohort, days_ago=8)

        late = client.post(reverse("programmes:answer", args=[SLUG, "secret"]), {"answer": "accept"})
        page = status_page(client, "secret")

        assert late.status_code == 403
        assert "standing-expired" in page.text

    def test_takes_the_application_back(self, client):
        apply(publish(), "secret", members=5)

        client.post(reverse("programmes:answer", args=[SLUG, "secret"]), {"answer": "withdraw"})
        again = client.post(reverse("programmes:answer", args=[SLUG, "secret"]), {"answer": "withdraw"})

        assert "standing-withdrawn" in status_page(client, "secret").text
        assert again.status_code == 409

    def test_answers_what_is_missing_where_it_stands_in_the_form(self, client):
        rule = {"key": "young", "when": "children >= 1", "because": {"he": "יש ילדים"}}
        apply(publish(selection=factories.a_definition()["selection"] | {"eligible": [rule]}), "secret")

        page = status_page(client, "secret")
        led = client.post(reverse("programmes:answer", args=[SLUG, "secret"]), {"answer": "complete"})

        assert "standing-needs_information" in page.text
        assert led.url.endswith("?section=2#q-children")
        assert client.get(led.url).status_code == 200

    def test_ends_a_consent_on_the_same_page(self, client):
        consents = [{"key": "mentors", "required": True, "text": {"he": "אנחנו מסכימים", "ar": "نوافق"}}]
        apply(publish(consents=consents), "secret", consent_mentors=True)

        page = status_page(client, "secret")
        client.post(reverse("programmes:answer", args=[SLUG, "secret"]), {"answer": "consent:mentors"})

        assert "אנחנו מסכימים" in page.text
        assert "standing-withdrawn" in status_page(client, "secret").text


class TestWhoRunsTheProgramme:
    def test_screens_chooses_and_offers(self, client):
        cohort = publish()
        for number in range(3):
            apply(cohort, f"secret-{number}", members=5, children=number)
        sign_in(client)
        address = reverse("programmes:cohort", args=[cohort.pk])

        for step in ("screen", "choose", "offer"):
            done = client.post(reverse(f"programmes:{step}", args=[cohort.pk]))
            assert done.url == address

        page = client.get(address)
        assert page.status_code == 200
        assert page.text.count("משפחת אלון") >= 3

    def test_opens_an_application_with_its_answers_and_reasons(self, client):
        application = apply(publish(), "secret", members=2, children=1)
        sign_in(client)

        page = client.get(reverse("programmes:application", args=[application.pk]))

        assert page.status_code == 200
        assert "052-555-0100" in page.text
        assert f"<dd>{factories.AKKO}</dd>" not in page.text  # a town by its name, not by its code

    def test_writes_to_those_who_were_not_told_and_is_no_longer_asked_to(self, client):
        cohort = publish()
        apply(cohort, "secret", members=2)
        sign_in(client)
        client.post(reverse("programmes:choose", args=[cohort.pk]))

        before = client.get(reverse("programmes:cohort", args=[cohort.pk]))
        client.post(reverse("programmes:tell", args=[cohort.pk]))
        after = client.get(reverse("programmes:cohort", args=[cohort.pk]))

        assert reverse("programmes:tell", args=[cohort.pk]) in before.text
        assert reverse("programmes:tell", args=[cohort.pk]) not in after.text

    def test_enters_a_family_for_a_record_they_find_by_its_name(self, client):
        cohort = publish(authority_id=factories.AKKO)
        sign_in(client, "social_worker", authority_id=factories.AKKO)
        worker = factories.coordinator(factories.make_user().pk, factories.AKKO)
        dana = people.Registration(factories.AKKO, given_name="דנה", family_name="כהן", locality_id=factories.AKKO)
        with tenant_scope(worker):
            people.register_resident(actor=worker, registration=dana, at=NOW)
            resident = Resident.objects.get()

        page = client.get(reverse("programmes:enter", args=[cohort.pk]), {"q": "כה"})
        led = client.post(reverse("programmes:enter", args=[cohort.pk]), {"resident": resident.pk, "language": "he"})

        assert "דנה כהן" in page.text
        assert "/forms/" in led.url
        with tenant_scope(PROGRAM):
            assert Application.objects.get().resident_id == resident.pk

    def test_in_another_town_sees_neither_the_round_nor_the_application(self, client):
        application = apply(publish(authority_id=factories.AKKO), "secret", members=5)
        sign_in(client, "social_worker", authority_id=factories.NAHARIYA)

        assert client.get(reverse("programmes:cohort", args=[application.cohort_id])).status_code == 404
        assert client.get(reverse("programmes:application", args=[application.pk])).status_code == 404

    def test_by_a_post_that_only_screens_does_not_choose(self, client):
        cohort = publish(authority_id=factories.AKKO)
        apply(cohort, "secret", members=5)
        sign_in(client, "social_worker", authority_id=factories.AKKO)

        page = client.get(reverse("programmes:cohort", args=[cohort.pk]))
        refused = client.post(reverse("programmes:choose", args=[cohort.pk]))

        assert reverse("programmes:choose", args=[cohort.pk]) not in page.text
        assert refused.status_code == 403

    def test_loses_nothing_typed_when_points_are_no_number(self, client):
        panel = {"reviewers": 2, "most": 30, "ask": {"he": "עד כמה?"}}
        application = apply(publish(selection=factories.a_definition()["selection"] | {"panel": panel}), "secret")
        sign_in(client)

        page = client.post(
            reverse("programmes:review", args=[application.pk]), {"points": "many", "remark": "טובה מאוד"}
        )

        assert page.status_code == 422
        assert "טובה מאוד" in page.text


def test_a_stranger_is_asked_to_sign_in_before_any_round_is_shown(client):
    cohort = publish()

    assert client.get(reverse("programmes:cohort", args=[cohort.pk])).status_code == 302
    assert client.get(reverse("programmes:cohorts")).status_code == 302
