"""Seal the history recorded since the last seal, and write the latest seal to a file to be kept elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core import actions, seals
from core.commands import Refused, add_file, new_file
from core.models import Seal


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_file(parser, required=False, help="write the latest seal to this file")
        parser.add_argument(
            "--anew",
            action="store_true",
            help="cover all acts again, where verify_history asks for it",
        )

    def handle(self, *args: Any, anew: bool, output: Path | None, force: bool, **options: Any) -> None:
        if output is None:
            self._seal(anew)
            return
        with new_file(output, force=force) as file:
            latest = self._seal(anew)
            try:
                file.write(seals.exported(latest).encode())
            except OSError as error:
                raise Refused(
                    f"{latest} is made, but {output} cannot be written: {error.strerror}."
                ) from error
        self.stdout.write(f"Written to {output}.")

    def _seal(self, anew: bool) -> Seal:
        made = actions.seal_history(at=timezone.now(), anew=anew)
        latest = made or seals.latest_seal()
        if latest is None:
            raise CommandError("Nothing has been recorded yet, so there is nothing to seal.")
        if made is None:
            self.stdout.write(f"Nothing was recorded since the last seal. {latest}")
        else:
            self.stdout.write(f"{latest}: covers {latest.acts} {'act' if latest.acts == 1 else 'acts'}.")
        return latest
