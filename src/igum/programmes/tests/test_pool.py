"""Pooled places: each authority has its part, what it does not take goes on, and a cost is divided to the agora."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import Application, Cohort
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.sharing import divide_cost
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, AKKO, KARMIEL, PROGRAM, apply, publish

ROUND = [{"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 3}]


def pooled(*, unfilled: str = "released", places: int = 3, **changed) -> Cohort:
    shares = [
        {"authority": AKKO, "percent": 66.67, "places": 2},
        {"authority": KARMIEL, "percent": 33.33, "places": 1},
    ]
    return publish(cohorts=[ROUND[0] | {"places": places}], pool={"shares": shares, "unfilled": unfilled}, **changed)


def chosen(cohort: Cohort) -> set[str]:
    with tenant_scope(PROGRAM):
        commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=AFTER)
        found = Application.objects.filter(cohort=cohort, outcome=Outcome.CHOSEN)
        return set(found.values_list("name", flat=True))


@pytest.mark.usefixtures("region")
class TestPlaces:
    def test_a_town_keeps_its_part_though_its_neighbours_have_more_points(self):
        cohort = pooled()
        for number, (name, town, children) in enumerate(
            [("a", AKKO, 5), ("b", AKKO, 4), ("c", AKKO, 3), ("d", KARMIEL, 1)]
        ):
            apply(cohort, f"secret-{number}", name=name, town=town, children=children)

        assert chosen(cohort) == {"a", "b", "d"}

    @pytest.mark.parametrize(("unfilled", "names"), [("released", {"a", "b", "c"}), ("kept", {"a", "b"})])
    def test_what_a_town_does_not_take_goes_on_or_stays_as_the_file_says(self, unfilled, names):
        cohort = pooled(unfilled=unfilled)
        for number, name in enumerate("abc"):
            apply(cohort, f"secret-{number}", name=name, town=AKKO, children=5 - number)

        assert chosen(cohort) == names

    def test_nobody_claims_a_place_that_is_kept_for_another_town(self):
        cohort = pooled(selection=factories.first_come())

        application = apply(cohort, "secret", town=AKKO)

        assert application.outcome == ""

    def test_a_smaller_round_than_the_file_foresaw_still_can_be_chosen(self):
        cohort = pooled(places=2)
        apply(cohort, "secret", name="a", town=KARMIEL)

        assert chosen(cohort) == {"a"}

    def test_the_round_shows_what_each_town_has_and_pays(self, django_assert_max_num_queries):
        cohort = pooled()
        apply(cohort, "secret", town=KARMIEL)
        with tenant_scope(PROGRAM):
            commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=AFTER)
            commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=AFTER)
            with django_assert_max_num_queries(4):
                akko, karmiel = queries.pool_of(PROGRAM, cohort, cost_agorot=1_000_01)

        assert (akko.places, akko.taken, akko.offered, akko.agorot) == (2, 0, 0, 66671)
        assert (karmiel.places, karmiel.offered, karmiel.agorot) == (1, 1, 33330)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10_000), min_size=1, max_size=18))
@settings(max_examples=25)
def test_a_cost_is_divided_to_the_agora_and_nobody_is_an_agora_off(agorot, percents):
    parts = [percent / 100 for percent in percents]
    if not sum(parts):
        parts[0] = 1

    divided = divide_cost(agorot, parts)

    assert sum(divided) == agorot
    assert all(
        abs(each - agorot * part / sum(parts)) <= 1 + agorot * 1e-12 for each, part in zip(divided, parts, strict=True)
    )


SUBSIDISED = {
    "price": {"agorot": 18000, "each": "month"},
    "payers": [
        {"key": "city", "names": {"he": "העירייה", "ar": "البلدية"}, "percent": 70},
        {"key": "families", "names": {"he": "המשפחות", "ar": "العائلات"}, "percent": 30},
    ],
    "subsidy": {
        "bands": [
            {"key": "wide", "when": "children >= 4", "pays_percent": 10, "because": {"he": "הנחה רחבה", "ar": "تخفيض"}}
        ],
        "decided_by": ["committee"],
    },
}


@pytest.mark.usefixtures("region")
class TestWhoPaysWhat:
    @pytest.mark.parametrize(
        ("answers", "own", "rest"),
        [({"children": 5}, 1800, 16200), ({"children": 1}, 18000, 0), ({}, None, 0)],
    )
    def test_a_family_pays_its_band_and_nothing_is_guessed(self, answers, own, rest):
        application = apply(publish(cost=SUBSIDISED), "secret", **answers)

        with tenant_scope(PROGRAM):
            pays = commands.open_application(actor=PROGRAM, application_id=application.pk, at=AFTER).pays

        assert (pays.agorot, pays.rest) == (own, rest)

    def test_it_stands_on_the_pages(self, client):
        cohort = publish(cost=SUBSIDISED)
        application = apply(cohort, "secret", children=5)
        user = factories.make_user()
        with tenant_scope(PROGRAM):
            Post.objects.create(user=user, region_id=212, role="coordinator", starts_on=AFTER.date())
        client.force_login(user)

        public = client.get(reverse("programmes:programme", args=["western-galilee", "home"])).text
        of_round = client.get(reverse("programmes:cohort", args=[cohort.pk]), {"cost": "1,000.01"}).text
        of_one = client.get(reverse("programmes:application", args=[application.pk])).text

        assert ("העירייה" in public, "₪700.01" in of_round, "₪300" in of_round) == (True, True, True)
        assert ("₪18<" in of_one, "₪162<" in of_one) == (True, True)
