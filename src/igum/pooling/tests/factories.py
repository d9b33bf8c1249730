"""A pool of two towns that neither could fill alone, and the people who recur."""

from datetime import UTC, date, datetime

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.engines.pooling.shares.keys import Key
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, BIRCH_TOWN, CEDAR, CEDAR_TOWN, make_actor
from igum.pooling import commands, tasks
from igum.pooling.commands import NewPool, Terms
from igum.pooling.models import Agreement, Plan, Pool

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)

SOURCE = f"""
service: Swimming
rules: {{least: 8, most: 12, minutes: 30, group_cost: 24000, head_cost: 600}}
towns:
  "{BIRCH_TOWN}": {{payer: "{BIRCH}", population: 9000, parties: [{{people: 6}}]}}
  "{CEDAR_TOWN}": {{payer: "{CEDAR}", population: 3000, parties: [{{people: 4}}]}}
sites:
  hall: {{town: "{BIRCH_TOWN}", slots: [sunday], seats: 20, cost: 10000}}
  court: {{town: "{CEDAR_TOWN}", slots: [sunday], seats: 20, cost: 12000}}
minutes: {{"{BIRCH_TOWN}": {{"{CEDAR_TOWN}": 20}}}}
cofunding: [{{name: ministry, rate: 75%, covers: [head, group], source: circular 1}}]
sharing: {{keys: [equal, population, users, scrb, shapley, nucleolus], without: 9000, source: decision 7}}
words: {{hall: {{he: אולם, en: The hall}}}}
"""


def coordinator() -> Actor:
    return make_actor(Role.COORDINATOR)


def manager(authority_id: int = BIRCH) -> Actor:
    return make_actor(Role.DEPARTMENT_MANAGER, authority_id)


def committee(authority_id: int | None = BIRCH) -> Actor:
    return make_actor(Role.STEERING_MEMBER, authority_id)


def make_pool(*, source: str = SOURCE, actor: Actor | None = None) -> Pool:
    actor = actor or coordinator()
    with tenant_scope(actor):
        return commands.make_pool(
            actor=actor, new=NewPool(titles={"he": "שחייה", "en": "Swimming"}, source=source), at=NOW
        )


def make_plans(pool: Pool) -> list[Plan]:
    """The engine asked and at work, as the job does it."""
    actor = coordinator()
    with tenant_scope(actor):
        solve = commands.find_plans(actor=actor, pool_id=pool.pk, at=NOW)
    tasks.solve(region_id=ALDER_VALLEY, solve_id=str(solve.pk))
    with tenant_scope(actor):
        return list(Plan.objects.filter(pool=pool))


def a_term(key: Key = Key.SHAPLEY, **details: object) -> Terms:
    values = {
        "key": key,
        "starts_on": date(2027, 9, 1),
        "ends_on": date(2029, 8, 31),
        "review_on": date(2028, 6, 1),
        **details,
    }
    return Terms(**values)


def propose(plan: Plan, **details: object) -> Agreement:
    actor = coordinator()
    with tenant_scope(actor):
        return commands.propose_agreement(actor=actor, plan_id=plan.pk, terms=a_term(**details), at=NOW)


def sign(agreement: Agreement, authority_id: int) -> Agreement:
    actor = manager(authority_id)
    with tenant_scope(actor):
        return commands.sign_agreement(actor=actor, agreement_id=agreement.pk, authority_id=authority_id, at=NOW)
