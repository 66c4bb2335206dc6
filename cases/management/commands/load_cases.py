"""`manage.py load_cases`: the five published cases and, for the demo, people to look at them with."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.actions import DEMO_BODIES, demo_email, load_demo_users
from cases.loader import PAPERS, Case, CaseRefused
from core.models import User
from core.permissions import Role
from core.reference import load_reference, set_up_user
from partnerships.models import Agreement


class Command(BaseCommand):
    help = "Record the five published cases where they are missing. Run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo-users",
            action="store_true",
            help="also a user for each role at the cases' bodies (DEMO only)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo_users"] and not settings.DEMO:
            raise CommandError("Demo users share a published password: they exist only where DEMO=true.")
        at = timezone.now()
        by = set_up_user(at=at)
        load_reference(by=by, at=at)
        try:
            self._load_cases(by=by, at=at)
        except CaseRefused as refusal:
            raise CommandError(str(refusal)) from None
        if options["demo_users"]:
            load_demo_users(password=settings.DEMO_PASSWORD, by=by, at=at)
            self._say_how_to_sign_in()

    def _load_cases(self, *, by: User, at: datetime) -> None:
        """Each case in one transaction; one that was ever recorded, or retired, is left alone."""
        cases = [Case(path) for path in sorted(PAPERS.glob("*.toml"))]
        known = {
            *Agreement.objects.filter(reference__in=[case.reference for case in cases]).values_list(
                "reference", flat=True
            )
        }
        for case in cases:
            if case.reference not in known:
                case.load(by=by, at=at)
                self.stdout.write(f"Recorded {case.reference}")
        if known:
            self.stdout.write(f"Left alone, being recorded already: {', '.join(sorted(known))}")

    def _say_how_to_sign_in(self) -> None:
        """The address; the page there offers everybody of the demonstration."""
        self.stdout.write(
            f"Choose who you sign in as at http://127.0.0.1:{os.environ.get('PORT', '8000')}/\n"
            f"(with a password: an address such as {demo_email(Role.OFFICER, DEMO_BODIES[0][1])}, "
            f"and {settings.DEMO_PASSWORD!r})"
        )
