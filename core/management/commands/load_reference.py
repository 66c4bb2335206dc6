"""`manage.py load_reference`: what the law and councils' practice define, where it is missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.reference import load_reference, set_up_user


class Command(BaseCommand):
    help = (
        "Record kinds of body, legal bases, provisions and report layouts that are missing; change nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        added = load_reference(by=set_up_user(at=at), at=at)
        self.stdout.write(
            f"{added} rows of reference data recorded" if added else "Reference data is complete"
        )
