"""``./igum stop``: stop the demo and its database."""

import argparse
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from igum.config.cli.running import running_demo
from igum.config.databases import embedded_cluster, is_embedded
from igum.config.errors import CannotStart
from igum.config.private_data import data_directory

SECONDS_TO_END = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Ask the demo to end, wait for it, then end the server it used."""
    data = data_directory()
    demo = running_demo(data)
    if demo is not None:
        _end(data, demo.process)
    if is_embedded() and (data / "secrets.json").exists():
        embedded_cluster(data).stop()
    print("Igum is stopped." if demo else "Igum was not running here.")
    return 0


def _end(data: Path, process: int) -> None:
    """First politely, so that requests are answered to their end."""
    for ending, seconds in ((signal.SIGTERM, SECONDS_TO_END), (signal.SIGKILL, 5)):
        with suppress(ProcessLookupError):
            os.kill(process, ending)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if running_demo(data) is None:
                return
            time.sleep(0.05)
    raise CannotStart(f"The demo (process {process}) does not end.")
