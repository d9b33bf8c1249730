"""What holds of every plan, tried on small services made up at random."""

from dataclasses import replace
from itertools import combinations_with_replacement, product

from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.pooling.location.changes import add_site
from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.services import Party, Rules, Service, Site

TOWNS = ("Alder", "Birch", "Cedar", "Dale")


@st.composite
def services(draw, most_towns=3, whole_towns=None):
    towns = TOWNS[: draw(st.integers(1, most_towns))]
    sites = tuple(
        Site(f"hall {town}", town, ("Sunday",), draw(st.integers(0, 9)), cost=draw(st.integers(0, 300)))
        for town in towns[: draw(st.integers(1, 2))]
    )
    least = draw(st.integers(1, 5))
    return Service(
        name="choir",
        parties=tuple(Party(town, draw(st.integers(0, 4)), need=draw(st.integers(1, 2))) for town in towns),
        sites=sites,
        minutes={(town, site.name): draw(st.integers(0, 70)) for town in towns for site in sites},
        rules=Rules(
            least=least,
            most=least + draw(st.integers(0, 4)),
            group_cost=draw(st.integers(0, 200)),
            head_cost=draw(st.integers(0, 20)),
            way_cost=draw(st.integers(0, 2)),
            whole_towns=draw(st.booleans()) if whole_towns is None else whole_towns,
        ),
    )


def by_trying_all(service: Service) -> tuple[int, int, int]:
    """The best (need met, cost, longest way), by trying every way to send every party; one group a site."""
    rules, sites = service.rules, service.sites
    ways_of_party = []
    for party in service.parties:
        places = [
            number for number, site in enumerate(sites) if service.minutes[party.town, site.name] <= rules.minutes
        ]
        if rules.whole_towns:
            ways_of_party.append([(), *((place,) * party.people for place in places if party.people)])
        else:
            ways_of_party.append(list(combinations_with_replacement([*places, -1], party.people)))
    best = (0, 0, 0)
    for sent in product(*ways_of_party):
        present, met, cost, farthest = [0] * len(sites), 0, 0, 0
        for party, places in zip(service.parties, sent, strict=True):
            for place in places:
                if place >= 0:
                    way = service.minutes[party.town, sites[place].name]
                    present[place] += 1
                    met, cost = met + party.need, cost + rules.head_cost + rules.way_cost * way
                    farthest = max(farthest, way)
        if all(
            not count or rules.least <= count <= min(rules.most, site.seats)
            for count, site in zip(present, sites, strict=True)
        ):
            cost += sum(rules.group_cost + site.cost for count, site in zip(present, sites, strict=True) if count)
            best = max(best, (met, -cost, -farthest))
    return best[0], -best[1], -best[2]


@settings(max_examples=200, deadline=None)
@given(services())
def test_a_plan_is_as_good_as_the_best_of_all_ways(service):
    found = plan(service)

    assert found.status is Status.PROVEN
    assert tuple(found.stage(goal).value for goal in Goal) == by_trying_all(service)


@settings(max_examples=25, deadline=None)
@given(services(), st.integers(0, 9), st.integers(0, 60))
def test_one_more_site_never_lowers_the_need_that_is_met(service, seats, minutes):
    before = plan(service)

    after = plan(add_site(service, Site("new", "Alder", ("Sunday",), seats), dict.fromkeys(service.towns, minutes)))

    assert after.stage(Goal.SERVED).value >= before.stage(Goal.SERVED).value


@settings(max_examples=25, deadline=None)
@given(services(), st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_nothing(service, chance):
    names = dict(zip(service.towns, chance.sample(["Elm", "Fir", "Gorse", "Hazel"], len(service.towns)), strict=True))
    parties = [replace(party, town=names[party.town]) for party in service.parties]
    chance.shuffle(parties)
    renamed = replace(
        service,
        parties=tuple(parties),
        sites=tuple(reversed([replace(site, town=names[site.town]) for site in service.sites])),
        minutes={(names[town], site): way for (town, site), way in service.minutes.items()},
    )

    assert [one.value for one in plan(renamed).stages] == [one.value for one in plan(service).stages]


@settings(max_examples=25, deadline=None)
@given(services())
def test_everybody_is_either_seated_or_left_out(service):
    found = plan(service)

    assert found.people + sum(one.people for one in found.left_out) == sum(party.people for party in service.parties)
