"""``./igum index``: rebuild the search index from the database. Readers keep the old one until the new one is whole."""

import argparse
from pathlib import Path

from django.conf import settings

from igum.config.cli.progress import step
from igum.config.cli.site import open_site
from igum.directory import queries
from igum.directory.search.index import build


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Build and swap."""
    open_site()
    total = queries.count_published()
    with step("Search index") as shown:
        made = build(
            Path(settings.IGUM_SEARCH_INDEX),
            queries.documents(),
            queries.lexicon(),
            progress=lambda done: shown(done, total),
        )
        shown.note = f"{made:,} services"
    return 0
