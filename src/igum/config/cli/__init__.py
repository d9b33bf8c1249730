"""The command line of an installed Igum: one small module a family of commands.

The root script ``./igum`` makes the Python environment and hands over to here.
"""

from igum.config.cli.main import main

__all__ = ["main"]
