"""All reference data of every app."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

import governance.reference
import partnerships.reference
from core.models import User


def load_reference(*, by: User, at: datetime) -> int:
    """Record what is missing, all or nothing; return how many rows that was."""
    with transaction.atomic():
        return (
            partnerships.reference.load(by=by, at=at)
            + governance.reference.load_layouts(by=by, at=at)
            + governance.reference.load_notice_rules(by=by, at=at)
            + governance.reference.load_exempt_paragraphs(by=by, at=at)
        )
