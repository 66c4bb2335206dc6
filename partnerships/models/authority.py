"""By what power each partner enters into an agreement, who may sign for it, and who signed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.dates import in_words
from core.fields import gbp_only, pounds_field, printed_note, remark_field
from core.history import History
from core.models import Record, RecordQuerySet
from core.sentences import mid_sentence
from partnerships.models.agreements import Agreement
from partnerships.models.bodies import Body


class OfPartner(Record):
    """What one partner does towards an agreement: its own people record it."""

    agreement: Any
    body: Any
    parent_field = "agreement"

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement-signing", args=[self.agreement.reference])


class Authority(OfPartner):
    """A decision of one partner about the agreement: what it authorises, on what conditions, until when.

    A later decision that takes one back is a decision of its own, and names it.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", "Decided at a meeting"
        OFFICER = "officer", "Decided by an officer under delegated power"
        EMERGENCY = "emergency", "Decided as urgent"

    class What(models.TextChoices):
        ENTER = "enter", "Entering into the agreement"
        VARY = "vary", "Varying it"
        RENEW = "renew", "Renewing or extending it"
        END = "end", "Ending it"
        TAKE_BACK = "take_back", "Taking an earlier decision back"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="authorities")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="partner")
    decided_by = models.CharField(
        "decided by",
        max_length=200,
        help_text="The meeting, or the post. For example: Executive, or Director of Social Services",
    )
    decided_on = models.DateField("decided on")
    kind = models.CharField("how", max_length=10, choices=Kind, default=Kind.MEETING)
    what = models.CharField("what it authorises", max_length=10, choices=What)
    revokes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revoked_by",
        verbose_name="which decision it takes back",
    )
    variation = models.ForeignKey(
        "partnerships.Variation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authorities",
        verbose_name="which variation",
        help_text="Where it authorises one. Leave empty for any variation",
    )
    minute = models.CharField(
        "minute or record",
        max_length=100,
        blank=True,
        help_text="Where it can be read",
    )
    limit = pounds_field(
        "up to",
        null=True,
        blank=True,
        help_text="The most that may be agreed to over the whole term. Leave empty where there is no limit.",
    )
    conditions = models.TextField(
        "on condition that", blank=True, help_text="What must be so before anybody acts on it"
    )
    conditions_met_on = models.DateField("conditions met on", null=True, blank=True)
    from_on = models.DateField("in force from", null=True, blank=True, help_text="If later than the decision")
    to_on = models.DateField(
        "in force until", null=True, blank=True, help_text="The last day, where it lapses"
    )
    reasons = models.TextField("reasons", blank=True, help_text="Of an officer’s decision: why it was taken")
    alternatives = models.TextField(
        "alternatives considered and rejected", blank=True, help_text="Of an officer’s decision"
    )
    interests = models.CharField(
        "interests declared",
        max_length=300,
        blank=True,
        help_text="Of an officer’s decision: by which member, or “None”",
    )
    remark = remark_field()

    history = History()
    str_needs = ("body",)

    class Meta(OfPartner.Meta):
        verbose_name = "decision of a partner"
        verbose_name_plural = "decisions of partners"
        ordering = ["decided_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            gbp_only("limit"),
            in_order("from_on", "to_on", "It must end on or after the day it comes into force."),
            in_order(
                "decided_on", "conditions_met_on", "Conditions are met on the day of the decision, or later."
            ),
            models.CheckConstraint(
                condition=Q(conditions_met_on=None) | ~Q(conditions=""),
                name="authority_met_has_conditions",
                violation_error_message="Say what the condition is.",
                violation_error_code="conditions",
            ),
            models.CheckConstraint(
                condition=Q(what="take_back", revokes__isnull=False)
                | (~Q(what="take_back") & Q(revokes=None)),
                name="authority_takes_back_a_decision",
                violation_error_message="Choose the decision that is taken back, and none where none is.",
                violation_error_code="revokes",
            ),
            models.CheckConstraint(
                condition=Q(variation=None) | Q(what="vary"),
                name="authority_of_a_variation_varies",
                violation_error_message="Only a decision on varying the agreement names a variation.",
                violation_error_code="variation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {mid_sentence(self.get_what_display())}, {self.decided_by}"

    def apart(self) -> str:
        return in_words(self.decided_on)


class Delegation(OfPartner):
    """A power to settle or sign the agreement, given to a post or asked for it."""

    class Power(models.TextChoices):
        NEGOTIATE = "negotiate", "Negotiate the terms"
        APPROVE = "approve", "Negotiate and approve the final terms"
        SETTLE_AND_SIGN = "settle_sign", "Negotiate, approve and sign the final terms"
        EXECUTE = "execute", "Execute the documents"

    SIGNS = (Power.SETTLE_AND_SIGN, Power.EXECUTE)

    class State(models.TextChoices):
        REQUESTED = "requested", "Asked for, not yet given"
        GIVEN = "given", "Given"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="delegations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="partner")
    post = models.CharField(
        "to the post of",
        max_length=400,
        help_text="Where several may act apart, record each; where they act together, name them all",
    )
    power = models.CharField("power", max_length=12, choices=Power)
    state = models.CharField("is it given?", max_length=10, choices=State)
    authority = models.ForeignKey(
        Authority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name="given by the decision",
        help_text="Without it, nobody can tell whether the power holds",
    )
    in_consultation_with = models.CharField(
        "in consultation with",
        max_length=200,
        blank=True,
        help_text="The post that must be consulted before the power is used",
    )
    consulted_on = models.DateField("consulted on", null=True, blank=True)
    from_on = models.DateField("from", null=True, blank=True)
    to_on = models.DateField("until", null=True, blank=True, help_text="The last day")
    note = printed_note()
    remark = remark_field()

    history = History()
    apart_needs = ("body",)

    class Meta(OfPartner.Meta):
        verbose_name = "delegation"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "It must end on or after the day it begins."),
            models.CheckConstraint(
                condition=Q(consulted_on=None) | ~Q(in_consultation_with=""),
                name="delegation_consulted_somebody",
                violation_error_message="Enter the post that was consulted.",
                violation_error_code="in_consultation_with",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {mid_sentence(self.power_as_it_stands)}"

    def apart(self) -> str:
        return str(self.body)

    @property
    def power_as_it_stands(self) -> str:
        """The power in words, which say so while it is only asked for."""
        asked = "" if self.state == self.State.GIVEN else f" ({mid_sentence(self.get_state_display())})"
        return f"{self.get_power_display()}{asked}"


class Signature(OfPartner):
    """That one partner signed the agreement, or a variation of it: by whom, under which power, and how."""

    class Mode(models.TextChoices):
        HAND = "hand", "Under hand"
        DEED_SEAL = "deed_seal", "As a deed, under seal"
        DEED_HAND = "deed_hand", "As a deed, under hand with a witness"
        ELECTRONIC = "electronic", "Electronically"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="partner")
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name="signed by, under the power of",
    )
    variation = models.ForeignKey(
        "partnerships.Variation",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="signatures",
        verbose_name="variation it signed",
    )
    mode = models.CharField("how it was signed", max_length=10, choices=Mode)
    signed_on = models.DateField("signed on")
    delivered_on = models.DateField(
        "delivered on", null=True, blank=True, help_text="Of a deed: the day from which it binds"
    )
    is_counterpart = models.BooleanField("it signed a counterpart", default=False)
    seal_number = models.CharField("number in the seal register", max_length=60, blank=True)
    attested_by = models.CharField(
        "attested or witnessed by",
        max_length=200,
        blank=True,
        help_text="The post of who attested it, or of the witness",
    )
    platform = models.CharField("signing platform", max_length=100, blank=True)
    certificate = models.CharField("certificate or envelope number", max_length=100, blank=True)
    remark = remark_field()

    history = History()
    str_needs = ("body", "delegation")

    class Meta(OfPartner.Meta):
        verbose_name = "signature"
        ordering = ["signed_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "agreement",
                "body",
                "variation",
                at="body",
                message="This partner has signed it already.",
                empty_counts=True,
            ),
            in_order("signed_on", "delivered_on", "A deed is delivered on the day it is signed, or later."),
            models.CheckConstraint(
                condition=~Q(mode="deed_seal") | ~Q(seal_number=""),
                name="signature_under_seal_is_in_the_register",
                violation_error_message="Enter the number in the seal register.",
                violation_error_code="seal_number",
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=["deed_seal", "deed_hand"]) | ~Q(attested_by=""),
                name="signature_of_a_deed_is_attested",
                violation_error_message="Enter the post of who attested the seal, or of the witness.",
                violation_error_code="attested_by",
            ),
            models.CheckConstraint(
                condition=~Q(mode="electronic") | ~Q(platform=""),
                name="signature_electronic_names_its_platform",
                violation_error_message="Enter the platform on which it was signed.",
                violation_error_code="platform",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.delegation.post}"


class LightCopies(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """Leaves the bytes in the database until they are asked for."""

    def get_queryset(self) -> Any:
        return super().get_queryset().defer("content")


class SignedCopy(Record):
    """The signed agreement as a file: what is kept of it is told by its SHA-256."""

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="copies")
    filename = models.CharField("file name", max_length=200, editable=False)
    content = models.BinaryField("bytes", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    size = models.PositiveIntegerField("size in bytes", editable=False)

    objects: ClassVar = LightCopies()
    # The history tells the bytes by their SHA-256, and need not hold the same megabytes again.
    history = History(excluded_fields=["content"])
    parent_field = "signature"

    class Meta(Record.Meta):
        verbose_name = "signed copy"
        verbose_name_plural = "signed copies"
        base_manager_name = "objects"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "signature",
                at="file",
                message="A signed copy is attached to this signature. Retire that one first.",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="signed_copy_sha256_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.filename
