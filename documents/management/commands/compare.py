"""Compare an agreement as at two days: what differs clause by clause and figure by figure."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.commands import day
from documents.agreement_comparison import compare_agreements, in_one_line
from documents.calculations import as_json
from documents.queries.agreements import agreement_facts
from partnerships.models import Agreement


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the agreement's reference, such as SWK-ICES-2003")
        parser.add_argument("before", type=day, help="the earlier day, such as 2003-12-16")
        parser.add_argument("after", type=day, help="the later day")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(
        self, *args: Any, reference: str, before: date, after: date, format: str, **options: Any
    ) -> None:
        agreement = Agreement.objects.not_retired().filter(reference=reference).first()
        if agreement is None:
            raise CommandError(f"No agreement has the reference {reference}.")
        found = compare_agreements(
            *(as_json(agreement_facts(agreement, on=each)) for each in (before, after))
        )
        if format == "json":
            told = {
                "changed": [
                    {"title": each.title, "before": each.change.before, "after": each.change.after}
                    for each in found.changed
                ],
                "figures": [vars(each) for each in found.figures],
                "same": list(found.same),
            }
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
            return
        for each in found.changed:
            old, new = in_one_line(each.change)
            self.stdout.write(f"{each.title}\n- {old or 'nothing'}\n+ {new or 'nothing'}")
        for figure in found.figures:
            said = f"{figure.fund}, {figure.line}, {figure.year}"
            self.stdout.write(f"{said}: {' -> '.join(figure.printed)}")
        if found.is_same:
            self.stdout.write("Both days read the same.")
