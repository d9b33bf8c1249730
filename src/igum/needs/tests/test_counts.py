from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from igum.core.tenancy import tenant_scope
from igum.directory.models import Organization, Service, ServiceArea, Term
from igum.directory.slots import Searched
from igum.needs import commands, queries, tally
from igum.needs.commands import NotCounted
from igum.needs.models import Need, RefusalCount, SearchCount
from igum.needs.rules.counts import DAYS_KEPT, DAYS_TOLD
from igum.needs.tally import Tally
from igum.needs.tests.factories import FOOD, LEGAL, PROGRAM, coordinator, make_campaign, neighbour
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR_TOWN,
    ELM_TOWN,
    MAPLE_HILLS,
    MONDAY,
    TODAY,
    make_actor,
    make_post,
    make_user,
)
from igum.places.models import Locality

pytestmark = pytest.mark.usefixtures("places")


def search(term=FOOD, town=BIRCH_TOWN, outcome="nothing", *, region=ALDER_VALLEY, day=TODAY, language="he"):
    terms = (term,) if term else ()
    return Searched(region_id=region, day=day, terms=terms, town=town, language=language, outcome=outcome)


def count(**times):
    """Searches as ``kind=times``, where the kind is a name of KINDS."""
    with tenant_scope(PROGRAM):
        commands.count_searches(actor=PROGRAM, counts={KINDS[kind]: many for kind, many in times.items()})


KINDS = {
    "here": search(),
    "partly": search(outcome="partly", language="ar"),
    "found": search(outcome="found"),
    "next_door": search(town=CEDAR_TOWN),
    "nowhere": search(LEGAL, town=None),
    "unknown": search(None),
    "old": search(day=TODAY - timedelta(days=DAYS_TOLD)),
    "older": search(day=TODAY - timedelta(days=DAYS_KEPT + 1)),
}


def demand(actor):
    with tenant_scope(actor):
        return {one.key: one for one in queries.demands_of(actor, at=MONDAY)}


class TestSearches:
    def test_two_processes_add_to_the_same_count(self):
        count(here=3, unknown=2)
        count(here=4)

        with tenant_scope(PROGRAM):
            rows = set(SearchCount.objects.values_list("term", "locality", "authority", "searches"))
        assert rows == {(FOOD, BIRCH_TOWN, BIRCH, 7), (None, BIRCH_TOWN, BIRCH, 2)}

    def test_what_was_searched_in_vain_is_demand_that_says_how_it_is_known(self):
        count(here=4, partly=3, found=50, old=50, unknown=50)

        [told] = demand(coordinator(BIRCH)).values()

        assert (told.source, told.term, told.localities, told.confidence) == ("search", FOOD, ((BIRCH_TOWN, 7),), "low")
        assert "one person may have searched more than once" in told.note

    def test_small_counts_are_not_told(self):
        count(here=4, next_door=5, nowhere=4)

        assert [one.localities for one in demand(coordinator()).values()] == [((CEDAR_TOWN, 5),)]

    def test_without_a_town_they_are_the_regions_and_spread_by_residents(self):
        Locality.objects.filter(pk=BIRCH_TOWN).update(population=3000)
        Locality.objects.filter(pk=CEDAR_TOWN).update(population=1000)
        count(nowhere=8)

        [told] = demand(coordinator()).values()

        assert (told.authority_id, dict(told.localities)) == (None, {BIRCH_TOWN: 6, CEDAR_TOWN: 2})
        assert "spread over the towns" in told.note
        assert demand(coordinator(BIRCH)) == {}

    def test_nobody_from_next_door_or_another_region_reads_them(self):
        count(here=9)

        elsewhere = make_actor(Role.COORDINATOR, region_id=MAPLE_HILLS)
        for actor in (neighbour(), elsewhere, make_actor(Role.RESIDENT)):
            with tenant_scope(actor):
                assert not SearchCount.objects.exists()
                assert queries.demands_of(actor, at=MONDAY) == []

    def test_it_becomes_a_need_with_its_own_term_whatever_was_sent(self):
        count(here=9)
        actor, key = coordinator(), f"search:{FOOD}:{BIRCH}"

        with tenant_scope(actor):
            made = commands.make_need_of_demand(actor=actor, key=key, term=LEGAL, population="families", at=MONDAY)

        assert (made.term_id, made.source, made.confidence) == (FOOD, Need.Source.SEARCH, Need.Confidence.LOW)
        assert demand(actor) == {}

    def test_only_the_program_counts(self):
        with tenant_scope(coordinator()), pytest.raises(PermissionDenied):
            commands.count_searches(actor=coordinator(), counts={search(): 1})

    def test_old_counts_are_forgotten(self):
        count(here=1, older=5)

        with tenant_scope(PROGRAM):
            forgotten = commands.forget_old_counts(actor=PROGRAM, at=MONDAY)
            left = SearchCount.objects.count()

        assert (forgotten, left) == (1, 1)


class TestTally:
    def test_writes_each_region_its_own_counts_and_keeps_none(self):
        counts = Tally()
        for one in (search(), search(), search(region=MAPLE_HILLS, town=ELM_TOWN)):
            counts.add(one)

        assert tally.write_down(counts) == 3

        assert not counts.take()
        with tenant_scope(PROGRAM):
            assert SearchCount.objects.get().searches == 2

    def test_what_the_database_did_not_take_is_tried_again(self, monkeypatch):
        counts = Tally()
        counts.add(search())

        def down(**_said):
            raise DatabaseError

        with monkeypatch.context() as bad:
            bad.setattr(commands, "count_searches", down)
            assert tally.write_down(counts) == 0

        assert tally.write_down(counts) == 1

    def test_many_different_searches_do_not_fill_the_memory(self):
        counts = Tally(most=2)
        for term in ("a", "b", "c", "a"):
            counts.add(search(term))

        assert counts.take() == {search("a"): 2, search("b"): 1}

    def test_the_last_of_a_process_is_written_when_it_ends(self, monkeypatch):
        written = []
        monkeypatch.setattr(tally, "write_down", lambda: written.append(1))
        ended = Event()
        ended.set()

        tally.keep_writing(ended)

        assert written == [1]


