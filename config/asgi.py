"""The site for an ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from core.roles import refuse_to_serve_as_owner  # noqa: E402  # apps are ready only now

refuse_to_serve_as_owner()
