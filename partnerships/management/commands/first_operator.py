"""`manage.py first_operator`: who lets in the first administrator of each body; asked for once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.commands import Refused
from partnerships.actions import let_in_operator
from partnerships.management.people import add_person, how_to_begin, read_person
from partnerships.queries import site_operators


class Command(BaseCommand):
    help = "Let in the first site operator, and print the link with which they choose a password."

    def add_arguments(self, parser: Any) -> None:
        add_person(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person = read_person(options)
        if operators := site_operators():
            raise Refused(
                f"There is a site operator already, {operators[0].user.email}, who can let in another under "
                "Site. For a new link to choose a password use manage.py password_link."
            )
        held = let_in_operator(**person, by=None, at=timezone.now(), why="By manage.py first_operator")
        self.stdout.write(how_to_begin(held.user))
