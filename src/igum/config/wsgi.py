"""The site as a WSGI application: ``gunicorn igum.config.wsgi``."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

application = get_wsgi_application()

SECONDS_BEFORE_WARMING = 2.0  # the first page comes first: each process warms up for seconds of a core

# By name, because models exist only now.
warming = Timer(SECONDS_BEFORE_WARMING, import_string("igum.directory.queries.warm_up"))
warming.name, warming.daemon = "warm-up", True
warming.start()
