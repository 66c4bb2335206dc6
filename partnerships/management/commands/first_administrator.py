"""The first person of a new installation: everybody else is let in by an administrator."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.permissions import Role
from partnerships.actions import record_first_administrator
from partnerships.models import BodyKind, RoleHeld


class Command(BaseCommand):
    help = "Record the first administrator and their body; the password is asked for."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="name or post title")
        parser.add_argument("body", help="name of their council or NHS body")
        parser.add_argument("--kind", required=True, help="code of its kind, for example london-borough")

    def handle(self, *args: Any, **options: Any) -> None:
        if RoleHeld.objects.current().filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError("There is an administrator already, who can let others in.", returncode=2)
        kind = BodyKind.objects.filter(code=options["kind"]).first()
        if kind is None:
            known = (
                ", ".join(BodyKind.objects.values_list("code", flat=True)) or "none: run load_reference first"
            )
            raise CommandError(f"{options['kind']} is no kind of body. Known: {known}.", returncode=2)
        password = getpass("Password, at least 12 characters: ")
        try:
            validate_password(password)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages), returncode=2) from refusal
        user = record_first_administrator(
            email=options["email"],
            name=options["name"],
            password=password,
            body_name=options["body"],
            kind=kind,
            at=timezone.now(),
        )
        self.stdout.write(f"{user} can sign in with {user.email}.")
