"""`manage.py first_administrator`: the first person of a body, who lets in everybody else there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from core.commands import Refused
from core.dates import in_words
from core.rules import RulesBroken
from partnerships.actions import let_in_first_administrator
from partnerships.management.people import add_person, how_to_begin, read_person
from partnerships.models import Body, BodyKind
from partnerships.queries import bodies_called


class Command(BaseCommand):
    help = (
        "Let in the first administrator of a body that has none, and print the link with which they choose a "
        "password. A body that is not recorded yet is recorded, if --kind says of which kind it is."
    )

    def add_arguments(self, parser: Any) -> None:
        add_person(parser)
        parser.add_argument("body", help="name, ODS code or GSS code of their council or NHS body")
        parser.add_argument("--kind", help="code of its kind, for example london-borough, to record it")

    def handle(self, *args: Any, **options: Any) -> None:
        person = read_person(options)
        body = self._body(options["body"].strip(), options["kind"])
        try:
            held = let_in_first_administrator(
                **person, body=body, by=None, at=timezone.now(), why="By manage.py first_administrator"
            )
        except RulesBroken as refusal:
            raise Refused(" ".join(map(str, refusal.broken))) from None
        self.stdout.write(f"{held}.")
        self.stdout.write(how_to_begin(held.user))

    def _body(self, wanted: str, kind: str | None) -> Body:
        """The body of this name or code or, of a kind, a new one. Raises `Refused`."""
        found = bodies_called(wanted)
        if len(found) > 1:
            which = "; ".join(f"{body.ods_code or body.gss_code or _when(body)}: {body}" for body in found)
            raise Refused(f"{len(found)} bodies are called {wanted}. Give the code of one. {which}.")
        if found:
            return found[0]
        if kind is None:
            raise Refused(
                f"No body is called {wanted}, by name or code. Give --kind to record it. {_kinds()}"
            )
        known = BodyKind.objects.not_retired().filter(code=kind).first()
        if known is None:
            raise Refused(f"{kind} is no kind of body. {_kinds()}")
        body = Body(name=wanted, kind=known)
        try:
            body.full_clean()
        except ValidationError as refusal:
            raise Refused(" ".join(refusal.messages)) from None
        return body


def _when(body: Body) -> str:
    opened = in_words(body.opened_on) if body.opened_on else "a day not recorded"
    return f"opened on {opened}"


def _kinds() -> str:
    kinds = ", ".join(BodyKind.objects.not_retired().values_list("code", flat=True).order_by("code"))
    return f"The kinds are: {kinds}." if kinds else "No kind is recorded: run manage.py load_reference first."
