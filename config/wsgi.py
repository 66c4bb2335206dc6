"""The site for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from core.roles import refuse_to_serve_as_owner  # noqa: E402  # apps are ready only now

refuse_to_serve_as_owner()
