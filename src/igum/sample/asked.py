"""What residents of the demo searched for and did not find, and which services turned them away."""

from datetime import datetime, timedelta
from random import Random
from typing import get_args

from django.utils import timezone

from igum.core.actor import Actor
from igum.directory import queries as directory
from igum.directory.slots import Outcome, Searched
from igum.needs import commands
from igum.needs.catalogue import surveys
from igum.needs.models import RefusalCount
from igum.places import queries as places

SEED = "igum sample searches"
TOWNS, WEEKS, SERVICES = 4, 8, 3


def ask_for(program: Actor, at: datetime) -> None:
    """Counts as eight weeks of searches and taps would have left them: the same every time, all of it invented."""
    chance, today = Random(SEED), timezone.localdate(at)  # noqa: S311 - the same invented counts every time
    terms = surveys()["ready"]["disabilities_emergency"]["terms"]
    towns = [town.pk for town in places.localities_of(region_id=program.here)[:TOWNS]]
    counts = dict[Searched, int]()
    for week in range(WEEKS):
        for term in chance.sample(terms, min(3, len(terms))):
            searched = Searched(
                region_id=program.here,
                day=today - timedelta(days=7 * week + chance.randrange(6)),
                terms=(term,),
                town=chance.choice([*towns, None]),
                language=chance.choice(("he", "he", "ar", "ru")),
                outcome=chance.choice(get_args(Outcome)),
            )
            counts[searched] = counts.get(searched, 0) + chance.randrange(2, 15)
    commands.count_searches(actor=program, counts=counts)
    _turn_away(chance, program, towns, at)


def _turn_away(chance: Random, program: Actor, towns: list[int], at: datetime) -> None:
    bodies = directory.bodies_in(program.here)
    services = directory.services_of(chance.sample([body.id for body in bodies], min(SERVICES, len(bodies))))
    # Of a body of several regions the first service may be another region's.
    for service in (one for one in services if directory.serves_region(one, program.here)):
        reason, town = chance.choice(RefusalCount.Reason.values), chance.choice(towns or [None])
        for day in range(chance.randrange(5, 12)):
            told = at - timedelta(days=3 * day)
            commands.count_refusal(actor=program, service_id=service, reason=reason, town=town, at=told)
