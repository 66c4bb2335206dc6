"""Print one agreement as at a day, as JSON with stable keys: docs/operating/reading-by-program.md."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import is_naive, localdate, make_aware

from budgets.calculations import Schedule
from budgets.exports.as_at import told_as_json
from core.commands import day
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at


def moment(text: str) -> datetime:
    """The moment of an argument, as 2026-11-02T09:30. Raises `ArgumentTypeError`, which argparse tells."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no moment. Write it like 2026-11-02T09:30") from None
    return make_aware(read) if is_naive(read) else read


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the agreement's reference, such as SWK-ICES-2003")
        parser.add_argument("--on", type=day, help="the day, such as 2003-12-16; today where it is left out")
        parser.add_argument(
            "--known-at", type=moment, help="as it was recorded at that moment, such as 2026-11-02T09:30"
        )
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(
        self, *args: Any, reference: str, on: date | None, known_at: datetime | None, **options: Any
    ) -> None:
        agreement = Agreement.objects.not_retired().filter(reference=reference).first()
        if agreement is None:
            raise CommandError(f"No agreement has the reference {reference}.")
        try:
            value = agreement_as_at(agreement.pk, on=on or localdate(), known_at=known_at)
        except KeyError:
            raise CommandError(f"Nothing of {reference} was recorded by then.") from None
        told = told_as_json(value, value.part(Schedule))
        self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
