"""``./igum index``: rebuild the search index from the database. Readers keep the old one until the new one is whole."""

import argparse

from igum.config.cli.content import refresh_index
from igum.config.cli.site import open_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Build and swap."""
    open_site()
    refresh_index(anyway=True)
    return 0
