"""Which organisations share a service by an agreement of their towns, told to the network."""

from collections.abc import Iterable
from itertools import combinations

from django.utils import timezone

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.directory import queries as directory
from igum.needs import queries as needs
from igum.needs.slots import Work
from igum.pooling.models import Agreement

COOPERATE = 2


def worked(actor: Actor) -> Iterable[Work]:
    """Ties that agreements in force show, of the year in which all towns had signed.

    Organisations of different towns of one agreement cooperate when both give what the shared service answers to. Who
    looks at the network need not see the pool: the program looks, and names organisations alone.
    """
    program = system_actor(actor.here)
    with tenant_scope(program):
        signed = Agreement.objects.filter(region_id=program.here, in_force_at__isnull=False, withdrawn_at=None)
        agreements = list(signed.select_related("pool").only("shares", "in_force_at", "pool__need_ids"))
        if not any(one.pool.need_ids for one in agreements):
            return []
        terms = {row.id: row.term_id for row in needs.needs_of(program, program.here, state="")}
    towns = {body.id: body.authority_id for body in directory.bodies_in(program.here)}
    found = set[Work]()
    for agreement in agreements:
        codes = {terms[need] for need in agreement.pool.need_ids if need in terms}
        giving = sorted(
            body for body in directory.organizations_giving(codes) if str(towns.get(body)) in agreement.shares
        )
        year = timezone.localtime(agreement.in_force_at).year
        found |= {
            Work(one, other, COOPERATE, year) for one, other in combinations(giving, 2) if towns[one] != towns[other]
        }
    return sorted(found, key=lambda work: (work.year, work.one, work.other))
