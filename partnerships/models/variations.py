"""What changes an agreement once it is made: numbered instruments, and what each changes from a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import once
from core.dates import in_words
from core.history import History
from core.models import Record
from core.sentences import mid_sentence
from partnerships.calculations.variations import Target, same_name
from partnerships.models.agreements import Agreement, Renewal
from partnerships.models.bodies import Body
from partnerships.models.contents import AgreementContent, Flexibility
from partnerships.models.reference import ProvisionKind


class Variation(AgreementContent):
    """A numbered instrument that varies the agreement. Nothing of it binds until every partner signed it."""

    class Kind(models.TextChoices):
        DEED = "deed", "Deed of variation"
        LETTER = "letter", "Letter of variation"
        EXCHANGE = "exchange", "Exchange of letters"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="variations")
    position = models.PositiveSmallIntegerField(
        "number", default=1, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    kind = models.CharField("kind of instrument", max_length=10, choices=Kind, default=Kind.DEED)
    title = models.CharField("title", max_length=200, help_text="What it is about, in a few words")
    effective_on = models.DateField(
        "takes effect on", help_text="The day from which the agreement reads as varied, once it is signed"
    )
    reason = models.TextField("why it is made", blank=True, help_text="Printed as its background")
    # Set by the last signature, and by nothing else.
    binds = models.BooleanField("signed by every partner", default=False, editable=False)

    history = History()
    has_page = True

    class Meta(AgreementContent.Meta):
        verbose_name = "variation"
        ordering = ["position"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "position", at="position", message="Another variation has this number."),
        ]

    def __str__(self) -> str:
        return f"Variation {self.position}: {self.title}"

    def get_absolute_url(self) -> str:
        """Its page; before it is recorded, the tab it will be on."""
        if self.pk is None:
            return reverse("partnerships:agreement-variations", args=[self.agreement.reference])
        return reverse("partnerships:variation", args=[self.pk])


class VariationChange(Record):
    """One thing that a variation changes, from its day or one of its own: from then on it is as said here."""

    variation = models.ForeignKey(Variation, on_delete=models.PROTECT, verbose_name="variation")
    from_on = models.DateField(
        "from", null=True, blank=True, help_text="Leave empty for the day on which the variation takes effect"
    )

    parent_field = "variation"

    class Meta(Record.Meta):
        abstract = True
        ordering = ["pk"]

    @property
    def effective_on(self) -> date:
        return self.from_on or self.variation.effective_on

    @property
    def targets(self) -> tuple[Target, ...]:
        """What it changes; two changes of the same are told apart by their days alone."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """The new words themselves, in Markdown, where it brings any."""
        return ""


def kinds_of_change() -> list[type[VariationChange]]:
    """Every kind of change, those of the apps above too."""
    return [model for model in apps.get_models() if issubclass(model, VariationChange)]


def _once(field: str, message: str) -> models.UniqueConstraint:
    return once("variation", field, at=field, message=message)


class PartyChange(VariationChange):
    """A body joins the agreement, or leaves it."""

    class What(models.TextChoices):
        JOIN = "join", "Joins the agreement"
        LEAVE = "leave", "Leaves the agreement"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="body")
    what = models.CharField("what it does", max_length=5, choices=What, default=What.JOIN)
    role_note = models.CharField(
        "part it plays", max_length=200, blank=True, help_text="For example: lead commissioner"
    )

    history = History()
    str_needs = ("body",)

    class Meta(VariationChange.Meta):
        verbose_name = "change of parties"
        verbose_name_plural = "changes of parties"
        constraints = [
            *Record.Meta.constraints,
            _once("body", "This variation says already whether this body joins or leaves."),
        ]

    def __str__(self) -> str:
        return f"{self.body} {mid_sentence(self.get_what_display())}"

    @property
    def targets(self) -> tuple[Target, ...]:
        return (("party", self.body_id),)


class ClauseChange(VariationChange):
    """A matter gets a new text, or is taken out."""

    class What(models.TextChoices):
        TEXT = "text", "It reads as follows"
        OUT = "out", "It is taken out"

    kind = models.ForeignKey(ProvisionKind, on_delete=models.PROTECT, related_name="+", verbose_name="matter")
    what = models.CharField("what becomes of it", max_length=4, choices=What, default=What.TEXT)
    text = models.TextField(
        "new text",
        blank=True,
        help_text="The whole text as it will read. Markdown: blank line for a paragraph, - for a list.",
    )

    history = History()
    str_needs = ("kind",)

    class Meta(VariationChange.Meta):
        verbose_name = "change of a clause"
        verbose_name_plural = "changes of clauses"
        constraints = [
            *Record.Meta.constraints,
            _once("kind", "This variation changes this matter already."),
            models.CheckConstraint(
                condition=Q(what="out", text="") | (Q(what="text") & ~Q(text="")),
                name="clause_change_has_text_or_is_taken_out",
                violation_error_message="Enter the new text; leave it empty where the matter is taken out.",
                violation_error_code="text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'new text' if self.what == self.What.TEXT else 'taken out'}"

    @property
    def targets(self) -> tuple[Target, ...]:
        return (("clause", self.kind_id),)

    @property
    def words(self) -> str:
        return self.text


class ServiceChange(VariationChange):
    """A service comes into scope or goes out of it, or is in the agreement no more. Its name tells which."""

    class What(models.TextChoices):
        IN = "in", "In scope"
        OUT = "out", "Out of scope"
        END = "end", "Not in the agreement any more"

    name = models.CharField(
        "service", max_length=200, help_text="As it stands in the agreement, where it is there already"
    )
    what = models.CharField("what becomes of it", max_length=3, choices=What, default=What.IN)
    note = models.TextField("note", blank=True, help_text="Printed in the agreement")

    history = History()

    class Meta(VariationChange.Meta):
        verbose_name = "change of a service"
        verbose_name_plural = "changes of services"
        constraints = [
            *Record.Meta.constraints,
            _once("name", "This variation changes this service already."),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {mid_sentence(self.get_what_display())}"

    @property
    def targets(self) -> tuple[Target, ...]:
        return (("service", same_name(self.name)),)

    @property
    def words(self) -> str:
        return self.note


class FlexibilityChange(VariationChange):
    """The agreement begins to use a flexibility, or to use it with another lead, or ends using it."""

    class What(models.TextChoices):
        USE = "use", "It is used"
        END = "end", "It is not used any more"

    kind = models.CharField("flexibility", max_length=20, choices=Flexibility.Kind)
    what = models.CharField("what becomes of it", max_length=3, choices=What, default=What.USE)
    lead_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lead body"
    )
    note = models.TextField("note", blank=True, help_text="Printed in the agreement")

    history = History()
    str_needs = ("lead_body",)

    class Meta(VariationChange.Meta):
        verbose_name = "change of a flexibility"
        verbose_name_plural = "changes of flexibilities"
        constraints = [
            *Record.Meta.constraints,
            _once("kind", "This variation changes this flexibility already."),
        ]

    def __str__(self) -> str:
        led = f", led by {self.lead_body}" if self.lead_body else ""
        return f"{self.get_kind_display()}: {mid_sentence(self.get_what_display())}{led}"

    @property
    def targets(self) -> tuple[Target, ...]:
        return (("flexibility", self.kind),)

    @property
    def words(self) -> str:
        return self.note


class HostChange(VariationChange):
    """Another partner is host, with its own pool manager. SI 2000/617 reg 7(4)."""

    host = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name="host partner from then on"
    )
    pool_manager_post = models.CharField(
        "pool manager", max_length=200, blank=True, help_text="The post, not the person (reg 7(4))"
    )

    history = History()
    str_needs = ("host",)

    class Meta(VariationChange.Meta):
        verbose_name = "change of host"
        verbose_name_plural = "changes of host"
        constraints = [
            *Record.Meta.constraints,
            once("variation", at="host", message="This variation changes the host already."),
        ]

    def __str__(self) -> str:
        manager = f", pool manager {self.pool_manager_post}" if self.pool_manager_post else ""
        return f"Host partner: {self.host}{manager}"

    @property
    def targets(self) -> tuple[Target, ...]:
        return (("host", None),)


class TermChange(VariationChange):
    """The term, its renewal or the notice to end it: what is empty stays. An extension is this."""

    ends_on = models.DateField("last day of the term", null=True, blank=True)
    renewal = models.CharField("renewal", max_length=12, choices=Renewal, blank=True)
    renewal_terms = models.TextField("renewal terms", blank=True)
    notice_months = models.PositiveSmallIntegerField(
        "notice to end it, in months", null=True, blank=True, validators=[MaxValueValidator(120)]
    )

    # What it may change, each by itself.
    PARTS = ("ends_on", "renewal", "renewal_terms", "notice_months")

    history = History()

    class Meta(VariationChange.Meta):
        verbose_name = "change of term"
        verbose_name_plural = "changes of term"
        constraints = [
            *Record.Meta.constraints,
            once("variation", at="ends_on", message="This variation changes the term already."),
            models.CheckConstraint(
                condition=~Q(ends_on=None, renewal="", renewal_terms="", notice_months=None),
                name="term_change_changes_something",
                violation_error_message="Enter the new last day, the renewal or the notice.",
                violation_error_code="ends_on",
            ),
        ]

    def __str__(self) -> str:
        last = f"last day {in_words(self.ends_on)}" if self.ends_on else ""
        renewal = mid_sentence(self.get_renewal_display()) if self.renewal else ""
        months = self.notice_months
        notice = f"notice of {months} {'month' if months == 1 else 'months'}" if months is not None else ""
        terms = "new renewal terms" if self.renewal_terms else ""
        return f"Term: {', '.join(filter(None, (last, renewal, terms, notice)))}"

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(("term", name) for name in self.changed)

    @property
    def changed(self) -> dict[str, Any]:
        """What it changes, each with what it is from then on."""
        found = {name: getattr(self, name) for name in self.PARTS}
        return {name: value for name, value in found.items() if value not in (None, "")}

    @property
    def words(self) -> str:
        return self.renewal_terms


# Every kind of this app; other apps have their own.
OWN_CHANGES: tuple[type[VariationChange], ...] = (
    ClauseChange,
    FlexibilityChange,
    HostChange,
    PartyChange,
    ServiceChange,
    TermChange,
)
