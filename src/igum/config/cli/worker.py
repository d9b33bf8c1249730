"""``./igum worker``: the background worker only."""

import argparse

from igum.config import prepare
from igum.config.cli.site import open_data, use_database
from igum.config.errors import CannotStart
from igum.core.jobs import queues_of_tasks, run_worker

# Computing a plan holds a worker up to a minute: beside it letters go out and the search index follows the tables.
SLOW = ("pooling",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which queues; --data."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--queues", default="", metavar="A,B", help="only the jobs of these queues (default: all)")
    which.add_argument("--except", dest="but", default="", metavar="A,B", help="the jobs of all queues but these")


def run(options: argparse.Namespace) -> int:
    """Work on jobs until ended.

    Raises:
        CannotStart: the database does not answer, or there is no such queue.
    """
    use_database(open_data())
    prepare.refuse_silence()
    run_worker(queues=chosen_queues(options.queues, options.but))
    return 0


def work_on_slow() -> None:
    """Do what takes long, and nothing else."""
    run_worker(queues=list(SLOW))


def work_on_others() -> None:
    """Do everything else."""
    run_worker(queues=chosen_queues("", ",".join(SLOW)))


def chosen_queues(only: str, but: str) -> list[str] | None:
    """The queues that are asked for; None for all of them.

    Raises:
        CannotStart: there is no such queue.
    """
    named = [name.strip() for name in (only or but).split(",") if name.strip()]
    if not named:
        return None
    known = queues_of_tasks()
    if unknown := sorted(set(named) - set(known)):
        raise CannotStart(f"There is no queue {unknown[0]}. Choose from these: {', '.join(known)}")
    return named if only else [name for name in known if name not in named]
