"""The peers of the location benchmark: plain SciPy on the weak rows, and OR-Tools (SCIP) in a process of its own.

``python -m bench.pooling_peers`` reads one instance as JSON and answers value, bound and seconds: OR-Tools is kept out
of our process because it brings a HiGHS of its own.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.harness import REPOSITORY
from bench.pooling_files import Instance
from igum.engines.pooling.location.formulation import formulate
from igum.engines.pooling.location.solver import minimise


@dataclass(frozen=True)
class Found:
    """What a solver found: a value in the instance's units (None for nothing), whether proven, and its seconds."""

    value: int | None
    proven: bool
    seconds: float


def weak_scipy(instance: Instance, seconds: float) -> Found:
    """``scipy.optimize.milp`` on the rows a textbook begins with: sums tied to capacities, no row for each pair."""
    network = instance.network()
    started = time.perf_counter()
    program = formulate(network, strong=False)
    answer = minimise(program.cost, program, seconds=seconds)
    spent = time.perf_counter() - started
    if answer.values is None:
        return Found(None, False, spent)
    value = program.choice(network, answer.values).cost(network)
    return Found(value, value - answer.bound < 0.999, spent)


def or_tools(instance: Instance, seconds: float) -> Found:
    """OR-Tools with SCIP on the strong rows, in a process of its own."""
    asked = {
        "capacity": instance.capacity.tolist(),
        "opening": instance.opening.tolist(),
        "demand": instance.demand.tolist(),
        "cost": instance.cost.tolist(),
        "open": instance.open,
        "seconds": seconds,
    }
    answer = subprocess.run(
        [sys.executable, "-m", "bench.pooling_peers"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
        timeout=seconds * 2 + 60,
    )
    return Found(**json.loads(answer.stdout.splitlines()[-1]))


def _solve(asked: dict[str, Any]) -> Found:
    from ortools.linear_solver import pywraplp  # only in the process that is its own

    cost = np.array(asked["cost"])
    customers, facilities = cost.shape
    scale = max(float(cost.max()), 1.0) / 1e6
    started = time.perf_counter()
    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(int(asked["seconds"] * 1000))
    opened = [solver.BoolVar("") for _ in range(facilities)]
    sent = [[solver.BoolVar("") for _ in range(facilities)] for _ in range(customers)]
    for customer in range(customers):
        solver.Add(sum(sent[customer]) == 1)
        for facility in range(facilities):
            solver.Add(sent[customer][facility] <= opened[facility])
    for facility in range(facilities):
        load = sum(asked["demand"][customer] * sent[customer][facility] for customer in range(customers))
        solver.Add(load <= asked["capacity"][facility] * opened[facility])
    if asked["open"]:
        solver.Add(sum(opened) == asked["open"])
    pay = sum(asked["opening"][facility] / scale * opened[facility] for facility in range(facilities))
    ways = sum(
        float(cost[customer, facility]) / scale * sent[customer][facility]
        for customer in range(customers)
        for facility in range(facilities)
    )
    solver.Minimize(pay + ways)
    parameters = pywraplp.MPSolverParameters()
    parameters.SetDoubleParam(parameters.RELATIVE_MIP_GAP, 0.0)
    status = solver.Solve(parameters)
    spent = time.perf_counter() - started
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return Found(None, False, spent)
    value = sum(asked["opening"][place] for place in range(facilities) if opened[place].solution_value() > 0.5)
    value += sum(
        int(cost[customer, facility])
        for customer in range(customers)
        for facility in range(facilities)
        if sent[customer][facility].solution_value() > 0.5
    )
    return Found(value, status == pywraplp.Solver.OPTIMAL, spent)


if __name__ == "__main__":
    print(json.dumps(vars(_solve(json.load(sys.stdin)))))
