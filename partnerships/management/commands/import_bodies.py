"""Record bodies, and who follows whom, from a CSV file: all of its rows, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.commands import Refused, acting, add_person
from core.permissions import Permission, may
from core.sentences import mid_sentence
from partnerships.actions import import_bodies
from partnerships.calculations.body_files import COLUMNS, MOST_BYTES, NotRead, bodies_in, text_of
from partnerships.models import Body
from partnerships.queries import bodies_called, own_bodies


class Command(BaseCommand):
    help = (
        f"{__doc__} Its columns: {', '.join(COLUMNS)}. Exits 1 with every row's errors where there are any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        add_person(parser, "records them")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do, and write nothing")
        parser.add_argument(
            "--kept-by",
            default="",
            metavar="CODE",
            help="the body whose people keep the new records, where the person acts for several",
        )

    def handle(self, *, file: Path, by: str, dry_run: bool, kept_by: str, **_: Any) -> None:
        user = acting(by)
        if not (decision := may(user, Permission.CHANGE_BODIES)):
            raise Refused(f"{user.email} may not: {mid_sentence(decision.reason)}")
        keeper = _keeper(list(own_bodies(user, Permission.CHANGE_BODIES)), kept_by)
        try:
            with file.open("rb") as opened:
                rows = bodies_in(text_of(opened.read(MOST_BYTES + 1)))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except NotRead as refusal:
            raise CommandError(f"{file}: {refusal}.") from None
        told = import_bodies(rows, kept_by=keeper, by=user, at=timezone.now(), trial=dry_run)
        if told.wrong:
            for wrong in told.wrong:
                self.stderr.write(wrong)
            raise CommandError(f"{len(told.wrong)} of {len(rows)} rows are wrong. Nothing was recorded.")
        done = "would be recorded" if dry_run else "recorded"
        self.stdout.write(
            f"{len(rows)} rows read: {told.bodies} new or changed bodies and {told.successions} successions "
            f"{done}."
        )


def _keeper(mine: list[Body], code: str) -> Body:
    named = [body for body in mine if not code or body in bodies_called(code)]
    if len(named) != 1:
        which = ", ".join(body.ods_code or body.gss_code or body.name for body in mine)
        raise Refused(f"Say with --kept-by which of these keeps the new records: {which}.")
    return named[0]
