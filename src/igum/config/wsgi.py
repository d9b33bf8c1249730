"""The site as a WSGI application: ``gunicorn igum.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

application = get_wsgi_application()
