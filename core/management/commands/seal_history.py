"""Seal the history recorded since the last seal, and write the latest seal to a file to be kept elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core import actions, seals


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, metavar="FILE", help="write the latest seal to this file")
        parser.add_argument(
            "--anew",
            action="store_true",
            help="cover all acts again, where verify_history asks for it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = actions.seal_history(at=timezone.now(), anew=options["anew"])
        latest = made or seals.latest_seal()
        if latest is None:
            raise CommandError("Nothing has been recorded yet, so there is nothing to seal.")
        if made is None:
            self.stdout.write(f"Nothing was recorded since the last seal. {latest}")
        else:
            self.stdout.write(f"{latest}: covers {latest.acts} {'act' if latest.acts == 1 else 'acts'}.")
        if file := options["output"]:
            try:
                file.write_text(seals.exported(latest))
            except OSError as error:
                raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
            self.stdout.write(f"Written to {file}.")
