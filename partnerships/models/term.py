"""How long an agreement lasts: the notice that ends it, its days, and who takes part each year."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import once
from core.fields import FinancialYearField, gbp_only, pounds_field, printed_note, remark_field
from core.history import History
from core.models import Record
from core.sentences import mid_sentence
from partnerships.models.agreements import Agreement
from partnerships.models.bodies import Body


class OfTerm(Record):
    """What is shown on the Term tab."""

    agreement: models.ForeignKey[Agreement, Agreement]
    parent_field = "agreement"

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement-term", args=[self.agreement.reference])


class NoticeTerm(OfTerm):
    """What notice ends the agreement, or one scheme or fund of it, and how its days are counted."""

    class Unit(models.TextChoices):
        MONTHS = "months", "Months"
        DAYS = "days", "Days"
        CLEAR_DAYS = "clear_days", "Clear days"
        WORKING_DAYS = "working_days", "Clear working days"

    class Ending(models.TextChoices):
        TERM = "term", "The last day of the term"
        BREAK = "break", "A break date"
        YEAR_END = "year_end", "31 March of any year"
        ANY_DAY = "any_day", "Any day"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notice_terms")
    subject = models.CharField(
        "scheme or fund it ends",
        max_length=200,
        blank=True,
        help_text="Leave empty for the whole agreement",
    )
    length = models.PositiveSmallIntegerField(
        "how long", validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    unit = models.CharField(
        "counted in",
        max_length=12,
        choices=Unit,
        default=Unit.MONTHS,
        help_text="Clear days leave out both the day of the notice and the day on which it ends",
    )
    ending = models.CharField("it may end on", max_length=10, choices=Ending, default=Ending.TERM)
    note = printed_note()
    remark = remark_field()

    history = History()

    class Meta(OfTerm.Meta):
        verbose_name = "notice term"
        ordering = ["subject", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "subject", "ending", at="ending", message="The notice for this is recorded."),
        ]

    def __str__(self) -> str:
        return (
            f"{self.length} {mid_sentence(self.get_unit_display())}, {self.subject or 'the whole agreement'}"
        )


class TermDay(OfTerm):
    """A day in the term on which something may or must be done; it may come again every so many months."""

    class Kind(models.TextChoices):
        BREAK = "break", "Break: the agreement may end on this day"
        OPTION = "option", "Option to extend: taken up by this day"
        DECISION = "decision", "Decision on renewing: taken by this day"
        REVIEW = "review", "Review: done by this day"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="term_days")
    kind = models.CharField("what it is", max_length=10, choices=Kind)
    due_on = models.DateField("day", help_text="The first, where it comes again")
    every_months = models.PositiveSmallIntegerField(
        "comes again every so many months",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="12 for every year. Leave empty where it comes once",
    )
    extension_months = models.PositiveSmallIntegerField(
        "extends the term by so many months",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    settled_on = models.DateField(
        "done up to",
        null=True,
        blank=True,
        help_text="The latest of its days that has been dealt with",
    )
    decided_by = models.CharField(
        "who decides or does it", max_length=200, blank=True, help_text="For example: the partnership board"
    )
    note = printed_note()
    remark = remark_field()

    history = History()

    class Meta(OfTerm.Meta):
        verbose_name = "day in the term"
        verbose_name_plural = "days in the term"
        ordering = ["due_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "kind", "due_on", at="due_on", message="This day is recorded already."),
            models.CheckConstraint(
                condition=Q(extension_months=None) | Q(kind="option"),
                name="term_day_extends_by_an_option",
                violation_error_message="Only an option to extend has a length by which it extends.",
                violation_error_code="extension_months",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RenewalDecision(OfTerm):
    """Whether one partner takes part in one financial year, and what it commits: its own people record it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="renewal_decisions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="partner")
    year = FinancialYearField("financial year")
    takes_part = models.BooleanField("it takes part", choices=[(True, "Yes"), (False, "No")])
    commitment = pounds_field(
        "its commitment for the year",
        null=True,
        blank=True,
        help_text="Leave empty where the contributions under Money say it",
    )
    decided_by = models.CharField("decided by", max_length=200, help_text="The meeting, or the post")
    decided_on = models.DateField("decided on")
    minute = models.CharField("minute or record", max_length=100, blank=True)
    remark = remark_field()

    history = History()
    str_needs = ("body",)

    class Meta(OfTerm.Meta):
        verbose_name = "renewal decision"
        ordering = ["year", "pk"]
        constraints = [
            *Record.Meta.constraints,
            gbp_only("commitment"),
            once(
                "agreement",
                "body",
                "year",
                at="year",
                message="This partner has decided on that year. Change that decision.",
            ),
            models.CheckConstraint(
                condition=Q(commitment=None) | Q(takes_part=True, commitment__gte=0),
                name="renewal_decision_commits_who_takes_part",
                violation_error_message="Only a partner that takes part commits a sum, of £0 or more.",
                violation_error_code="commitment",
            ),
        ]

    def __str__(self) -> str:
        part = "takes part" if self.takes_part else "takes no part"
        return f"{self.body} {part} in {self.year}"
