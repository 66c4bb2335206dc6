"""Forget who a person is; what they did stays in the history, under a number."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.commands import Refused, person_of
from core.models import User
from core.permissions import Permission, may
from core.rules import RulesBroken
from partnerships.actions import erase_person


class Command(BaseCommand):
    help = "End a person's roles and sessions, and put a number for their name and e-mail address."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the site operator who does it")
        parser.add_argument("--why", required=True, help="kept in the history; name nobody in it")

    def handle(self, *args: Any, email: str, by: str, why: str, **options: Any) -> None:
        person = person_of(email)
        operator = User.objects.filter(email__iexact=by.strip()).first()
        if operator is None or not may(operator, Permission.OPERATE_SITE):
            raise Refused(f"{by} is no site operator.")
        try:
            erase_person(person, by=operator, at=timezone.now(), why=why)
        except RulesBroken as refusal:
            raise Refused(" ".join(map(str, refusal.broken))) from None
        self.stdout.write(f"{person} stands now for whoever had {email}.")
