"""Print the last day on which notice can be given that ends an agreement, by its own rule: 2028-05-31."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from core.commands import day
from partnerships.calculations.term import last_notice_day
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="of the agreement, like SWK-ICES-2003")
        parser.add_argument("--on", type=day, help="the day from which it is asked; today without")

    def handle(self, *args: Any, reference: str, on: date | None, **options: Any) -> None:
        agreement = Agreement.objects.not_retired().filter(reference=reference).first()
        if agreement is None:
            raise CommandError(f"No agreement has the reference {reference}.")
        found = last_notice_day(agreement_as_at(agreement.pk, on=on or localdate(), parts=()))
        if found is None or found.last is None:
            raise CommandError(
                f"{reference} has no last day for notice: record its notice, and its last day or a break."
            )
        self.stdout.write(found.last.isoformat())
