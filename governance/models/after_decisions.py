"""What becomes of a decision: that it is called in, and what was promised to come of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from core.constraints import in_order
from core.dates import in_words
from core.history import History
from core.models import Record
from governance.models.decisions import Decision
from governance.models.forums import Forum


class OfDecision(Record):
    """A record that belongs to one decision, and is seen and recorded by whoever sees and records that."""

    parent_field = "decision"

    class Meta(Record.Meta):
        abstract = True

    def agreements_affected(self) -> Iterable[int]:
        return self.parent.agreements_affected()


def _number(name: str, help_text: str = "") -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name, default=0, validators=[MaxValueValidator(9_999)], help_text=help_text
    )


class CallInRequest(OfDecision):
    """Somebody called a decision in: until that is settled, it has no effect."""

    class Outcome(models.TextChoices):
        RELEASED = "released", "Released: it takes effect"
        UPHELD = "upheld", "Referred back, and upheld"
        RECONSIDERED = "reconsidered", "Referred back, and to be decided anew"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="call_in_requests")
    called_on = models.DateField("called in on")
    called_time = models.TimeField(
        "at what time", null=True, blank=True, help_text="For example 16:45. It counts on the last day"
    )
    called_by = models.CharField(
        "by whom", max_length=300, help_text="In words, by office: the opposition group and two others"
    )
    members = _number("how many members of the council")
    non_executive = _number("of them not on the executive")
    on_committee = _number("of them on the scrutiny committee")
    residents = _number("how many residents, or others whom it concerns")
    grounds = models.TextField("grounds", blank=True)
    referred_to = models.ForeignKey(
        Forum,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="referred to",
    )
    outcome = models.CharField("what came of it", max_length=12, choices=Outcome, blank=True)
    settled_on = models.DateField("settled on", null=True, blank=True)
    effective_on = models.DateField(
        "takes effect on",
        null=True,
        blank=True,
        help_text="Where that is not the day on which it was settled",
    )

    history = History()
    str_needs = ("decision__forum",)

    class Meta(OfDecision.Meta):
        verbose_name = "call in request"
        ordering = ["called_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("called_on", "settled_on", "It is settled on the day it was called in, or later."),
            in_order("settled_on", "effective_on", "It takes effect on the day it was settled, or later."),
            models.CheckConstraint(
                condition=Q(outcome="", settled_on=None) | (~Q(outcome="") & Q(settled_on__isnull=False)),
                name="call_in_request_settled_says_how_and_when",
                violation_error_message="Say what came of it, and on which day.",
                violation_error_code="outcome",
            ),
            models.CheckConstraint(
                condition=Q(effective_on=None) | Q(outcome__in=("released", "upheld")),
                name="call_in_request_effective_is_of_what_stands",
                violation_error_message="Only what was released or upheld takes effect.",
                violation_error_code="effective_on",
            ),
            models.CheckConstraint(
                condition=Q(non_executive__lte=F("members")) & Q(on_committee__lte=F("members")),
                name="call_in_request_counts_members_among_members",
                violation_error_message="Count them among the members of the council too.",
                violation_error_code="members",
            ),
        ]

    def __str__(self) -> str:
        return f"Called in on {in_words(self.called_on)}"

    @property
    def is_running(self) -> bool:
        return not self.outcome


class FollowUp(OfDecision):
    """Something to be done or reported because of a decision: "we will report back"."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="follow_ups")
    what = models.TextField("what is to be done", help_text="For example: report back on the first quarter")
    owner_post = models.CharField("by whom", max_length=200, help_text="The post")
    due_on = models.DateField("due on")
    done_on = models.DateField("done on", null=True, blank=True)
    came_of = models.TextField("what came of it", blank=True)

    history = History()

    class Meta(OfDecision.Meta):
        verbose_name = "follow up"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.owner_post}, by {in_words(self.due_on)}"
