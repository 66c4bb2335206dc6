"""A way in for somebody whom no administrator can give a link, such as a body's only administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from core.actions import void_password
from core.models import User
from core.queries import link_parts


class Command(BaseCommand):
    help = "End a person's password and print the link with which they choose another."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email__iexact=options["email"].strip(), is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {options['email']}.", returncode=2)
        void_password(person, by=person, at=timezone.now(), why="Asked of whoever runs the site")
        link = reverse("core:password-choose", args=link_parts(person))
        self.stdout.write(
            f"Send {person} the address of the site with this after it. It works once, for three days."
        )
        self.stdout.write(link)
