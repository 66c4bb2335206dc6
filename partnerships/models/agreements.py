"""The agreement and who is party to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.fields import copied_from_field
from core.history import History
from core.models import Act, Entry, Record, RecordQuerySet, User
from core.permissions import Permission, bodies_where
from core.search import search_index
from partnerships.models.bodies import Body
from partnerships.models.reference import LegalBasis


class AgreementStatus(models.TextChoices):
    DRAFTING = "drafting", "Drafting"
    CONSULTING = "consulting", "Consulting"
    AWAITING_APPROVAL = "awaiting_approval", "Awaiting approval"
    APPROVED = "approved", "Approved"
    SIGNED = "signed", "Signed"
    IN_FORCE = "in_force", "In force"
    EXPIRED = "expired", "Expired"
    TERMINATED = "terminated", "Terminated"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


S = AgreementStatus

# From each status, those that can come next: onwards first, then back, for what was recorded by mistake. An
# agreement may come into force before it is signed, or approved: in practice many do, and the record says so.
# A draft that is given up is withdrawn: it never bound, so it neither expired nor was terminated.
TRANSITIONS: dict[AgreementStatus, tuple[AgreementStatus, ...]] = {
    S.DRAFTING: (S.CONSULTING, S.AWAITING_APPROVAL, S.IN_FORCE, S.WITHDRAWN),
    S.CONSULTING: (S.AWAITING_APPROVAL, S.IN_FORCE, S.DRAFTING, S.WITHDRAWN),
    S.AWAITING_APPROVAL: (S.APPROVED, S.SIGNED, S.IN_FORCE, S.CONSULTING, S.DRAFTING, S.WITHDRAWN),
    S.APPROVED: (S.SIGNED, S.IN_FORCE, S.AWAITING_APPROVAL, S.WITHDRAWN),
    S.SIGNED: (S.IN_FORCE, S.TERMINATED, S.APPROVED),
    S.IN_FORCE: (S.EXPIRED, S.TERMINATED, S.SUPERSEDED, S.SIGNED, S.APPROVED, S.AWAITING_APPROVAL),
    S.EXPIRED: (S.SUPERSEDED, S.IN_FORCE),
    S.TERMINATED: (S.IN_FORCE, S.SIGNED),
    S.SUPERSEDED: (S.IN_FORCE,),
    S.WITHDRAWN: (S.DRAFTING,),
}

# Its words may still change: nobody has been asked to approve them.
UNSETTLED = (S.DRAFTING, S.CONSULTING)
# It waits for somebody before it can begin.
NOT_YET_IN_FORCE = (*UNSETTLED, S.AWAITING_APPROVAL, S.APPROVED, S.SIGNED)
# Its partners have approved it, or act as if they had.
MADE = (S.APPROVED, S.SIGNED, S.IN_FORCE)
# An agreement that is over needs no attention.
OVER = (S.EXPIRED, S.TERMINATED, S.SUPERSEDED, S.WITHDRAWN)


class Renewal(models.TextChoices):
    NONE = "none", "Not renewable"
    YEARLY = "yearly", "Renewable year by year"
    OPTION = "option", "May be extended"
    UNTIL_ENDED = "until_ended", "Continues until notice is given"
    UNKNOWN = "unknown", "Not yet settled"


class AgreementQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Agreements to which a body is party, by its own word, where the user may see them."""
        return self.shared_with(bodies_where(user, Permission.SEE), on=user.today)

    def shared_with(self, bodies: Iterable[int | None], *, on: date) -> Self:
        """Agreements that the people of one of these bodies read and write on that day."""
        parties = Party.objects.with_access_on(on).filter(body__in=bodies)
        return self.filter(pk__in=parties.values("agreement"))

    def not_over(self) -> Self:
        """Being prepared, or in force."""
        return self.exclude(status__in=OVER)


