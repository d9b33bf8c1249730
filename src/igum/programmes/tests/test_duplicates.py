"""The same people applying twice: found as they arrive, shown to those who screen, decided by a person, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands
from igum.programmes.commands.duplicates import MOST_SHARING, notice_people
from igum.programmes.models import Application, DuplicateKey, DuplicatePair
from igum.programmes.queries.duplicates import kept_instead_of, pairs_for
from igum.programmes.rules.duplicates import Verdict, person_key
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, AKKO, DURING, KARMIEL, PROGRAM, apply, publish, visitor

pytestmark = pytest.mark.usefixtures("region", "in_english")
TEXTS = {"he": "טקסט", "ar": "نص"}
LATER = DURING + timedelta(hours=1)


def apply_twice(cohort, **second) -> None:
    apply(cohort, "first", name="רות כהן", members=4, contact_email="ruth@example.org")
    given = {"name": "דנה לוי", "contact_phone": "0525550199", "contact_email": "dana@example.org", **second}
    apply(cohort, "second", at=LATER, members=4, **given)


def pairs(actor=PROGRAM) -> list[DuplicatePair]:
    with tenant_scope(actor):
        return list(pairs_for(actor).order_by("found_at", "pk"))


def decide(verdict: Verdict, actor=PROGRAM) -> DuplicatePair:
    with tenant_scope(actor):
        [pair] = pairs_for(actor).undecided()
        return commands.decide_pair(actor=actor, pair_id=pair.pk, verdict=verdict, at=AFTER)


@pytest.mark.parametrize(
    ("second", "alike"),
    [
        ({"contact_phone": "+972 52-555-0100"}, ["phone"]),
        ({"contact_email": "RUTH@example.org"}, ["email"]),
        ({"name": "כהן, רוּת"}, ["name"]),
        ({"name": "כהן רות", "town": KARMIEL}, None),
        ({"contact_phone": "0525550100", "contact_email": "ruth@example.org"}, ["email", "phone"]),
        ({}, None),
    ],
)
def test_two_applications_are_a_pair_when_they_share_a_telephone_an_e_mail_or_name_and_town(second, alike):
    apply_twice(publish(), **second)

    assert [pair.alike for pair in pairs()] == ([alike] if alike else [])


def test_an_identity_number_is_recognised_and_lies_nowhere_to_be_read():
    asked = {"members": "integer", "number": "id_number"}
    questions = [{"name": name, "type": kind, "ask": TEXTS} for name, kind in asked.items()]
    form = {"title": TEXTS, "questions": questions}
    cohort = publish(forms={"application": form}, selection=factories.first_come())

    apply(cohort, "first", name="א", number="012345674", contact_phone="0525550101")
    apply(cohort, "second", name="ב", number="12345674", contact_phone="0525550102", at=LATER)

    assert [pair.alike for pair in pairs()] == [["number"]]
    with tenant_scope(PROGRAM):
        keys = [bytes(key.key) for key in DuplicateKey.objects.all()]
    assert all(len(key) == 32 and b"12345674" not in key for key in keys)


def test_what_many_share_says_nothing_of_who_they_are():
    cohort = publish()

    for number in range(MOST_SHARING + 2):
        apply(cohort, f"s{number}", name=f"משפחה {number}", members=3, at=DURING + timedelta(minutes=number))

    asked_of_the_last = [pair for pair in pairs() if pair.found_at == DURING + timedelta(minutes=MOST_SHARING + 1)]
    assert asked_of_the_last == []


def test_nothing_is_looked_for_in_another_programme():
    apply(publish(), "first", name="רות כהן", members=4)
    apply(publish(key="other"), "second", name="רות כהן", members=4)

    assert pairs() == []


def test_the_applicant_and_a_neighbour_learn_of_no_pair():
    cohort = publish(authority_id=AKKO)
    apply_twice(cohort, name="רות כהן")
    neighbour = Actor(1, factories.WESTERN_GALILEE, (PostHeld("social_worker", 212, KARMIEL),))
    own = Actor(2, factories.WESTERN_GALILEE, (PostHeld("social_worker", 212, AKKO),))

    with tenant_scope(visitor("second")):
        assert not DuplicatePair.objects.exists()
        assert not DuplicateKey.objects.exists()
    with tenant_scope(neighbour):
        assert not DuplicatePair.objects.exists()
    assert len(pairs(own)) == 1


def test_the_same_sets_the_newer_aside_and_keeps_its_facts():
    apply_twice(publish(), name="רות כהן")

    pair = decide(Verdict.SAME)

    with tenant_scope(PROGRAM):
        older, newer = Application.objects.order_by("applied_at")
        assert (older.withdrawn_at, newer.withdrawn_at) == (None, AFTER)
        assert newer.phone == "0525550199"
        assert kept_instead_of(PROGRAM, newer) == older
        assert pair.older_id == older.pk


def test_taking_it_back_leaves_everything_as_it_stood():
    apply_twice(publish(), name="רות כהן")
    with tenant_scope(PROGRAM):
        before = list(Application.objects.order_by("pk").values())
    pair = decide(Verdict.SAME)

    with tenant_scope(PROGRAM):
        commands.undo_pair(actor=PROGRAM, pair_id=pair.pk, at=AFTER)

        assert list(Application.objects.order_by("pk").values()) == before
        assert pairs_for(PROGRAM).undecided().count() == 1
        with pytest.raises(commands.NotDecided):
            commands.undo_pair(actor=PROGRAM, pair_id=pair.pk, at=AFTER)


def test_what_a_person_decided_is_not_asked_again():
    apply_twice(publish(), name="רות כהן")
    decide(Verdict.DIFFERENT)

    with tenant_scope(PROGRAM):
        every = [(one, {}) for one in Application.objects.all()]
        notice_people(every, at=AFTER)

        assert pairs_for(PROGRAM).undecided().count() == 0
        [pair] = pairs_for(PROGRAM)
        with pytest.raises(commands.WasDecided):
            commands.decide_pair(actor=PROGRAM, pair_id=pair.pk, verdict=Verdict.SAME, at=AFTER)


def test_a_newer_application_that_holds_a_place_is_not_set_aside():
    apply_twice(publish(selection=factories.first_come()), name="רות כהן")

    with pytest.raises(commands.HoldsPlace, match="holds a place"):
        decide(Verdict.SAME)


def test_who_only_reads_the_region_decides_nothing():
    apply_twice(publish(), name="רות כהן")
    member = Actor(3, factories.WESTERN_GALILEE, (PostHeld("steering_member", 212),))

    with pytest.raises((PermissionDenied, ValueError)):
        decide(Verdict.SAME, member)


def test_the_page_shows_both_side_by_side_and_takes_the_answer(client):
    cohort, user = publish(), factories.make_user()
    apply_twice(cohort, name="רות כהן")
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, role="coordinator", region_id=212, starts_on=factories.OPENS.date())
    client.force_login(user)
    [pair] = pairs()

    page = client.get(f"/cohorts/{cohort.pk}/duplicates/?lang=en")
    said = client.post(f"/cohorts/{cohort.pk}/duplicates/{pair.pk}", {"verdict": "same"}, follow=True)

    assert "0525550100" in page.text
    assert "0525550199" in page.text
    assert "Same name and town" in page.text
    assert "No pair waits." in said.text
    assert "Take back" in said.text


def test_a_pair_costs_the_same_queries_however_much_it_shows(django_assert_max_num_queries):
    cohort = publish()
    for number in range(8):
        apply(cohort, f"s{number}", name=f"משפחה {number}", members=3, at=DURING + timedelta(minutes=number))

    with tenant_scope(PROGRAM), django_assert_max_num_queries(8):
        records = commands.read_pairs(actor=PROGRAM, cohort_id=cohort.pk, at=AFTER)

    assert len(records.pairs) == 10
    assert records.waiting == 28


def test_names_are_the_same_whichever_word_stands_first():
    assert person_key("Ruth COHEN") == person_key("cohen, ruth")


def test_queries_of_pairs_are_narrowed_by_the_post():
    with tenant_scope(visitor("x")):
        assert not pairs_for(visitor("x")).exists()
