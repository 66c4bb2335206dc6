"""Bring what is kept as needing attention in line with the rules as at today: to be run every day."""

from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from partnerships.actions import update_attention
from partnerships.models import Agreement, Attention

AT_ONCE = 50


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        keys = list(Agreement.objects.order_by("pk").values_list("pk", flat=True))
        for some in batched(keys, AT_ONCE, strict=False):
            update_attention(some, on=localdate())
        self.stdout.write(f"{len(keys)} agreements asked; {Attention.objects.count()} things need attention.")
