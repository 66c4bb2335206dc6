"""Write an agreement's budget schedule to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from budgets.exports import schedule_file
from partnerships.models import Agreement


class Command(BaseCommand):
    help = "Write an agreement's budget schedule to a file, as a workbook or as CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the agreement's reference, such as SWK-ICES-2003")
        parser.add_argument("--format", choices=["xlsx", "csv"], required=True, help="workbook or CSV")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, reference: str, format: str, output: Path, **options: Any) -> None:
        agreement = Agreement.objects.current().filter(reference=reference).first()
        if agreement is None:
            raise CommandError(f"There is no agreement {reference}.", returncode=2)
        file = schedule_file(agreement, format, at=timezone.now(), by_name="the command line")
        try:
            output.write_bytes(file.content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{output}: {len(file.content):,} bytes")
