"""Which organisations work together in programmes, told to the network: organisations and years, never a person."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, product
from uuid import UUID

from django.utils import timezone

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.needs.slots import Work
from igum.people import queries as people
from igum.programmes.models import Referral, TeamMember

PASSES_ON, ACTS_TOGETHER = 2, 3


def worked(actor: Actor) -> Iterable[Work]:
    """Ties that a round of a programme shows, of the year in which they began. Three queries.

    Organisations whose people are in one team act together; one whose people refer families to it passes them on to
    those in the team. Who looks at the network need not see the team: the program looks, and names no one.
    """
    program = system_actor(actor.here)
    with tenant_scope(program):
        team = TeamMember.objects.filter(region_id=actor.here, user__isnull=False)
        members = list(team.values_list("cohort_id", "user_id", "since_at"))
        referrals = Referral.objects.filter(region_id=actor.here, application__cohort__in={one[0] for one in members})
        referred = list(referrals.values_list("application__cohort_id", "referrer_id", "referred_at"))
        accounts = {user_id for _cohort, user_id, _at in (*members, *referred) if user_id}
        organizations = people.organizations_of(program, accounts)
    teams = defaultdict[UUID, dict[UUID, int]](dict)
    for cohort_id, user_id, since_at in members:
        for one in organizations.get(user_id or 0, ()):
            year = timezone.localtime(since_at).year
            teams[cohort_id][one] = max(year, teams[cohort_id].get(one, year))
    found = {
        Work(one, other, ACTS_TOGETHER, max(years[one], years[other]))
        for years in teams.values()
        for one, other in combinations(sorted(years), 2)
    }
    for cohort_id, user_id, referred_at in referred:
        year = timezone.localtime(referred_at).year
        for one, other in product(organizations.get(user_id, ()), teams.get(cohort_id, ())):
            if one != other:
                found.add(Work(min(one, other), max(one, other), PASSES_ON, year))
    return sorted(found, key=lambda work: (work.year, work.one, work.other, work.intensity))