@pytest.fixture
def service():
    cache.clear()
    body = Organization.objects.create(name="Kitchen")
    made = Service.objects.create(organization=body, name="Hot meals", description="Meals.", modified_at=MONDAY)
    made.terms.set(Term.objects.filter(pk=FOOD))
    ServiceArea.objects.create(service=made, authority_id=BIRCH)
    return made


@pytest.fixture
def browser(settings):
    settings.IGUM_REGION = "alder-valley"
    return Client(HTTP_ACCEPT_LANGUAGE="en")


def tell(browser, service, **said):
    sent = {"reason": "full", "town": str(BIRCH_TOWN), **said}
    return browser.post(reverse("needs:tell-refusal", args=[getattr(service, "pk", service)]), sent)


def told():
    with tenant_scope(PROGRAM):
        return set(RefusalCount.objects.values_list("reason", "locality", "reports"))


class TestRefusals:
    def test_one_tap_counts_once_a_day_from_one_address(self, browser, service):
        answers = [tell(browser, service), tell(browser, service, reason="town")]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert told() == {("full", BIRCH_TOWN, 1)}

    def test_the_page_of_the_service_offers_the_reasons(self, browser, service):
        page = browser.get(reverse("directory:service", args=[service.pk])).text

        assert "There was no place left" in page
        assert reverse("needs:tell-refusal", args=[service.pk]) in page

    @pytest.mark.parametrize("town", ["", "9" * 40, "-1", "x", "٣", str(ELM_TOWN), "<b>"])
    def test_a_town_that_is_none_of_the_regions_is_left_out(self, browser, service, town):
        tell(browser, service, town=town)

        assert told() == {("full", None, 1)}

    @pytest.mark.parametrize("reason", ["", "other", "<script>", "a" * 9000])
    def test_a_reason_of_no_list_is_refused_in_words(self, browser, service, reason):
        answer = tell(browser, service, reason=reason)

        assert (answer.status_code, told()) == (409, set())

    def test_a_service_that_is_not_there_is_not_counted(self, browser, service):
        Service.objects.update(status=Service.Status.DEFUNCT)

        assert tell(browser, service).status_code == tell(browser, uuid4()).status_code == 409
        assert told() == set()

    def test_another_site_cannot_tell_in_a_visitors_name(self, service):
        strict = Client(enforce_csrf_checks=True)

        assert tell(strict, service).status_code == 403

    def test_one_address_tells_so_much_a_day_and_no_more(self, browser, service, monkeypatch):
        monkeypatch.setattr("igum.needs.views.refusals.MOST_A_DAY", 1)
        other = Service.objects.create(
            organization=service.organization, name="Bread", description="Bread.", modified_at=MONDAY
        )
        ServiceArea.objects.create(service=other, region_id=ALDER_VALLEY)

        answers = [tell(browser, service).status_code, tell(browser, other).status_code]

        assert (answers, told()) == ([302, 409], {("full", BIRCH_TOWN, 1)})

    def test_nothing_of_who_told_is_kept(self, browser, service):
        tell(browser, service)

        with tenant_scope(PROGRAM):
            [row] = RefusalCount.objects.values()
        assert set(row) == {
            *("id", "region_id", "authority_id", "locality_id", "day", "service_id", "reason", "reports"),
        }

    def test_who_was_turned_away_is_demand_for_what_the_service_gives(self, service):
        def refuse(reason):
            with tenant_scope(PROGRAM):
                commands.count_refusal(actor=PROGRAM, service_id=service.pk, reason=reason, town=BIRCH_TOWN, at=MONDAY)

        for reason in ("full",) * 4 + ("language",):
            refuse(reason)

        [known] = demand(coordinator(BIRCH)).values()
        assert (known.source, known.term, known.localities) == ("refusal", FOOD, ((BIRCH_TOWN, 5),))
        assert "There was no place left, Nobody spoke my language" in known.note
        assert demand(neighbour()) == {}
        with pytest.raises(NotCounted):
            refuse("because")


def test_the_page_names_the_source_and_how_sure_it_is():
    with tenant_scope(PROGRAM):
        commands.count_searches(actor=PROGRAM, counts={search(day=timezone.localdate()): 9})
    user = make_user()
    make_post(user, Role.COORDINATOR)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)

    page = browser.get(reverse("needs:needs")).text

    assert "Searches in the directory · An impression" in page


def test_the_gaps_of_a_campaign_stand_beside_what_residents_ask_for():
    campaign = make_campaign(FOOD)
    with tenant_scope(PROGRAM):
        counts = {search(day=timezone.localdate()): 9, search(LEGAL, day=timezone.localdate()): 9}
        commands.count_searches(actor=PROGRAM, counts=counts)
    user = make_user()
    make_post(user, Role.COORDINATOR)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)

    page = browser.get(reverse("needs:gaps", args=[campaign.pk]))

    assert [row.demand.term for row in page.context["asked_for"]] == [FOOD]
    assert page.text.count("one person may have searched more than once") == 1
