"""A sender of its own process: run as ``python -m igum.messages.tests.sender``. Sends what is due, once."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

import django

django.setup()

from igum.messages.tasks import send_due  # noqa: E402

if __name__ == "__main__":
    send_due(0)
