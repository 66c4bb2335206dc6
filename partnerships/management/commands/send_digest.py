"""Tell each person by e-mail what is new, due and overdue for their roles, never twice: run it daily."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localdate, now

from core.commands import Refused, person_of
from partnerships.actions.digest import send_digest
from partnerships.queries.digest import people_to_tell


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", metavar="EMAIL", help="this person alone")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SITE_ADDRESS:
            raise Refused("Set SITE_ADDRESS to the address of the site, like https://purse.example.org/.")
        people = [person_of(options["to"])] if options["to"] else people_to_tell()
        at = now()
        sent, failed = 0, []
        for person in people:
            try:
                digest = send_digest(person, site=settings.SITE_ADDRESS, on=localdate(at), at=at)
            except OSError as error:
                failed.append(f"{person.pk}: {error}")
            else:
                sent += bool(digest.lines)
        self.stdout.write(f"{sent} {'person was' if sent == 1 else 'people were'} told.")
        if failed:
            raise Refused(f"Not sent to {len(failed)}, who are told the next time: {'; '.join(failed)}")
