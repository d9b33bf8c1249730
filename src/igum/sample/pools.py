"""Shared services of the demo region, with the plans that the engine found for them when they were written.

The plans lie beside the services, each with the fingerprint of the document that was planned. One whose document has
changed since is not shown: it is asked for anew, and found in the background.
"""

import gzip
import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from ruamel.yaml import YAML

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.pooling import commands
from igum.pooling.commands import NewPool
from igum.pooling.models import Plan, Pool, Solve
from igum.pooling.queries.making import town_facts, ways_between
from igum.pooling.rules.making import Basics, Host, document
from igum.sample.services import NAMESPACE, REGION

DATA = Path(__file__).parent / "data"
SERVICES, PLANS = DATA / "pools.yaml", DATA / "pool_plans.json.gz"
LANGUAGES = ("he", "ar", "en")


@transaction.atomic
def load_pools(*, at: datetime) -> int:
    """Make the shared services that are missing. Returns how many there are."""
    actor, kept = system_actor(REGION), stored_plans()
    with tenant_scope(actor):
        for new in sample_pools(actor):
            if Pool.objects.filter(pk=new.id).exists():
                continue
            pool = commands.make_pool(actor=actor, new=new, at=at)
            found = kept.get(fingerprint(new.source))
            if found is None:
                commands.find_plans(actor=actor, pool_id=pool.pk, at=at)
            else:
                _keep(pool, found, at)
        return Pool.objects.filter(is_sample=True).count()


def sample_pools(actor: Actor) -> list[NewPool]:
    """The services as documents."""
    data = YAML(typ="safe").load(SERVICES.read_text())
    return [_new(actor, key, each, data) for key, each in data["pools"].items()]


def fingerprint(source: str) -> str:
    """Of the document that was planned."""
    return sha256(source.encode()).hexdigest()[:16]


def stored_plans() -> Mapping[str, Any]:
    """Plans by fingerprint."""
    if not PLANS.exists():
        return {}
    found: Mapping[str, Any] = json.loads(gzip.decompress(PLANS.read_bytes()))
    return found


def _new(actor: Actor, key: str, each: Mapping[str, Any], data: Mapping[str, Any]) -> NewPool:
    basics = Basics(
        title=each["en"],
        least=each["least"],
        most=each["most"],
        minutes=each["minutes"],
        group_cost=each["group"],
        head_cost=each["head"],
        site_cost=each["site"],
        seats=each["most"] * 2,
        state_share=each["state"],
        without=each["without"],
        source=data["source"],
        apart=tuple(each.get("apart", ("language",))),
        way_cost=each.get("way", 0),
    )
    parties = {
        str(code): [{"people": people, "languages": [language]} for language, people in spoken.items()]
        for code, spoken in each["people"].items()
    }
    hosts = [Host(str(code), dict(zip(LANGUAGES, data["hosts"][code], strict=True))) for code in each["hosts"]]
    towns = town_facts(actor, parties, [host.code for host in hosts])
    return NewPool(
        titles={language: each[language] for language in LANGUAGES},
        source=document(basics, towns, hosts, ways_between(town.code for town in towns)),
        id=pool_id(key),
        is_sample=True,
    )


def pool_id(key: str) -> UUID:
    """The id of a service of the sample, always the same."""
    return uuid5(NAMESPACE, f"pool {key}")


def _keep(pool: Pool, found: list[Mapping[str, Any]], at: datetime) -> None:
    solve = Solve.objects.create(
        id=uuid5(pool.pk, "solve"), region_id=REGION, pool=pool, stage=Solve.Stage.DONE, asked_at=at, ended_at=at
    )
    Plan.objects.bulk_create(
        Plan(
            id=uuid5(pool.pk, f"plan {number}"),
            region_id=REGION,
            pool=pool,
            solve=solve,
            number=number,
            source=pool.source,
            made_at=at,
            counted_at=at,
            **one,
        )
        for number, one in enumerate(found, start=1)
    )
