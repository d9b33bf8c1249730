"""The site as a WSGI application: ``gunicorn igum.config.wsgi``."""

import atexit
import os
from threading import Event, Thread, Timer

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from igum.config.warming import know_regions, warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

application = get_wsgi_application()

SECONDS_TO_WRITE = 5.0
SECONDS_BEFORE_WARMING = 2.0  # the first page comes first: each process warms up for seconds of a core

know_regions()
warming = Timer(SECONDS_BEFORE_WARMING, warm_up)
warming.name, warming.daemon = "warm-up", True
warming.start()

# Searches are counted in memory and written down by a thread of each process; once more when the process ends. By name,
# because models exist only now.
ending = Event()
counting = Thread(target=import_string("igum.needs.tally.keep_writing"), args=(ending,), name="counting", daemon=True)
counting.start()


@atexit.register
def _write_the_rest() -> None:
    ending.set()
    counting.join(SECONDS_TO_WRITE)
