"""Ask every rule of one agreement as at a day: a line a rule. Fails where any rule does."""

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from core.commands import day
from core.rules import WarningRule, rule_of, rules_of
from partnerships.as_at import AgreementAsAt
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at


@dataclass(frozen=True)
class Answer:
    """What a rule says of the agreement; `why` names the breach, or why the rule does not apply."""

    result: str
    code: str
    message: str
    why: str


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the agreement's reference, such as SWK-ICES-2003")
        parser.add_argument("--on", type=day, help="the day, such as 2003-12-16; today where it is left out")
        parser.add_argument("--rule", help="only the rule of this code")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(
        self, *args: Any, reference: str, on: date | None, rule: str | None, format: str, **options: Any
    ) -> None:
        if rule is not None and not isinstance(rule_of(rule), WarningRule):
            raise CommandError(f"No rule that is asked of agreements has the code {rule}.")
        agreement = Agreement.objects.not_retired().filter(reference=reference).first()
        if agreement is None:
            raise CommandError(f"No agreement has the reference {reference}.")
        value = agreement_as_at(agreement.pk, on=on or localdate())
        answers = [_answer(each, value) for each in rules_of(WarningRule) if rule in (None, each.code)]
        if format == "json":
            self.stdout.write(json.dumps([asdict(each) for each in answers], indent=2, ensure_ascii=False))
        else:
            for each in answers:
                why = f" {each.why}" if each.why else ""
                self.stdout.write(f"{each.result} {each.code} {each.message}{why}")
        if any(each.result == "fail" for each in answers):
            raise SystemExit(1)


def _answer(rule: WarningRule, agreement: AgreementAsAt) -> Answer:
    if why := rule.not_applicable(agreement):
        return Answer("not-applicable", rule.code, rule.message, why)
    breaches = rule.breaches(agreement)
    said = "; ".join(breach.detail for breach in breaches)
    return Answer(
        "fail" if breaches else "pass", rule.code, rule.message, f"{said.rstrip('.')}." if said else ""
    )
