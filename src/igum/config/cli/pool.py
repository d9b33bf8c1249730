"""``./igum pool FILE``: which towns share a service, where, and who pays what, from a file and without the site."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from igum.config.errors import CannotStart
from igum.engines.pooling.location.effort import Effort, Progress
from igum.engines.pooling.location.planning import plan as plan_of
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.reasons import if_town_leaves, places_of, why_site
from igum.engines.pooling.location.words import (
    say_group,
    say_leaving,
    say_left_out,
    say_place,
    say_plan,
    say_site,
    say_stage,
    shekels,
)
from igum.engines.pooling.shares.accounts import Account, account
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.keys import Basis, Key
from igum.engines.pooling.shares.words import NOBODY_OBJECTS, Sentence, explain, objects
from igum.pooling.rules.bounds import PoolFault
from igum.pooling.rules.document import MOST_BYTES, PoolFile, read_pool
from igum.pooling.rules.paying import basis_of, few_enough, game_of, limits_of, users_of
from igum.pooling.rules.sampling import Drawn, account_of_drawn
from igum.pooling.rules.solving import drawn_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and how long to try."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a pool file (docs/reference/pool-file.md)")
    parser.add_argument("--seconds", type=float, default=60.0, help="for the plan (default: 60)")
    parser.add_argument("--gap", type=float, default=0.0, help="how near the best is near enough (default: 0, a proof)")
    parser.add_argument("--why", action="store_true", help="also why each site, each town's place, what leaving means")
    parser.add_argument("--json", action="store_true", help="one object instead of sentences")


def run(options: argparse.Namespace) -> int:
    """Plan the file's service. Returns 0, or 1 when the file cannot be understood."""
    try:
        with options.file.open("rb") as file:
            pool = read_pool(file.read(MOST_BYTES + 1))
        effort = Effort(options.seconds, options.gap, _tell if _is_watched() else _tell_nobody)
    except OSError as problem:
        raise CannotStart(f"{options.file} cannot be opened ({problem.strerror}). Check its name.") from None
    except PoolFault as fault:
        print(f"{options.file}:{fault.line} {fault}", file=sys.stderr)
        return 1
    except ValueError as problem:
        raise CannotStart(f"{problem}.") from None
    with solver_said_aside():
        found = plan_of(pool.service, effort)
        accounts, drawn = _accounts(pool, found)
        if options.json:
            answer = json.dumps(_as_data(pool, found, accounts, drawn), ensure_ascii=False)
        else:
            answer = "\n".join(_as_text(pool, found, accounts, drawn, options))
    print(answer)
    return 0


