"""Solving in the background: each step is kept as soon as it is there, so that whoever waits sees it."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.engines.pooling.location.before import Before
from igum.engines.pooling.location.effort import Effort, Progress
from igum.pooling import commands
from igum.pooling.models import Plan, Solve
from igum.pooling.rules.document import PoolFile, read_pool
from igum.pooling.rules.solving import alone_of, costs_of, find_plans, reasons_of
from igum.pooling.rules.stored import plan_of_data
from igum.pooling.rules.what_if import WhatIf, changed

SECONDS = 40.0  # for plans to choose from; one what-if has half of it
SECONDS_ALONE = 2.0
BETWEEN_NEWS = 0.5


class _News:
    """Tells those who wait how far the work is, not more than twice a second."""

    def __init__(self, actor: Actor, solve_id: UUID) -> None:
        self._actor, self._solve_id, self._told = actor, solve_id, 0.0

    def tell(self, stage: str, progress: Mapping[str, Any], *, at_once: bool = False) -> None:
        """Keep it, in a transaction of its own."""
        if at_once or time.monotonic() - self._told >= BETWEEN_NEWS:
            self._told = time.monotonic()
            with tenant_scope(self._actor):
                commands.tell_progress(actor=self._actor, solve_id=self._solve_id, stage=stage, progress=progress)

    def of_search(self, progress: Progress) -> None:
        """From the engine."""
        figures = {"goal": str(progress.goal), "found": progress.incumbent, "bound": progress.bound}
        finite = all(abs(figure) < 1e15 for figure in (progress.incumbent, progress.bound))
        self.tell(
            Solve.Stage.PLANS, {**figures, "gap": min(progress.gap, 1e9)} if finite else {"goal": figures["goal"]}
        )


@app.task(name=commands.SOLVE, queue="pooling")
def solve(*, region_id: int, solve_id: str) -> None:
    """Answer one question. A second run, after a worker was killed, goes on where the first ended."""
    actor, asked = system_actor(region_id), UUID(solve_id)
    with tenant_scope(actor):
        question = Solve.objects.select_related("pool").filter(pk=asked, ended_at=None).first()
    if question is None:
        return
    try:
        pool = changed(read_pool(question.pool.source.encode()), WhatIf.of_data(question.changes))
        _answer(actor, question, pool)
    except Exception:  # whatever it was: a question without an end would let nobody ask another
        with tenant_scope(actor):
            commands.end_solve(actor=actor, solve_id=asked, stage=Solve.Stage.FAILED, at=timezone.now())
        raise
    with tenant_scope(actor):
        commands.end_solve(actor=actor, solve_id=asked, stage=Solve.Stage.DONE, at=timezone.now())


def _answer(actor: Actor, question: Solve, pool: PoolFile) -> None:
    news, several = _News(actor, question.pk), not question.changes
    news.tell(Solve.Stage.PLANS, {}, at_once=True)
    with tenant_scope(actor):
        plans = list(Plan.objects.filter(solve=question).order_by("number").values_list("pk", flat=True))
    effort = Effort(SECONDS if several else SECONDS / 2, tell=news.of_search)
    found = (
        [] if plans else find_plans(pool, effort, several=several, before=None if several else _before(actor, question))
    )
    with tenant_scope(actor):
        plans = commands.keep_plans(actor=actor, solve_id=question.pk, found=found, at=timezone.now())
    alone = alone_of(pool, Effort(SECONDS_ALONE, 0.01))
    for place, plan_id in enumerate(plans, start=1):
        _count(actor, news, pool, plan_id, alone, {"plan": place, "plans": len(plans)})


def _before(actor: Actor, question: Solve) -> Before | None:
    """The pool's newest plan that serves as many as can be: what has changed since is little."""
    with tenant_scope(actor):
        aims = (Plan.Aim.MOST_SERVED, Plan.Aim.WHAT_IF)
        kept = Plan.objects.filter(pool=question.pool_id, aim__in=aims).order_by("-number").first()
    if kept is None:
        return None
    service = changed(read_pool(kept.source.encode()), WhatIf.of_data(kept.changes)).service
    return Before(service, plan_of_data(service, kept.result))


def _count(
    actor: Actor, news: _News, pool: PoolFile, plan_id: UUID, alone: Mapping[str, Any], which: Mapping[str, int]
) -> None:
    with tenant_scope(actor):
        kept = Plan.objects.get(pk=plan_id)
    if kept.counted_at is not None:
        return
    plan = plan_of_data(pool.service, kept.result)

    def tell(counted: int, of: int) -> None:
        news.tell(Solve.Stage.COSTS, {**which, "counted": counted, "of": of})

    found = {"costs": costs_of(pool, plan, tell), "reasons": reasons_of(pool.service, plan), "alone": alone}
    with tenant_scope(actor):
        commands.keep_costs(actor=actor, plan_id=plan_id, kept=found, at=timezone.now())
