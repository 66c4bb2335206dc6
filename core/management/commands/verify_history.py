"""Compare the history with its seals, and with seals that were kept elsewhere. Exits 1 where they differ."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import seals
from core.models import SecurityEvent
from core.security import security_event

LISTED = 20


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seal",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="a seal that was kept elsewhere; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = [self._read(file) for file in options["seal"]]
        found = seals.verify(kept)
        for line in found.not_checked:
            self.stdout.write(line)
        if found.mismatches:
            first, *others = found.mismatches
            security_event(SecurityEvent.Kind.VERIFY_FAILED, mismatches=len(found.mismatches))
            self.stderr.write(f"The history does not match. First: {first}")
            for line in others[:LISTED]:
                self.stderr.write(f"Also: {line}")
            if len(others) > LISTED:
                self.stderr.write(f"And {len(others) - LISTED} more.")
            raise SystemExit(1)
        against = f" ({len(kept)} of them kept elsewhere)" if kept else ""
        self.stdout.write(
            f"The history matches: acts {found.acts}, seals {found.seals}{against}, "
            f"records like their history {found.records}. Acts not sealed yet: {found.unsealed}."
        )

    def _read(self, file: Path) -> seals.Kept:
        try:
            return seals.read_exported(file.read_text())
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise CommandError(f"{file} cannot be read as a seal: {reason}", returncode=2) from error
