"""The pages, and a second reader of their figures: what a page lists is added up here and held against the solver."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.directory.tests.factories import make_terms
from igum.engines.pooling.shares.keys import Key
from igum.needs.commands import Size
from igum.needs.tests.factories import make_need
from igum.people.models import User
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR,
    CEDAR_TOWN,
    ELM,
    MAPLE_HILLS,
    make_post,
    make_user,
)
from igum.pooling.models import Agreement, Pool, Solve
from igum.pooling.queries.costs import Sharing
from igum.pooling.rules.document import read_pool
from igum.pooling.tests.factories import coordinator, make_plans, make_pool, propose, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lasting_places")]
DATA = re.compile(r'<data[^>]* value="([^"]+)"')


def signed_in(role: Role, authority_id: int | None = None, **columns: object) -> Client:
    user: User = make_user()
    make_post(user, role, authority_id, **columns)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)
    return browser


def pools() -> set[Pool]:
    with tenant_scope(coordinator()):
        return set(Pool.objects.all())


def figures(page: str) -> Iterator[list[int]]:
    """The rows of each table of terms: how many, each, together; the sum last."""
    for table in re.findall(r'<table[^>]* class="terms"[^>]*>(.*?)</table>', page, re.DOTALL):
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        yield [[int(figure) for figure in DATA.findall(row)] for row in rows[1:]]


def test_a_pool_is_begun_by_a_few_answers_and_its_plans_are_asked_for():
    browser, before = signed_in(Role.COORDINATOR), pools()
    form = browser.get(reverse("pooling:new-pool"))
    answers = {name: field.initial for name, field in form.context["form"].fields.items() if field.initial is not None}
    towns = [code for code, _payer, _name in form.context["form"].towns]

    answers |= {"title": "שחייה", "source": "הערכה", "hosts": towns[:1], **{f"people_{code}": 9 for code in towns}}
    done = browser.post(reverse("pooling:new-pool"), answers)

    [pool] = pools() - before
    with tenant_scope(coordinator()):
        assert done.url == reverse("pooling:pool", args=[pool.pk])
        assert pool.authority_ids == [BIRCH, CEDAR]
        assert Solve.objects.filter(pool=pool, ended_at=None).count() == 1


def test_a_need_that_a_pool_takes_up_brings_its_people_and_is_open_no_more():
    actor, before = coordinator(), pools()
    make_terms()
    wanted = make_need(None, actor=actor, sizes=[Size(BIRCH_TOWN, 7), Size(CEDAR_TOWN, 5, language="ar")])
    browser = signed_in(Role.COORDINATOR)
    form = browser.get(reverse("pooling:new-pool"), {"need": str(wanted.pk)}).context["form"]
    answers = {name: field.initial for name, field in form.fields.items() if field.initial is not None}

    hosts = [form.towns[0][0]]
    answers |= {"title": "שחייה", "source": "הערכה", "hosts": hosts, "needs": [str(wanted.pk)]}
    browser.post(reverse("pooling:new-pool"), answers)

    [pool] = pools() - before
    with tenant_scope(actor):
        file = read_pool(pool.source.encode())
        assert {(one.town, one.people, one.languages) for one in file.service.parties} == {
            (str(BIRCH_TOWN), 7, ()),
            (str(CEDAR_TOWN), 5, ("ar",)),
        }
        wanted.refresh_from_db()
        assert wanted.state == "pooled"


def test_the_plan_says_who_pays_what_under_each_key_and_who_would_rather_leave(plan):
    page = signed_in(Role.DEPARTMENT_MANAGER, CEDAR).get(reverse("pooling:plan", args=[plan.pk])).text

    assert "The hall" in page
    assert all(name in page for name in ("Equal", "By residents", "Shapley", "Nucleolus"))
    assert "Who would rather leave" in page
    assert 'role="img"' in page
    assert "&lt;bdi" not in page


def test_the_terms_on_the_page_of_the_cost_add_up_to_the_solvers_numbers(plan):
    page = signed_in(Role.COORDINATOR).get(reverse("pooling:cost", args=[plan.pk])).text
    money = plan.result["money"]

    sums = []
    for *terms, [total] in figures(page):
        assert all(times * each == together for times, each, together in terms)
        assert sum(together for *_rest, together in terms) == total
        sums.append(total)

    assert sums[0] == money["sites"] + money["groups"] + money["heads"] + money["ways"]
    assert sums[1:] == [amount for _name, amount in money["funded"]]
    assert f'id="net"><data value="{sums[0] - sum(sums[1:])}">' in page
    assert plan.net_agorot == sums[0] - sum(sums[1:])


@pytest.mark.parametrize("key", ["equal", "population", "users", "scrb", "shapley"])
def test_what_a_share_is_made_of_adds_up_to_it(plan, key):
    browser = signed_in(Role.COORDINATOR)
    shares = Sharing.of(plan).by(Key(key)).shares
    for town in (BIRCH, CEDAR):
        page = browser.get(reverse("pooling:share", args=[plan.pk, key, town])).text
        [table] = re.findall(r'<table[^>]* class="terms"[^>]*>(.*?)</table>', page, re.DOTALL)

        assert abs(sum(map(Fraction, DATA.findall(table))) - shares[str(town)]) < 1


def test_a_town_votes_signs_notes_and_reviews_on_the_pages(plan):
    browser = signed_in(Role.DEPARTMENT_MANAGER, CEDAR)
    browser.post(reverse("pooling:vote", args=[plan.pk]), {"authority": CEDAR, "choice": "for", "key": "shapley"})
    agreement = propose(plan)
    sign(agreement, BIRCH)
    here = reverse("pooling:agreement", args=[agreement.pk])
    assert "Sign for Cedar" in browser.get(here).text

    browser.post(reverse("pooling:sign", args=[agreement.pk]), {"authority": CEDAR})
    paid = {"authority": CEDAR, "year": 2027, "quarter": 4, "paid": "1200.50", "people": 4}
    browser.post(reverse("pooling:spending", args=[agreement.pk]), paid)
    said = {"authority": CEDAR, "year": 2028, "verdict": "yes", "text": "Our children swim."}
    elsewhen = browser.post(reverse("pooling:review", args=[agreement.pk]), {**said, "year": 2035})
    browser.post(reverse("pooling:review", args=[agreement.pk]), said)

    assert (elsewhen.status_code, "Our children swim." in elsewhen.text) == (422, True)
    page = browser.get(here).text
    assert "in force since" in page
    assert "₪1,200.50" in page
    assert "Our children swim." in page


def test_an_agreement_is_proposed_on_the_page_of_the_plan(plan):
    browser = signed_in(Role.REGION_DIRECTOR)
    term = {"starts_on": "2027-09-01", "ends_on": "2029-08-31", "review_on": "2028-06-01", "notice_months": 6}

    browser.post(reverse("pooling:propose", args=[plan.pk]), {"key": "nucleolus", **term})

    with tenant_scope(coordinator()):
        assert sum(Agreement.objects.get().shares.values()) == plan.net_agorot


def test_a_lock_is_solved_anew_and_said_on_the_page(plan):
    browser = signed_in(Role.DEPARTMENT_MANAGER, BIRCH)

    browser.post(reverse("pooling:what-if", args=[plan.pool_id]), {"site_court": "keep", "least": "8"})

    with tenant_scope(coordinator()):
        assert Solve.objects.get(ended_at=None).changes["kept"] == ["court"]
    assert "every 1s" in browser.get(reverse("pooling:progress", args=[plan.pool_id])).text


@pytest.mark.parametrize(
    ("role", "authority", "columns", "status"),
    [
        (Role.SOCIAL_WORKER, BIRCH, {}, 200),
        (Role.STEERING_MEMBER, CEDAR, {}, 200),
        (Role.DEPARTMENT_MANAGER, ELM, {"region_id": MAPLE_HILLS}, 404),
        (Role.DEPARTMENT_MANAGER, ELM, {}, 404),
        (Role.RESIDENT, BIRCH, {}, 404),
        (Role.ADMINISTRATOR, None, {}, 404),
    ],
)
def test_pages_open_only_for_those_who_take_part(plan, role, authority, columns, status):
    browser = signed_in(role, authority, **columns)

    for name, key in (("pool", plan.pool_id), ("plan", plan.pk), ("cost", plan.pk), ("progress", plan.pool_id)):
        assert browser.get(reverse(f"pooling:{name}", args=[key])).status_code == status


def test_what_a_town_has_together_and_could_not_run_alone_is_counted(plan):
    page = signed_in(Role.REGION_DIRECTOR).get(reverse("pooling:together"))

    assert [(line.town, line.alone, line.together) for line in page.context["table"].lines] == [
        ("Birch", 0, 1),
        ("Cedar", 0, 1),
    ]
    assert signed_in(Role.DEPARTMENT_MANAGER, BIRCH).get(reverse("pooling:together")).status_code == 403


def test_the_list_shows_ones_own_pools():
    pool = make_pool()

    assert reverse("pooling:pool", args=[pool.pk]) in signed_in(Role.DEPARTMENT_MANAGER, BIRCH).get("/pools/").text
    assert signed_in(Role.RESIDENT, BIRCH).get("/pools/").status_code == 403
    assert make_plans(pool)[0].region_id == ALDER_VALLEY


def test_a_share_below_nothing_is_explained_with_what_an_agreement_makes_of_it(plan):
    browser = signed_in(Role.DEPARTMENT_MANAGER, BIRCH)
    page = browser.get(reverse("pooling:plan", args=[plan.pk]))

    shares = Sharing.of(plan).in_agreement(Key.SHAPLEY).shares
    assert "would be paid by the others" in page.text
    assert [one["shares"] for one in page.context["agreed"] if one["key"] == "Shapley"] == [
        [("Birch", shares[str(BIRCH)]), ("Cedar", shares[str(CEDAR)])]
    ]
    assert (min(shares.values()), sum(shares.values())) == (0, plan.net_agorot)
    low = min(Sharing.of(plan).by(Key.SHAPLEY).shares.items(), key=lambda one: one[1])[0]
    told = browser.get(reverse("pooling:share", args=[plan.pk, "shapley", low])).text
    assert "In an agreement by this key it pays" in told
