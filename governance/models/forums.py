"""Where reports are decided: the meetings of a council or an NHS body, or one person alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.dates import LONG_AGO, Period, in_words
from core.fields import remark_field
from core.folding import Folded
from core.history import History
from core.models import Record
from partnerships.models import Body


class Forum(Record):
    """A meeting, or a member acting alone, to which reports go. Which exist is public, like bodies."""

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "Cabinet or executive"
        MEMBER = "member", "Cabinet member, deciding alone"
        OFFICER = "officer", "Officer, deciding alone"
        COUNCIL = "council", "Full council"
        SCRUTINY = "scrutiny", "Scrutiny committee"
        COMMITTEE = "committee", "Other committee"
        JOINT_COMMITTEE = "joint_committee", "Joint committee of councils"
        HEALTH_AND_WELLBEING = "health_and_wellbeing", "Health and wellbeing board"
        NHS_BOARD = "nhs_board", "Board of an NHS body"

    ALONE = (Kind.MEMBER, Kind.OFFICER)
    EXECUTIVE_KINDS = (Kind.EXECUTIVE, *ALONE)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="forums", verbose_name="body")
    name = models.CharField(
        "name", max_length=200, help_text="As it is called on agendas. For example: Cabinet"
    )
    kind = models.CharField("kind", max_length=20, choices=Kind)
    members = models.TextField(
        "who sits on it",
        blank=True,
        help_text="Its members, one a line, as the forward plan must list them",
    )
    documents_at = models.CharField(
        "where documents are to be had",
        max_length=300,
        blank=True,
        help_text="The address from which copies of the documents listed in the plan are available",
    )
    documents_by = models.CharField(
        "how to ask for other documents",
        max_length=300,
        blank=True,
        help_text="What somebody does who wants those that are submitted later",
    )

    history = History()
    parent_field = "body"
    str_needs = ("body",)

    class Meta(Record.Meta):
        verbose_name = "forum"
        ordering = [Folded("body__name"), "body", Folded("name")]
        constraints = [
            *Record.Meta.constraints,
            once("body", "name", at="name", message="This body has a forum of this name already."),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"

    def responsible_bodies(self, on: date) -> set[int | None]:
        return self.body.keepers_of_its_own(on)

    @property
    def is_executive(self) -> bool:
        """Whether the Regulations on executive decisions apply to what is decided here."""
        return self.kind in self.EXECUTIVE_KINDS

    @property
    def decides_alone(self) -> bool:
        return self.kind in self.ALONE

    @property
    def may_be_called_in(self) -> bool:
        """Whether it decides for a council: scrutiny calls in, and boards of the NHS know no call-in."""
        return self.kind not in (self.Kind.SCRUTINY, self.Kind.NHS_BOARD)

    @property
    def in_sentence(self) -> str:
        """As a recommendation addresses it: "the Executive"."""
        return self.name if self.name.casefold().startswith("the ") else f"the {self.name}"

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def agreements_affected(self) -> Iterable[int]:
        """Those with a report that is decided here: it may count clear days otherwise now."""
        return self.reports.not_retired().values_list("agreement", flat=True)

    def get_absolute_url(self) -> str:
        """Its line in the list; before it is recorded, the list."""
        page = reverse("governance:forum-list", args=[self.body_id])
        return f"{page}#forum-{self.pk}" if self.pk else page


class InForce(Record):
    """Something that a council says and that holds between two days, both included. It is public."""

    from_on = models.DateField("in force from", null=True, blank=True)
    to_on = models.DateField("in force until", null=True, blank=True)
    source = models.CharField(
        "source", max_length=300, help_text="Where the council says so, such as a part of its constitution"
    )
    remark = remark_field()

    earliest_day = LONG_AGO

    class Meta(Record.Meta):
        abstract = True
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "It must end on or after the day it began."),
        ]

    @property
    def in_force(self) -> Period:
        return Period(self.from_on, self.to_on)

    def agreements_concerned(self) -> Iterable[Any]:
        return []


class OfForum(InForce):
    """Something that holds of one forum between two days."""

    forum: Any
    parent_field = "forum"
    str_needs = ("forum__body",)

    class Meta(InForce.Meta):
        abstract = True

    def responsible_bodies(self, on: date) -> set[int | None]:
        bodies: set[int | None] = self.forum.responsible_bodies(on)
        return bodies

    def get_absolute_url(self) -> str:
        return str(self.forum.get_absolute_url())


class OfCouncil(Record):
    """Something that one council says or did, and that bears on all its decisions. It is public."""

    parent_field = "body"
    anchor = ""

    class Meta(Record.Meta):
        abstract = True

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def agreements_affected(self) -> Iterable[int]:
        """Those with a report that one of its forums decides: other rules may apply to it now."""
        forums = Forum.objects.not_retired().filter(**{self.parent_field: self.parent})
        reports = forums.filter(reports__retired_at=None, reports__isnull=False)
        return reports.values_list("reports__agreement", flat=True)

    def responsible_bodies(self, on: date) -> set[int | None]:
        body: Any = self.parent
        return body.keepers_of_its_own(on)

    def get_absolute_url(self) -> str:
        page = reverse("governance:forum-list", args=[self.parent.pk])
        return f"{page}#{self.anchor}"


class InForceAtCouncil(OfCouncil, InForce):
    """Something that holds of one council between two days."""

    class Meta(InForce.Meta):
        abstract = True


class GovernanceArrangement(InForceAtCouncil):
    """How a council is governed: by an executive or by committees. It says which law its decisions follow."""

    class Kind(models.TextChoices):
        LEADER = "leader", "Executive: leader and cabinet"
        MAYOR = "mayor", "Executive: elected mayor and cabinet"
        MAYOR_AND_MANAGER = "mayor_and_manager", "Executive: elected mayor and council manager"
        COMMITTEES = "committees", "Committee system"
        ALTERNATIVE = "alternative", "Alternative arrangements, without an executive"

    EXECUTIVE_KINDS = (Kind.LEADER, Kind.MAYOR, Kind.MAYOR_AND_MANAGER)

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="governance_arrangements", verbose_name="council"
    )
    kind = models.CharField("form", max_length=20, choices=Kind)

    history = History()
    anchor = "form"

    class Meta(InForceAtCouncil.Meta):
        verbose_name = "governance arrangement"
        ordering = ["from_on", "pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def has_executive(self) -> bool:
        return self.kind in self.EXECUTIVE_KINDS


# While SI 2000/3272 was in force.
PLANS_FROM, PLANS_TO = date(2001, 1, 9), date(2012, 9, 9)


class YearlyNotice(OfCouncil):
    """What a council had in a newspaper before a year of forward plans: SI 2000/3272 reg 12, until 2012."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="yearly_notices", verbose_name="council"
    )
    first_plan_on = models.DateField(
        "day the first plan takes effect", help_text="From which the first forward plan of that year holds"
    )
    published_on = models.DateField("day of publication")
    newspaper = models.CharField("newspaper", max_length=200, blank=True)
    remark = remark_field()

    history = History()
    earliest_day = LONG_AGO
    anchor = "yearly-notices"

    class Meta(OfCouncil.Meta):
        verbose_name = "yearly notice"
        ordering = ["first_plan_on", "pk"]
        constraints = [
            *OfCouncil.Meta.constraints,
            once(
                "body",
                "first_plan_on",
                at="first_plan_on",
                message="A notice of plans from this day is recorded already.",
            ),
            in_order("published_on", "first_plan_on", "The notice comes before the first plan takes effect."),
            models.CheckConstraint(
                condition=Q(first_plan_on__gte=PLANS_FROM, first_plan_on__lte=PLANS_TO),
                name="yearly_notice_while_there_were_plans",
                violation_error_message="Forward plans held from 9 January 2001 to 9 September 2012.",
                violation_error_code="first_plan_on",
            ),
        ]

    def __str__(self) -> str:
        return f"Plans from {in_words(self.first_plan_on)}"
