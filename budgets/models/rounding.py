"""How finely a published figure was given."""

from django.db import models


class Rounding(models.IntegerChoices):
    """What a published figure was rounded to, in pounds."""

    POUND = 1, "the pound, or not at all"
    THOUSAND = 1_000, "£1,000"
    TEN_THOUSAND = 10_000, "£10,000"
    HUNDRED_THOUSAND = 100_000, "£100,000"
    MILLION = 1_000_000, "£1 million"
