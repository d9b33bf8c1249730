"""The site as a WSGI application: ``gunicorn igum.config.wsgi``."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

application = get_wsgi_application()

# By name, because models exist only now. Beside the requests: the first of them are served meanwhile.
Thread(target=import_string("igum.directory.queries.warm_up"), name="warm-up", daemon=True).start()
