"""List every rule: its code, whether it refuses or warns, what it applies to, its words and its source."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.rules import Rule, whole_book


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, format: str, **options: Any) -> None:
        if format == "json":
            self.stdout.write(
                json.dumps([_facts(rule) for rule in whole_book()], indent=2, ensure_ascii=False)
            )
            return
        for rule in whole_book():
            self.stdout.write(f"{rule.does} {rule.code}: {rule.message} ({rule.source})")


def _facts(rule: Rule) -> dict[str, str | None]:
    return {
        "code": rule.code,
        "does": rule.does,
        "applies_to": rule.about,
        "message": rule.message,
        "source": rule.source,
        "from": rule.from_on.isoformat() if rule.from_on else None,
        "until": rule.to_on.isoformat() if rule.to_on else None,
    }
