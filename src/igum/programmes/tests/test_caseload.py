"""A worker's people across programmes: those they know, where they may see them, and each look leaves a trace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor, PostHeld
from igum.core.audit import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import Post, Resident, User
from igum.programmes import commands, queries
from igum.programmes.models import Application, Review
from igum.programmes.rules.outcomes import Stage
from igum.programmes.tests.factories import (
    AKKO,
    DURING,
    KARMIEL,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    apply,
    coordinator,
    make_user,
    publish,
)
from igum.programmes.tests.test_attendance import Evening

pytestmark = pytest.mark.usefixtures("region")


def worker(authority_id: int = AKKO, role: str = "social_worker") -> Actor:
    return Actor(make_user().pk, WESTERN_GALILEE, (PostHeld(role, WESTERN_GALILEE, authority_id),))


def names(actor: Actor, **sought) -> list[str]:
    with tenant_scope(actor):
        found = commands.read_caseload(actor=actor, sought=queries.Sought(**sought), at=DURING)
    return sorted(one.name for one in found.rows)


def review(application: Application, actor: Actor) -> None:
    with tenant_scope(PROGRAM):
        Review.objects.create(
            region_id=WESTERN_GALILEE,
            authority_id=application.authority_id,
            application=application,
            reviewer_id=actor.user_id,
            points=1,
            given_at=DURING,
        )


@pytest.fixture
def families() -> dict[str, Application]:
    """One family in a programme of each owner."""
    owners = {"akko": AKKO, "karmiel": KARMIEL, "region": None}
    return {
        name: apply(publish(authority_id=owner, key=name), f"secret-{name}", name=f"family {name}")
        for name, owner in owners.items()
    }


def test_a_worker_sees_whom_they_screened_and_nobody_else(families):
    me, colleague = worker(), worker()
    review(families["akko"], me)

    assert names(me) == ["family akko"]
    assert names(colleague) == []


def test_a_worker_may_look_at_everybody_of_the_programmes_of_their_authority(families):
    assert names(worker(), every=True) == ["family akko"]
    assert names(worker(KARMIEL), every=True) == ["family karmiel"]


def test_whom_somebody_once_screened_elsewhere_they_see_no_more(families):
    me = worker()
    review(families["karmiel"], me)
    review(families["region"], me)

    assert names(me) == []


def test_people_are_looked_for_by_any_part_of_their_name(families):
    actor = coordinator(make_user().pk)

    assert names(actor, every=True, name="akko fam") == ["family akko"]
    assert names(actor, every=True, name="nobody") == []


def test_one_person_in_two_programmes_is_one_row(families):
    with tenant_scope(PROGRAM):
        resident = Resident.objects.create(
            region_id=WESTERN_GALILEE, authority_id=AKKO, family_name="א", given_name="ב"
        )
        Application.objects.filter(name__in=("family akko", "family region")).update(resident=resident)
    actor = coordinator(make_user().pk)

    with tenant_scope(actor):
        found = queries.caseload_of(actor, queries.Sought(every=True), at=DURING)

    assert sorted(len(person.parts) for person in found.rows) == [1, 2]


def test_an_application_shows_where_it_stands(families):
    actor = coordinator(make_user().pk)

    with tenant_scope(actor):
        found = queries.caseload_of(actor, queries.Sought(every=True), at=DURING)

    assert {part.standing for person in found.rows for part in person.parts} == {Stage.RECEIVED}


def test_whoever_screens_nothing_has_no_such_page(in_english):
    with pytest.raises(PermissionDenied, match="social workers"):
        names(Actor(make_user().pk, WESTERN_GALILEE, (PostHeld("volunteer", WESTERN_GALILEE),)))


def test_a_worker_who_goes_with_a_family_has_it_among_their_people():
    evening = Evening()
    mentor = evening.mentors[0]
    actor = Actor(mentor.user_id, WESTERN_GALILEE, (PostHeld("social_worker", WESTERN_GALILEE, AKKO),))

    with tenant_scope(actor):
        found = queries.caseload_of(actor, queries.Sought(), at=evening.at)

    assert [part.engagement.pk for person in found.rows for part in person.parts] == [evening.families[0].pk]


def test_the_page_costs_the_same_however_many_people_there_are(families, django_assert_max_num_queries):
    actor = coordinator(make_user().pk)

    with tenant_scope(actor), django_assert_max_num_queries(9):
        queries.caseload_of(actor, queries.Sought(every=True), at=DURING)


class TestTrail:
    """Each page that shows people leaves one row."""

    @pytest.fixture
    def evening(self) -> Evening:
        return Evening()

    def trail(self) -> list[str]:
        with tenant_scope(PROGRAM):
            return list(AuditRow.objects.filter(action__endswith=".read").values_list("action", flat=True))

    def test_each_page_that_shows_people_leaves_one_row(self, client, evening):
        user = User.objects.get(pk=evening.mentors[0].user_id)
        with tenant_scope(PROGRAM):
            Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
        client.force_login(user)

        pages = {
            "session": [evening.session.pk],
            "team": [evening.cohort.pk],
            "people": [evening.cohort.pk],
            "suggest": [evening.families[0].pk],
            "mine": [],
            "caseload": [],
        }
        answers = {name: client.get(reverse(f"programmes:{name}", args=given)) for name, given in pages.items()}

        assert {answer.status_code for answer in answers.values()} == {200}
        assert sorted(self.trail()) == sorted(
            f"programmes.{name}.read" for name in ("session", "team", "people", "suggestions", "mine", "caseload")
        )

    def test_a_page_that_shows_nobody_leaves_none(self):
        assert names(worker()) == []
        assert self.trail() == []
