"""What the agreement says: its flexibilities, phases, services, aims, provisions, annexes, contracts …"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.fields import gbp_only, pounds_field, printed_note, remark_field
from core.history import History
from core.models import Record
from core.search import search_index
from partnerships.models.agreements import Agreement
from partnerships.models.bodies import Body
from partnerships.models.reference import ProvisionKind


class AgreementContent(Record):
    """A record that is part of one agreement."""

    agreement: models.ForeignKey[Any, Any]
    parent_field = "agreement"
    tab = "agreement-scope"

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse(f"partnerships:{self.tab}", args=[self.agreement.reference])


class Flexibility(AgreementContent):
    """One of the flexibilities the agreement uses, from its own date. SI 2000/617 regs 7 to 10."""

    class Kind(models.TextChoices):
        POOLED_FUND = "pooled_fund", "Pooled fund (reg 7)"
        NHS_LEADS = "nhs_leads", "Lead commissioning by an NHS body (reg 8)"
        COUNCIL_LEADS = "council_leads", "Lead commissioning by a council (reg 9)"
        NHS_PROVIDES = "nhs_provides", "Integrated provision by an NHS body (reg 8)"
        COUNCIL_PROVIDES = "council_provides", "Integrated provision by a council (reg 9)"
        RESOURCES = "resources", "Staff, goods, services or accommodation (reg 10(1))"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="flexibilities")
    kind = models.CharField("flexibility", max_length=20, choices=Kind)
    lead_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lead body"
    )
    starts_on = models.DateField("from", null=True, blank=True)
    note = printed_note()
    remark = remark_field()

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "flexibility"
        verbose_name_plural = "flexibilities"
        ordering = ["starts_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "agreement",
                "kind",
                "starts_on",
                at="kind",
                message="This flexibility is recorded already from this date.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


# Those by which one body exercises functions of another. SI 2000/617 regs 8 and 9.
DELEGATIONS = frozenset(
    {
        Flexibility.Kind.NHS_LEADS,
        Flexibility.Kind.COUNCIL_LEADS,
        Flexibility.Kind.NHS_PROVIDES,
        Flexibility.Kind.COUNCIL_PROVIDES,
    }
)


class Phase(AgreementContent):
    """A step towards the agreement with its deadline and what hangs on it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="phases")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(99)])
    name = models.CharField("what is to be in place", max_length=200)
    due_on = models.DateField("by", null=True, blank=True)
    done_on = models.DateField("in place on", null=True, blank=True)
    condition = models.TextField(
        "condition", blank=True, help_text="What depends on it, or what it depends on"
    )

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "phase"
        ordering = ["position", "due_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "agreement", "position", at="position", message="Another phase has this place in the order."
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Service(AgreementContent):
    """A service inside or outside the agreement, or one of its arrangements, from a date."""

    class Scope(models.TextChoices):
        IN = "in", "In scope"
        OUT = "out", "Out of scope"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="services")
    scope = models.CharField("scope", max_length=3, choices=Scope, default=Scope.IN)
    name = models.CharField("service", max_length=200)
    flexibility = models.ForeignKey(
        Flexibility,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name="arrangement",
        help_text="Leave empty for the whole agreement",
    )
    from_on = models.DateField("from", null=True, blank=True)
    to_on = models.DateField("until", null=True, blank=True)
    note = models.TextField(
        "note", blank=True, help_text="Printed in the agreement. For a service out of scope: why"
    )
    remark = remark_field()

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "service"
        ordering = ["scope", "pk"]
        indexes = [search_index("service", "name", "note")]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "It must end on or after the day it begins."),
            once(
                "agreement",
                "name",
                "flexibility",
                at="name",
                message="This service is recorded already.",
                empty_counts=True,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Aim(AgreementContent):
    """An agreed aim or outcome, with its measure where there is one. Reg 7(3)(a)."""

    class Kind(models.TextChoices):
        AIM = "aim", "Aim"
        OUTCOME = "outcome", "Outcome"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="aims")
    kind = models.CharField("kind", max_length=8, choices=Kind, default=Kind.AIM)
    text = models.CharField("aim or outcome", max_length=500)
    measure = models.CharField(
        "measure", max_length=200, blank=True, help_text="A number someone can check later"
    )
    by_on = models.DateField("to be reached by", null=True, blank=True)

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "aim or outcome"
        verbose_name_plural = "aims and outcomes"
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.text