@contextmanager
def solver_said_aside() -> Iterator[None]:
    """What the solver prints goes to the error stream: HiGHS says a line unasked, and would say it into the answer."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _tell(progress: Progress) -> None:
    print(f"  {progress.goal}: {progress.incumbent:g}, bound {progress.bound:g}", file=sys.stderr)


def _tell_counted(counted: int, of: int) -> None:
    if counted % 50 == 0 or counted == of:
        print(f"  groups of towns: {counted} of {of}", file=sys.stderr)


def _tell_nobody(*_progress: object) -> None:
    """Where nobody watches."""


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _accounts(pool: PoolFile, plan: Plan) -> tuple[list[Account], Drawn | None]:
    """What each town that is served pays, by every key of the file; and what was drawn where the towns are many."""
    users = users_of(pool, plan)
    if not pool.keys or not users:
        return [], None
    drawn = None if few_enough(pool, plan) else drawn_of(pool, plan, _tell_counted if _is_watched() else _tell_nobody)
    game = drawn.game if drawn else game_of(pool, plan)
    return [_account(pool, game, drawn, key, basis_of(pool, users)) for key in pool.keys], drawn


def _account(pool: PoolFile, game: CostGame, drawn: Drawn | None, key: Key, basis: Basis) -> Account:
    limits = limits_of(pool, game)
    try:
        return account_of_drawn(drawn, key, basis, limits) if drawn else account(game, key, basis, limits)
    except ValueError as problem:
        remedy = "Give each town what the key needs, mend floors and caps, or drop the key."
        raise CannotStart(f"The key {key} cannot be computed: {problem}. {remedy}") from None


def _as_text(
    pool: PoolFile, plan: Plan, accounts: Sequence[Account], drawn: Drawn | None, options: argparse.Namespace
) -> list[str]:
    lines = [pool.service.name, "", *say_plan(plan), *map(say_stage, plan.stages)]
    lines += ["", "Groups", *(f"  {say_group(group)}" for group in plan.groups)]
    if plan.left_out:
        lines += ["", "Not served", *(f"  {say_left_out(one)}" for one in plan.left_out)]
    if options.why:
        lines += _reasons(pool, plan, Effort(options.seconds, options.gap))
    if accounts:
        lines += ["", "Who pays", *_table(accounts), *_how_counted(drawn, pool.keys)]
        for found in accounts:
            lines += ["", f"By {found.key}", *(f"  {sentence}" for sentence in _judged(found, drawn))]
            if options.why:
                said = (one for facts in found.towns for one in explain(found, facts.town)[1:])
                lines += [f"  {one}" for one in said if drawn is None or one.message != NOBODY_OBJECTS]
    return lines


def _how_counted(drawn: Drawn | None, keys: Sequence[Key]) -> list[str]:
    """Of many towns, how many groups were counted, and how sure the keys are that need more of them."""
    if drawn is None:
        return []
    lines = ["", f"  {len(drawn.masks):,} of {drawn.game.whole:,} groups of towns were counted."]
    if Key.SHAPLEY in keys:
        within = shekels(round(max(drawn.shapley.within.values())))
        lines.append(f"  {Key.SHAPLEY}: each share is within {within} of the exact one, nineteen times in twenty.")
    for key, found in drawn.searched.items():
        sure, unsure = "all others were ruled out", "the time was over before all others could be ruled out"
        lines.append(f"  {key}: {sure if found.is_sure else unsure}.")
    return lines


def _judged(found: Account, drawn: Drawn | None) -> list[str]:
    by_what = str(explain(found, found.towns[0].town)[0])
    if found.keeps_everybody and drawn is not None:
        return [by_what, "None of the groups that were counted would pay less by leaving."]
    if found.keeps_everybody:
        return [by_what, str(Sentence(NOBODY_OBJECTS, {}))]
    return [by_what, str(objects(found.objections[0]))]


def _reasons(pool: PoolFile, plan: Plan, effort: Effort) -> list[str]:
    lines = ["", "Why these sites"]
    lines += [f"  {say_site(why_site(pool.service, plan, name, effort))}" for name in plan.opened]
    lines += ["", "Who goes where"]
    for town in pool.service.towns:
        lines += [f"  {say_place(pool.service, place)}" for place in places_of(pool.service, plan, town)]
    lines += ["", "Alone, and without them"]
    for town in pool.service.towns:
        lines += [f"  {sentence}" for sentence in say_leaving(if_town_leaves(pool.service, plan, town, effort))]
    return lines


def _table(accounts: Sequence[Account]) -> list[str]:
    heads = ["town", "alone", *(str(found.key) for found in accounts)]
    rows = [
        [str(facts.town), shekels(facts.alone), *(shekels(found.of(facts.town).here) for found in accounts)]
        for facts in accounts[0].towns
    ]
    rows.append(["all", "", *(shekels(found.total) for found in accounts)])
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    return ["  " + "  ".join(_cell(row, place, widths) for place in range(len(heads))) for row in [heads, *rows]]


def _cell(row: Sequence[str], place: int, widths: Sequence[int]) -> str:
    return row[place].ljust(widths[place]) if place == 0 else row[place].rjust(widths[place])


def _as_data(pool: PoolFile, plan: Plan, accounts: Sequence[Account], drawn: Drawn | None) -> Mapping[str, Any]:
    counted = {"groups": len(drawn.masks), "of": drawn.game.whole} if drawn else None
    return {
        "service": plan.service,
        "people": plan.people,
        "opened": plan.opened,
        "groups": [asdict(group) for group in plan.groups],
        "seats": [{"town": pool.service.parties[seat.party].town, **asdict(seat)} for seat in plan.seats],
        "left_out": [
            {"town": one.party.town, "people": one.people, "reason": str(one.reason)} for one in plan.left_out
        ],
        "money": {**asdict(plan.money), "gross": plan.money.gross, "net": plan.money.net},
        "stages": [asdict(stage) for stage in plan.stages],
        "counted": counted,
        "shares": {
            str(found.key): {
                "sure": drawn is None or (found.key in drawn.searched and drawn.searched[found.key].is_sure),
                "within": {str(facts.town): facts.within for facts in found.towns if facts.within},
                "shares": {str(town): share for town, share in found.shares.items()},
                "objections": [
                    {"towns": list(map(str, one.towns)), "here": one.here, "alone": one.alone, "gain": one.gain}
                    for one in found.objections
                ],
            }
            for found in accounts
        },
    }
