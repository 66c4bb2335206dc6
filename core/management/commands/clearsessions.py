"""Django's own command, which comes with the application of sessions that `core.sessions` stands in for.

It forgets unsaved work too that nobody came back to.
"""

from typing import Any

from django.contrib.sessions.management.commands import clearsessions
from django.utils import timezone

from core.unsaved import drop_old_unsaved


class Command(clearsessions.Command):
    def handle(self, **options: Any) -> None:
        super().handle(**options)
        drop_old_unsaved(at=timezone.now())
