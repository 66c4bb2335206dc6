"""See that every issued document still has the SHA-256 it was issued with, as after a restore."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.queries.documents import not_as_issued, number_issued


class Command(BaseCommand):
    help = (
        "Compare every issued document's bytes with the SHA-256 it was issued with; exits 1 if one differs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        damaged = not_as_issued()
        for document in damaged:
            self.stderr.write(f"{document.filename}, issued {document.issued_at:%d %B %Y}: not as issued.")
        if damaged:
            raise CommandError(f"{len(damaged)} of {number_issued()} documents are not as they were issued.")
        self.stdout.write(f"All {number_issued()} issued documents are as they were issued.")
