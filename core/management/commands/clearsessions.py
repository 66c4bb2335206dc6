"""Django's own command, which comes with the application of sessions that `core.sessions` stands in for."""

from django.contrib.sessions.management.commands.clearsessions import Command

__all__ = ["Command"]
