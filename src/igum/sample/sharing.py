"""What the towns of the demo region hold together already: a hall in turns, and an agreement with its first quarters.

Told through the same commands as the pages use, so that no figure is one that the site would not have let in.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.engines.pooling.shares.keys import Key
from igum.pooling import commands
from igum.pooling.commands import NewHall, Said, Spent, Terms
from igum.pooling.models import Agreement, Hall, HallTurn, Plan, Pool
from igum.pooling.queries import served_by_town
from igum.pooling.queries.pages import people_by_payer
from igum.pooling.rules.document import read_pool
from igum.pooling.rules.halls import Opening, WeekTime, sunday_of
from igum.sample.accounts import MAALOT
from igum.sample.pools import pool_id
from igum.sample.services import REGION

SHARING = Path(__file__).parent / "data" / "sharing.yaml"
WEEKS_AGO = 3  # since when the hall is shared
MONTHS_AGO = 8  # since when the agreement runs
PAID = (96, 103, 100)  # percent of an even quarter, town by town


@transaction.atomic
def load_sharing(*, at: datetime) -> None:
    """Share the hall and agree on the service that are told of in the file, once."""
    actor, data = system_actor(REGION), YAML(typ="safe").load(SHARING.read_text())
    with tenant_scope(actor):
        hall, agreed = data["hall"], data["agreement"]
        if not Hall.objects.filter(pool_id=pool_id(hall["pool"])).exists():
            _share_hall(actor, hall, at - timedelta(weeks=WEEKS_AGO))
        plan = Plan.objects.filter(pool_id=pool_id(agreed["pool"])).exclude(counted_at=None).first()
        if plan is not None and not Agreement.objects.filter(pool_id=plan.pool_id).exists():
            _agree(actor, plan, agreed, at)


def _share_hall(actor: Actor, told: Mapping[str, Any], at: datetime) -> None:
    pool = Pool.objects.get(pk=pool_id(told["pool"]))
    parts = {int(town): people for town, people in people_by_payer(read_pool(pool.source.encode())).items()}
    opens, closes = time.fromisoformat(told["opens"]), time.fromisoformat(told["closes"])
    new = NewHall(
        titles=told["titles"],
        opens=tuple(Opening(day, opens, closes) for day in told["days"]),
        turn_minutes=told["turn_minutes"],
        weights=parts,
        is_sample=True,
    )
    hall = commands.make_hall(actor=actor, pool_id=pool.pk, new=new, at=at)
    wished = dict(zip(parts, told["wishes"], strict=False))
    for town in parts:
        wishes: dict[WeekTime, int] = {
            (day, time.fromisoformat(clock)): points for day, (clock, points) in wished.get(town, {}).items()
        }
        keeps = told["keeps"].get(town, ())
        if wishes or keeps:
            commands.set_wishes(actor=actor, hall_id=hall.pk, authority_id=town, wishes=wishes, keeps=keeps, at=at)
    first = sunday_of(timezone.localdate(at)) + timedelta(days=7)
    commands.make_turns(actor=actor, hall_id=hall.pk, first_on=first, weeks=told["weeks"], at=at)
    _ask_to_swap(actor, hall, at + timedelta(weeks=WEEKS_AGO))


def _ask_to_swap(actor: Actor, hall: Hall, at: datetime) -> None:
    """Of the town whose department manager is one of the demo's accounts."""
    coming = HallTurn.objects.filter(hall=hall, starts_at__gt=at + timedelta(days=2))
    own, wanted = coming.exclude(authority_id=MAALOT).first(), coming.filter(authority_id=MAALOT).first()
    if own is not None and wanted is not None:
        commands.ask_swap(actor=actor, hall_id=hall.pk, gives=own.pk, takes=wanted.pk, at=at)


def _agree(actor: Actor, plan: Plan, told: Mapping[str, Any], at: datetime) -> None:
    today = timezone.localdate(at)
    starts = _months_before(today, MONTHS_AGO)
    ends = starts.replace(year=starts.year + told["years"]) - timedelta(days=1)
    agreed_at = timezone.make_aware(datetime.combine(starts - timedelta(days=40), time(10)))
    for town, choice in zip(plan.pool.authority_ids, told["votes"], strict=False):
        key = told["key"] if choice == "for" else ""
        commands.vote(actor=actor, plan_id=plan.pk, authority_id=town, choice=choice, key=key, at=agreed_at)
    terms = Terms(key=Key(told["key"]), starts_on=starts, ends_on=ends, review_on=_months_before(ends, 6))
    agreement = commands.propose_agreement(actor=actor, plan_id=plan.pk, terms=terms, at=agreed_at)
    payers = [int(payer) for payer in agreement.shares]
    for number, town in enumerate(payers):
        signed_at = agreed_at + timedelta(days=3 * number + 2)
        commands.sign_agreement(actor=actor, agreement_id=agreement.pk, authority_id=town, at=signed_at)
    served = served_by_town(plan)
    for number, quarter in enumerate(_quarters(starts, today)):
        for place, town in enumerate(payers):
            even = agreement.shares[str(town)] // 4
            paid = even * PAID[(place + number) % len(PAID)] // 100
            spent = Spent(town, *quarter, paid_agorot=paid, people=served.get(str(town), 0))
            commands.note_spending(actor=actor, agreement_id=agreement.pk, spent=spent, at=at)
    for town, (verdict, text) in zip(payers, told["said"], strict=False):
        said = Said(town, starts.year, verdict, text)
        commands.review_agreement(actor=actor, agreement_id=agreement.pk, said=said, at=at)


def _months_before(day: date, months: int) -> date:
    """The first of a month some months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _quarters(first: date, today: date) -> list[tuple[int, int]]:
    """The quarters that began with the term and are over."""
    found, year, quarter = [], first.year, (first.month + 2) // 3
    while (year, quarter) < (today.year, (today.month + 2) // 3):
        found.append((year, quarter))
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
    return found
