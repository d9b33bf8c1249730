"""``./igum manage``: any management command of Django, on this installation's database."""

import argparse

from django.core.management import execute_from_command_line

from igum.config.cli.site import open_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words are Django's own."""
    parser.add_argument("words", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    """Start the database, then hand over to Django."""
    open_site(migrate=False)
    execute_from_command_line(["igum manage", *options.words])
    return 0
