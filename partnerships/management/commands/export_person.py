"""Write all that is held about a person who signs in, for whoever asks what that is."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from core.commands import person_of
from partnerships.queries import held_about


class Command(BaseCommand):
    help = "Write as JSON all that is held about the person with this e-mail address."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        self.stdout.write(json.dumps(held_about(person_of(email)), cls=DjangoJSONEncoder, indent=2))
