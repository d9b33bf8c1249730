"""Plans and costs as they are kept in JSON, and read back into the engine's own values."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.plans import Group, LeftOut, Money, Plan, Reason, Seat, Stage
from igum.engines.pooling.location.services import Service
from igum.engines.pooling.shares.games import CostGame

Data = Mapping[str, Any]


def plan_as_data(service: Service, plan: Plan) -> dict[str, Any]:
    """A plan of a service, with parties by their place among the service's."""
    return {
        "opened": list(plan.opened),
        "groups": [asdict(group) for group in plan.groups],
        "seats": [[seat.party, seat.group, seat.people, seat.minutes] for seat in plan.seats],
        "left_out": [[service.parties.index(one.party), one.people, str(one.reason)] for one in plan.left_out],
        "money": {
            "sites": plan.money.sites,
            "groups": plan.money.groups,
            "heads": plan.money.heads,
            "ways": plan.money.ways,
            "funded": [list(one) for one in plan.money.funded],
        },
        "stages": [
            {**asdict(stage), "goal": str(stage.goal), "status": str(stage.status), "gap": min(stage.gap, 1e9)}
            for stage in plan.stages
        ],
    }


def plan_of_data(service: Service, data: Data) -> Plan:
    """The plan that was kept."""
    money = data["money"]
    return Plan(
        service=service.name,
        opened=tuple(data["opened"]),
        groups=tuple(Group(**group) for group in data["groups"]),
        seats=tuple(Seat(*seat) for seat in data["seats"]),
        left_out=tuple(
            LeftOut(service.parties[party], people, Reason(reason)) for party, people, reason in data["left_out"]
        ),
        money=Money(
            sites=money["sites"],
            groups=money["groups"],
            heads=money["heads"],
            ways=money["ways"],
            funded=tuple((str(name), int(amount)) for name, amount in money["funded"]),
        ),
        stages=tuple(
            Stage(Goal(one["goal"]), one["value"], one["bound"], one["gap"], Status(one["status"]))
            for one in data["stages"]
        ),
    )


def game_as_data(game: CostGame) -> dict[str, Any]:
    """The costs of all coalitions, by mask of the payers in order."""
    return {"payers": list(game.towns), "costs": [int(cost) for cost in game.table()]}


def game_of_data(data: Data) -> CostGame:
    """The game that was kept."""
    return CostGame.of_array(data["payers"], np.array(data["costs"], dtype=np.int64))
