"""How far a figure is settled, and so whether totals count it."""

from django.db import models


class Status(models.TextChoices):
    AGREED = "agreed", "Agreed"
    PROPOSED = "proposed", "Proposed"
    INDICATIVE = "indicative", "Indicative"
    REQUESTED = "requested", "Requested, not agreed"


# A sum somebody asked for belongs to no total until it is at least proposed by the partner that would pay it.
COUNTED = (Status.AGREED, Status.PROPOSED, Status.INDICATIVE)
# What anybody who may change figures may say of one; that it is agreed is said by whose money it is.
SAID_BY_ANYBODY = (Status.PROPOSED, Status.INDICATIVE, Status.REQUESTED)
