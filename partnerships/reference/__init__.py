"""Kinds of body, legal bases, kinds of provision, excluded functions, dates for signing: as the law has them.

They are data that an administrator corrects: loading adds what is missing and changes nothing. Each file has
the rows of one model. Dates are inclusive; what nobody has read in its source says `is_verified = false`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.models import User
from core.reference import loads_reference, record_missing
from partnerships.models import BodyKind, ExcludedFunction, LegalBasis, ProvisionKind, SigningDate

HERE = Path(__file__).parent
MODELS = (BodyKind, LegalBasis, ProvisionKind, ExcludedFunction, SigningDate)


@loads_reference
def load(*, by: User, at: datetime) -> int:
    """Record the reference data that is missing; returns how many rows that was."""
    return sum(record_missing(model, HERE, by=by, at=at) for model in MODELS)
