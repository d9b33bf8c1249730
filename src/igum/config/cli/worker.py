"""``./igum worker``: the background worker only."""

import argparse

import django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Work on jobs until ended."""
    django.setup()
    from igum.core.jobs import run_worker  # models exist only once Django is set up

    run_worker()
    return 0
