"""``./igum stop``: stop the demo and its database."""

import argparse
import os
import signal
import time

from igum.config.cli.running import running_demo
from igum.config.databases import embedded_cluster, is_embedded
from igum.config.private_data import data_directory


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only --data."""


def run(options: argparse.Namespace) -> int:
    """Ask the demo to end, wait for it, then end the server it used."""
    data = data_directory()
    demo = running_demo(data)
    if demo is not None:
        os.kill(demo.process, signal.SIGTERM)
        for _ in range(300):
            if running_demo(data) is None:
                break
            time.sleep(0.1)
    if is_embedded() and (data / "secrets.json").exists():
        embedded_cluster(data).stop()
    print("Igum is stopped." if demo else "Igum was not running here.")
    return 0