class Provision(AgreementContent):
    """The agreement's own words on one matter, in Markdown."""

    tab = "agreement-provisions"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="provisions")
    kind = models.ForeignKey(
        ProvisionKind, on_delete=models.PROTECT, related_name="provisions", verbose_name="matter"
    )
    text = models.TextField(
        "text", help_text="The agreement's words. Markdown: blank line for a paragraph, - for a list."
    )
    remark = remark_field()

    history = History()
    str_needs = ("kind",)

    class Meta(AgreementContent.Meta):
        verbose_name = "provision"
        ordering = ["kind__position", "pk"]
        indexes = [search_index("provision", "text")]
        constraints = [
            *Record.Meta.constraints,
            once(
                "agreement",
                "kind",
                at="kind",
                message="The agreement has a provision on this matter. Change that one.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)


class Consultee(AgreementContent):
    """Somebody to be consulted before the agreement is entered into. Reg 4(2): jointly by the partners.

    Whoever was informed, or is still to be consulted, never prints as consulted.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Not yet consulted"
        UNDER_WAY = "under_way", "Being consulted"
        CONSULTED = "consulted", "Consulted"
        INFORMED = "informed", "Informed or involved, not consulted"

    tab = "agreement-parties"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="consultees")
    name = models.CharField("who", max_length=200)
    state = models.CharField("how far it has come", max_length=10, choices=State, default=State.PLANNED)
    jointly = models.BooleanField("jointly by the partners", default=False)
    by_whom = models.CharField(
        "by whom", max_length=200, blank=True, help_text="The bodies that consult, where not all partners do"
    )
    from_on = models.DateField("from", null=True, blank=True)
    to_on = models.DateField("until", null=True, blank=True)
    how = models.TextField("how", blank=True)
    said = models.TextField("what they said", blank=True)
    changed = models.TextField("what was changed because of it", blank=True)

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "consultee"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "Consultation must end on or after the day it began."),
        ]

    def __str__(self) -> str:
        return self.name


class Consent(AgreementContent):
    """A commissioner's consent to what an NHS trust enters into. SI 2000/617 regs 7(2) and 9(2)."""

    tab = "agreement-parties"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="consents")
    trust = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name="for the NHS trust"
    )
    given_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name="commissioner that consents"
    )
    given_on = models.DateField("given on", null=True, blank=True)
    is_complete = models.BooleanField(
        "every commissioner whose consent it needs has given it",
        default=False,
        help_text="Each body with which the trust has an NHS contract for those persons must consent",
    )
    note = models.TextField("note", blank=True)

    history = History()
    str_needs = ("given_by", "trust")

    class Meta(AgreementContent.Meta):
        verbose_name = "consent"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "trust", "given_by", at="given_by", message="It is recorded already."),
        ]

    def __str__(self) -> str:
        return f"{self.given_by} for {self.trust}"


class Annex(AgreementContent):
    """A document annexed to the agreement that is not itself an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="annexes")
    position = models.PositiveSmallIntegerField(
        "annex number", default=1, validators=[MaxValueValidator(999)]
    )
    title = models.CharField("title", max_length=200)
    text = models.TextField("text", blank=True)

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "annex"
        verbose_name_plural = "annexes"
        ordering = ["position"]
        indexes = [search_index("annex", "title", "text")]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "position", at="position", message="Another annex has this number."),
        ]

    def __str__(self) -> str:
        return f"Annex {self.position}: {self.title}"


class Contract(AgreementContent):
    """A contract with a provider that the agreement relies on, with its own term and extension."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="contracts")
    provider = models.CharField("provider or contract", max_length=200)
    purpose = models.CharField("for", max_length=200, blank=True)
    starts_on = models.DateField("starts on", null=True, blank=True)
    ends_on = models.DateField("ends on", null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(
        "term, in years", null=True, blank=True, validators=[MaxValueValidator(50)]
    )
    extension_years = models.PositiveSmallIntegerField(
        "possible extension, in years", null=True, blank=True, validators=[MaxValueValidator(50)]
    )
    value = pounds_field("value over the term", null=True, blank=True)
    note = printed_note()
    remark = remark_field()

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "contract"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("starts_on", "ends_on", "The contract must end on or after the day it starts."),
            gbp_only("value"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="contract_value_not_negative",
                violation_error_message="A contract's value cannot be negative.",
                violation_error_code="value",
            ),
        ]

    def __str__(self) -> str:
        return self.provider
