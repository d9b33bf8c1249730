"""``./igum import``: load the facts that come with the package, on any installation."""

import argparse

from igum.config.cli.content import load_demo_content, refresh_index
from igum.config.cli.progress import step
from igum.config.cli.site import open_site, refuse_bad_files
from igum.directory.commands import load_taxonomy
from igum.places.commands import load_places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to load."""
    parser.add_argument("what", choices=["places", "taxonomy", "demo"], help="what to load; demo is invented content")


def run(options: argparse.Namespace) -> int:
    """Load it; repeats without harm."""
    open_site()
    if options.what == "places":
        with step("Places"):
            load_places()
        refuse_bad_files()
    elif options.what == "taxonomy":
        with step("Needs, situations and everyday words") as shown:
            load_taxonomy(progress=shown)
    else:
        load_demo_content()
    refresh_index(anyway=options.what != "demo")
    return 0
