"""What is published before a decision is taken: entries of the forward plan, and notices of other kinds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.constraints import in_order
from core.dates import in_words
from core.fields import remark_field
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.search import search_index
from governance.calculations.notice_contents import Content, contents_of, missing
from governance.models.forums import Forum
from governance.models.reports import CabinetReport
from partnerships.models import RoleHeld


class NoticeQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of bodies of theirs, or that theirs keeps while it has no people."""
        own = user.roles_by_body.keys() - {None}
        people = RoleHeld.objects.not_retired().filter(body=OuterRef("forum__body"))
        kept = Q(forum__body__kept_by__in=own) & ~Exists(people)
        return self.filter(Q(forum__body__in=own) | kept)

    def due_on_or_after(self, day: date) -> Self:
        """Those whose decision is still to come on that day, or has no day yet."""
        return self.filter(Q(due_from_on=None) | Q(due_from_on__gte=day) | Q(due_to_on__gte=day))

    def published_by(self, day: date) -> Self:
        """Those in use that were published on that day or before."""
        return self.not_retired().filter(published_on__lte=day)


class Notice(Record):
    """A notice before a decision of a forum, or its entry in the forward plan.

    Until it is published only the people of the forum's body see it.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "Entry in the forward plan"
        PRIVATE_MEETING = "private_meeting", "Notice of a private meeting"
        PRIVATE_RESPONSE = "private_response", "Second notice of a private meeting"
        PRIVATE_URGENT = "private_urgent", "Private meeting that cannot wait"
        GENERAL_EXCEPTION = "general_exception", "General exception"
        SPECIAL_URGENCY = "special_urgency", "Special urgency"

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="notices", verbose_name="forum")
    kind = models.CharField("kind", max_length=20, choices=Kind, default=Kind.PLAN, editable=False)
    report = models.ForeignKey(
        CabinetReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="report",
        help_text="The report on which the decision is asked, once it is begun",
    )
    matter = models.CharField(
        "matter",
        max_length=300,
        help_text="What is to be decided, in words that give nothing away that is exempt",
    )
    is_key = models.BooleanField("a key decision is to be made", default=True)
    due_from_on = models.DateField("decision on", null=True, blank=True)
    due_to_on = models.DateField("or until", null=True, blank=True)
    published_on = models.DateField("first published on", null=True, blank=True)
    wards = models.CharField("wards or groups affected", max_length=300, blank=True)
    consultees = models.TextField("consultees", blank=True)
    consultation = models.TextField("consultation", blank=True)
    representations = models.TextField("representations", blank=True)
    response = models.TextField("response", blank=True)
    documents = models.TextField("documents", blank=True)
    reasons = models.TextField("reasons", blank=True)
    agreed_by_post = models.CharField("agreed by", max_length=200, blank=True)
    agreed_on = models.DateField("agreed on", null=True, blank=True)
    council_told_on = models.DateField("reported to the council on", null=True, blank=True)
    contact_post = models.CharField("contact", max_length=200, blank=True)
    remark = remark_field()

    objects: ClassVar = NoticeQuerySet.as_manager()
    history = History()
    parent_field = "forum"
    str_needs = ("forum__body",)
    has_page = True

    class Meta(Record.Meta):
        verbose_name = "notice"
        ordering = ["due_from_on", "pk"]
        indexes = [
            search_index("notice", "matter"),
            models.Index(fields=["forum", "due_from_on"], name="notice_by_forum_and_day"),
        ]
        constraints = [
            *Record.Meta.constraints,
            in_order("due_from_on", "due_to_on", "The last day is before the first."),
            in_order("published_on", "due_from_on", "Notice is published before the decision is due."),
        ]

    def __str__(self) -> str:
        return self.matter

    @property
    def is_of(self) -> date | None:
        """The day whose law it follows."""
        return self.due_from_on or self.due_to_on or self.published_on

    def said(self, content: Content) -> Any:
        """What it says of that: of some things the forum says it for all its notices."""
        return getattr(self.forum if content.is_of_forum else self, content.field)

    @property
    def contents(self) -> tuple[tuple[Content, Any], ...]:
        """What it says, without what nothing is said of."""
        asked = contents_of(self.kind)
        return tuple((each, said) for each in asked if (said := self.said(each)))

    @property
    def due_in_words(self) -> str:
        """ "1 March 2015", or "1 March 2015 to 31 March 2015"; nothing where no day is known."""
        days = [each for each in (self.due_from_on, self.due_to_on) if each]
        return " to ".join(map(in_words, dict.fromkeys(days)))

    @property
    def missing(self) -> tuple[Content, ...]:
        """What the law of its day asks for and it does not say."""
        said = {each.field: self.said(each) for each in contents_of(self.kind)}
        return missing(self.kind, said, on=self.is_of, alone=self.forum.decides_alone)

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def agreements_affected(self) -> Iterable[int]:
        return [self.report.agreement_id] if self.report else []

    def get_absolute_url(self) -> str:
        """Its page; before it is recorded, the plan in which it will stand."""
        if self.pk:
            return reverse("governance:notice", args=[self.pk])
        return reverse("governance:forward-plan", args=[self.forum.body_id])
