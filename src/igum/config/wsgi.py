"""The site as a WSGI application: ``gunicorn igum.config.wsgi``."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

from igum.config.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

application = get_wsgi_application()

SECONDS_BEFORE_WARMING = 2.0  # the first page comes first: each process warms up for seconds of a core

warming = Timer(SECONDS_BEFORE_WARMING, warm_up)
warming.name, warming.daemon = "warm-up", True
warming.start()
