"""Write an agreement's budget schedule to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from budgets.actions import export_schedule
from core.commands import Refused, acting, add_file, add_person, must_be_allowed, new_file
from core.permissions import Permission
from partnerships.models import Agreement


class Command(BaseCommand):
    help = "Write an agreement's budget schedule to a file, as a workbook or as CSV, and record who did."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the agreement's reference, such as SWK-ICES-2003")
        parser.add_argument("--format", choices=["xlsx", "csv"], required=True, help="workbook or CSV")
        add_person(parser, "takes it out")
        add_file(parser)

    def handle(
        self, *args: Any, reference: str, format: str, by: str, output: Path, force: bool, **options: Any
    ) -> None:
        user = acting(by)
        agreement = Agreement.objects.visible_to(user).not_retired().filter(reference=reference).first()
        if agreement is None:
            raise Refused(f"{user.email} can see no agreement with the reference {reference}.")
        must_be_allowed(user, Permission.EXPORT_SCHEDULES, agreement)
        with new_file(output, force=force) as file:
            made = export_schedule(agreement=agreement, file_format=format, by=user, at=timezone.now())
            try:
                file.write(made.content)
            except OSError as error:
                raise Refused(f"{output} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{output}: {len(made.content):,} bytes")
