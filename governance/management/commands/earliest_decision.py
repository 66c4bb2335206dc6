"""Print the first day on which a decision may be taken after notice, in clear days: neither day counts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.commands import day
from core.dates import LAST_DAY, earliest_day_giving

COUNTS = {"calendar": False, "working": True}
MOST_DAYS = 365


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--published", type=day, required=True, help="the day of notice, as 2015-02-20")
        parser.add_argument("--days", type=int, required=True, help="how many clear days, such as 28 or 5")
        parser.add_argument(
            "--count", choices=[*COUNTS], default="calendar", help="whether weekends and bank holidays count"
        )

    def handle(self, *args: Any, published: Any, days: int, count: str, **options: Any) -> None:
        if not 0 <= days <= MOST_DAYS:
            raise CommandError(f"--days is a number of days from 0 to {MOST_DAYS}.")
        earliest = earliest_day_giving(days, after=published, working=COUNTS[count])
        if earliest > LAST_DAY:
            raise CommandError(f"That is after {LAST_DAY}, the last day this site knows.")
        self.stdout.write(earliest.isoformat())
