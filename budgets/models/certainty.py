"""How firm a contribution is, and so whether totals count it."""

from django.db import models


class Certainty(models.TextChoices):
    AGREED = "agreed", "Agreed"
    PROPOSED = "proposed", "Proposed"
    INDICATIVE = "indicative", "Indicative"
    REQUESTED = "requested", "Requested, not agreed"


# A sum somebody asked for belongs to no total until it is at least proposed by the partner that would pay it.
COUNTED = (Certainty.AGREED, Certainty.PROPOSED, Certainty.INDICATIVE)
