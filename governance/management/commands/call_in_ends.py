"""Print the last moment at which a decision may be called in, and the day from which it takes effect."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.commands import day
from core.dates import in_words
from governance.models import Forum
from governance.queries.forums import call_in_on, forums_called


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--forum", required=True, help='its key, or its name and body: "Cabinet, Kent County Council"'
        )
        parser.add_argument("--published", type=day, required=True, help="the day the decision was published")
        parser.add_argument("--decided", type=day, help="the day it was made; that of publication without")
        parser.add_argument("--meeting", type=day, help="the day of the meeting, if another")

    def handle(
        self,
        *args: Any,
        forum: str,
        published: date,
        decided: date | None,
        meeting: date | None,
        **options: Any,
    ) -> None:
        decided_on = decided or meeting or published
        if decided_on > published:
            raise CommandError("A decision is published on the day it is made, or later.")
        found = _forum(forum)
        rule = call_in_on(found, decided_on)
        if rule is None:
            raise CommandError(f"No call-in of {found} is recorded for {in_words(decided_on)}.")
        counted_from = rule.counted_from(published=published, decided=decided_on, meeting=meeting)
        assert counted_from is not None
        self.stdout.write(f"{rule.period.ends(counted_from):%Y-%m-%d %H:%M}")
        self.stdout.write(rule.period.effective_on(counted_from).isoformat())


def _forum(named: str) -> Forum:
    found = forums_called(named)
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{each.pk} is {each}" for each in found)
    raise CommandError(f"Several forums have that name: {known}." if found else f"No forum is {named}.")
