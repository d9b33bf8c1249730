"""Asking the engine, and keeping what it answers. The work itself is done outside any transaction, in ``tasks``."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.jobs import defer
from igum.core.tenancy import tenant_scope
from igum.pooling import access, queries
from igum.pooling.models import Plan, Pool, Solve
from igum.pooling.rules.document import read_pool
from igum.pooling.rules.solving import Found, result_of
from igum.pooling.rules.what_if import CannotChange, WhatIf, changed

SOLVE = "pooling.solve"


class AlreadyAsked(Refused):
    """The engine is at work on this pool."""


class NothingChanged(Refused):
    """The what-if changes nothing, or what it changes is not there."""


@transaction.atomic
def find_plans(*, actor: Actor, pool_id: UUID, at: datetime) -> Solve:
    """Ask for plans to choose from.

    Raises:
        Pool.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor makes no pools, or it was closed.
        AlreadyAsked: the engine is at work on it.
    """
    pool = queries.pools_for(actor).get(pk=pool_id)
    require(access.may_change(actor, pool))
    require(access.may_try(actor, pool))
    return _ask(actor, pool, WhatIf(), at)


@transaction.atomic
def ask_what_if(*, actor: Actor, pool_id: UUID, what_if: WhatIf, at: datetime) -> Solve:
    """Ask for one plan with something changed.

    Raises:
        Pool.DoesNotExist: there is none that the actor may see.
        PermissionDenied: it was closed.
        NothingChanged: nothing is changed, or what is changed is not there.
        AlreadyAsked: the engine is at work on it.
    """
    pool = queries.pools_for(actor).get(pk=pool_id)
    require(access.may_try(actor, pool))
    if not what_if.changes_something:
        raise NothingChanged(_("Nothing is changed. Lock a place, forbid one or move a figure, then ask again."))
    try:
        changed(read_pool(pool.source.encode()), what_if)
    except CannotChange as trouble:
        raise NothingChanged(
            _(
                "These changes do not fit together. The smallest group is at most the largest, no place both opens and "
                "stays closed, and no more places are kept open than may open. Change them and ask again."
            )
        ) from trouble
    return _ask(actor, pool, what_if, at)


def _ask(actor: Actor, pool: Pool, what_if: WhatIf, at: datetime) -> Solve:
    # The rows are the region's own; who asks may serve one town of it. Leave was asked above.
    with tenant_scope(system_actor(pool.region_id)):
        Pool.objects.select_for_update().get(pk=pool.pk)
        if Solve.objects.filter(pool=pool, ended_at=None).exists():
            raise AlreadyAsked(_("Plans for this service are being computed now. Wait until they are there."))
        solve = Solve.objects.create(
            region_id=pool.region_id,
            pool=pool,
            changes=what_if.as_data() if what_if.changes_something else {},
            asked_at=at,
            asked_by_id=actor.user_id,
        )
        defer(SOLVE, region_id=pool.region_id, solve_id=solve.pk)
    record(actor, "pooling.plans.asked", pool, at=at, what_if=what_if.changes_something)
    return solve


@transaction.atomic
def tell_progress(*, actor: Actor, solve_id: UUID, stage: str, progress: Mapping[str, Any]) -> None:
    """Note how far the work is, for whoever waits.

    Raises:
        PermissionDenied: only the program does.
    """
    require(access.may_make(actor))
    Solve.objects.filter(pk=solve_id, region_id=actor.here, ended_at=None).update(stage=stage, progress=dict(progress))


@transaction.atomic
def keep_plans(*, actor: Actor, solve_id: UUID, found: Sequence[Found], at: datetime) -> list[UUID]:
    """Keep plans as soon as they are there. A second run keeps those of the first: towns may have voted on them.

    Raises:
        PermissionDenied: only the program does.
        Solve.DoesNotExist: the pool was taken away meanwhile.
    """
    require(access.may_make(actor))
    solve = Solve.objects.select_for_update(of=("self",)).select_related("pool").get(pk=solve_id, region_id=actor.here)
    if kept := list(Plan.objects.filter(solve=solve).order_by("number").values_list("pk", flat=True)):
        return kept
    what_if = WhatIf.of_data(solve.changes)
    pool = changed(read_pool(solve.pool.source.encode()), what_if)
    number = Plan.objects.filter(pool=solve.pool).aggregate(Max("number"))["number__max"] or 0
    made = [
        Plan(
            region_id=actor.here,
            pool=solve.pool,
            solve=solve,
            number=number + place,
            aim=one.aim,
            source=solve.pool.source,
            changes=solve.changes,
            result=result_of(pool, one.plan),
            people=one.plan.people,
            missing=sum(each.people for each in one.plan.left_out),
            net_agorot=one.plan.money.net,
            made_at=at,
        )
        for place, one in enumerate(found, start=1)
    ]
    Plan.objects.bulk_create(made)
    return [plan.pk for plan in made]


@transaction.atomic
def keep_costs(*, actor: Actor, plan_id: UUID, kept: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    """Keep what every coalition would pay, what each town has alone, and why each site is open.

    What was counted stays: towns vote and sign by it, and a second run would change it under their hands.

    Raises:
        PermissionDenied: only the program does.
    """
    require(access.may_make(actor))
    Plan.objects.filter(pk=plan_id, region_id=actor.here, counted_at=None).update(**kept, counted_at=at)


@transaction.atomic
def end_solve(*, actor: Actor, solve_id: UUID, stage: str, at: datetime) -> None:
    """The work is over, with an answer or without.

    Raises:
        PermissionDenied: only the program does.
    """
    require(access.may_make(actor))
    solve = Solve.objects.select_for_update().filter(pk=solve_id, region_id=actor.here, ended_at=None).first()
    if solve is not None:
        solve.stage, solve.ended_at = stage, at
        solve.save(update_fields=["stage", "ended_at"])
        record(actor, "pooling.plans.found", solve, at=at, stage=stage, plans=solve.plans.count())