class Agreement(Record):
    """A partnership agreement between NHS bodies and councils. Its term is inclusive of both days."""

    reference = models.CharField(
        "reference",
        max_length=40,
        unique=True,
        error_messages={"unique": "This reference cannot be used. Choose another."},
        validators=[
            RegexValidator(
                r"^[A-Z0-9]+(-[A-Z0-9]+)*$", "Use capital letters, digits and hyphens, like ABC-CARE-2026."
            )
        ],
        help_text="Capital letters, digits and hyphens, like ABC-CARE-2026. It appears on every document.",
    )
    title = models.CharField("title", max_length=200)
    legal_basis = models.ForeignKey(
        LegalBasis, on_delete=models.PROTECT, related_name="agreements", verbose_name="legal basis"
    )
    client_group = models.CharField(
        "client group",
        max_length=200,
        blank=True,
        help_text="The people it is for. For example: adults with a learning disability",
    )
    summary = models.TextField(
        "summary", blank=True, help_text="What the agreement is for, in a few sentences"
    )
    status = models.CharField(
        "status", max_length=20, choices=AgreementStatus, default=AgreementStatus.DRAFTING, editable=False
    )
    kept_by = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="agreements_kept",
        verbose_name="recorded for",
        help_text="Your own body. It becomes the first partner.",
    )
    over_arching = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="annexed_agreements",
        verbose_name="over-arching agreement",
        help_text="The agreement this one is annexed to, if any",
    )
    annex_order = models.PositiveSmallIntegerField(
        "annex number", null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    host = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements_hosted",
        verbose_name="host partner",
        help_text="Responsible for the accounts and audit of the pooled fund (reg 7(4))",
    )
    pool_manager_post = models.CharField(
        "pool manager", max_length=200, blank=True, help_text="The post, not the person (reg 7(4))"
    )
    improvement = models.TextField(
        "why it is likely to lead to an improvement",
        blank=True,
        help_text="The reasons, as section 75(1) of the NHS Act 2006 and reg 4(1) require",
    )
    includes_charging = models.BooleanField(
        "charging functions are included",
        default=False,
        help_text="Whether one partner charges users for another (reg 6(k), (l), from 1 April 2003)",
    )
    agreed_on = models.DateField(
        "date of the agreement",
        null=True,
        blank=True,
        help_text="Where it states one. Leave empty for the day of the last signature",
    )
    is_better_care_fund = models.BooleanField(
        "it holds money of the Better Care Fund",
        default=False,
        help_text="Each year of the fund has a date by which such an agreement is to be signed",
    )
    starts_on = models.DateField(
        "starts on", null=True, blank=True, help_text="The day from which it takes effect"
    )
    ends_on = models.DateField("ends on", null=True, blank=True, help_text="The last day of the term")
    renewal = models.CharField("renewal", max_length=12, choices=Renewal, default=Renewal.UNKNOWN)
    renewal_terms = models.TextField("renewal terms", blank=True)
    notice_months = models.PositiveSmallIntegerField(
        "notice to end it, in months", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    copied_from = copied_from_field()

    acts = models.ManyToManyField(Act, through="Concern", related_name="agreements", editable=False)

    objects: ClassVar = AgreementQuerySet.as_manager()
    history = History()
    above_field = "over_arching"
    url_key = "reference"
    has_page = True

    class Meta(Record.Meta):
        verbose_name = "agreement"
        ordering = ["reference"]
        indexes = [search_index("agreement", "reference", "title", "client_group", "summary")]
        constraints = [
            *Record.Meta.constraints,
            in_order("starts_on", "ends_on", "The agreement must end on or after the day it starts."),
            models.CheckConstraint(
                condition=Q(annex_order=None) | Q(over_arching__isnull=False),
                name="agreement_annex_number_needs_over_arching",
                violation_error_message="An annex number needs an over-arching agreement.",
                violation_error_code="annex_order",
            ),
            once("over_arching", "annex_order", at="annex_order", message="Another annex has this number."),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    def agreements_concerned(self) -> Iterable[Any]:
        return [self]

    def responsible_bodies(self, on: date) -> set[int | None]:
        return set(self.parties.with_access_on(on).values_list("body_id", flat=True))

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement", args=[self.reference])


class StatusStep(Record):
    """One status that the agreement was given, from its day; what the next step follows.

    The agreement itself holds the latest. Where the day is not known, it is that of the step before.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="status_steps")
    status = models.CharField("status", max_length=20, choices=AgreementStatus)
    from_on = models.DateField("from", null=True, blank=True)

    history = History()
    parent_field = "agreement"
    is_restorable = False  # a status recorded by mistake is followed by the right one

    class Meta(Record.Meta):
        verbose_name = "status step"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_status_display()


class Concern(Entry):
    """Puts an act on the timeline of an agreement."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "agreement it concerns"
        verbose_name_plural = "agreements it concerns"
        constraints = [models.UniqueConstraint(fields=["act", "agreement"], name="concern_once")]


class PartyQuerySet(RecordQuerySet):
    def not_left_on(self, day: date) -> Self:
        """Partners on that day, and those that will join. Its last day is still a partner's."""
        return self.not_retired().filter(Q(left_on=None) | Q(left_on__gte=day))

    def with_access_on(self, day: date) -> Self:
        """Those whose own people have said that they are party: they read and write until the day it left."""
        return self.not_left_on(day).filter(confirmed=True)


class Party(Record):
    """A body that is party to the agreement, from the day it joined to the day it left, inclusive."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="parties", verbose_name="body")
    joined_on = models.DateField(
        "joined on", null=True, blank=True, help_text="Leave empty for the agreement's start"
    )
    left_on = models.DateField("left on", null=True, blank=True, help_text="Its last day as a partner")
    role_note = models.CharField(
        "part it plays", max_length=200, blank=True, help_text="For example: lead commissioner"
    )
    # Until then its people see no more than the invitation. Nobody may be there yet to say so.
    confirmed = models.BooleanField("confirmed by its own people", default=False, editable=False)

    objects: ClassVar = PartyQuerySet.as_manager()
    history = History()
    parent_field = "agreement"
    str_needs = ("body",)
    is_restorable = False  # it is invited again: its people may not have been asked the first time

    class Meta(Record.Meta):
        verbose_name = "party"
        verbose_name_plural = "parties"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("joined_on", "left_on", "A partner cannot leave before it joined."),
            models.UniqueConstraint(
                fields=["agreement", "body"],
                condition=Q(retired_at=None, left_on=None),
                name="party_once_until_it_leaves",
                violation_error_message="This body is a party already.",
                violation_error_code="body",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement-parties", args=[self.agreement.reference])
