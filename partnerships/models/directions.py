"""Consent to what a council enters into that is to be dissolved: the direction, and what was asked and given.

Local Government and Public Involvement in Health Act 2007, sections 24 to 27. Whether an agreement is such a
contract is a legal question, which nothing here decides.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from core.constraints import in_order, once
from core.fields import gbp_only, pounds_field
from core.history import History
from core.models import Record
from partnerships.models.agreements import Agreement
from partnerships.models.bodies import Body
from partnerships.models.contents import AgreementContent
from partnerships.models.reference import Reference


class ConsentDirection(Reference):
    """A direction under section 24: from its date, a council to be dissolved enters into larger contracts
    only with consent. Its last day is the one before the council is dissolved.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="council")
    consent_of = models.CharField(
        "whose consent is needed", max_length=200, help_text="For example: the shadow authority’s executive"
    )
    contract_limit = pounds_field(
        "limit of a contract that is not capital", default=100_000, help_text="£100,000 in section 24"
    )
    capital_limit = pounds_field("limit of a capital contract", default=1_000_000)
    land_limit = pounds_field("limit of a disposal of land", default=100_000)

    history = History()
    str_needs = ("body",)

    class Meta(Reference.Meta):
        verbose_name = "consent direction"
        ordering = ["from_on", "pk"]
        constraints = [
            *Reference.Meta.constraints,
            gbp_only("contract_limit"),
            gbp_only("capital_limit"),
            gbp_only("land_limit"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=False),
                name="consent_direction_has_its_date",
                violation_error_message="Enter the date in the direction.",
                violation_error_code="from_on",
            ),
        ]


class DirectionConsent(AgreementContent):
    """Consent under section 24 to what one council enters into by the agreement: asked, and given."""

    tab = "agreement-parties"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="direction_consents")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name="council to be dissolved"
    )
    other_sums = pounds_field(
        "what comes under other contracts with the same parties",
        null=True,
        blank=True,
        help_text="It is added to what this agreement comes to (section 27)",
    )
    asked_on = models.DateField("consent asked for on", null=True, blank=True)
    given_on = models.DateField("consent given on", null=True, blank=True)
    given_by = models.CharField("given by", max_length=200, blank=True)
    note = models.TextField(
        "note", blank=True, help_text="For example: why it was advised that none is needed"
    )

    history = History()
    str_needs = ("body",)

    class Meta(AgreementContent.Meta):
        verbose_name = "dissolution consent"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            gbp_only("other_sums"),
            once("agreement", "body", at="body", message="It is recorded already for this council."),
            in_order("asked_on", "given_on", "Consent is given on the day it is asked for, or later."),
            models.CheckConstraint(
                condition=Q(given_on=None) | ~Q(given_by=""),
                name="direction_consent_is_given_by_somebody",
                violation_error_message="Enter who gave it.",
                violation_error_code="given_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Section 24 consent for {self.body}"
