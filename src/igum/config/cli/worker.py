"""``./igum worker``: the background worker only."""

import argparse

from igum.config import prepare
from igum.config.cli.site import open_data, use_database
from igum.core.jobs import run_worker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Work on jobs until ended.

    Raises:
        CannotStart: the database does not answer.
    """
    use_database(open_data())
    prepare.refuse_silence()
    run_worker()
    return 0
