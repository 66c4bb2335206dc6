"""What the partners still have to settle: issue areas, and what is to be delivered in each."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from core.constraints import once
from core.history import History
from core.models import Record
from partnerships.models.agreements import Agreement
from partnerships.models.bodies import Body
from partnerships.models.contents import AgreementContent


class IssueArea(AgreementContent):
    """An area in which issues must be resolved before the agreement stands, such as joint commissioning."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="issue_areas")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(99)])
    name = models.CharField("issue area", max_length=200)
    note = models.TextField("what is to be resolved", blank=True)

    history = History()

    class Meta(AgreementContent.Meta):
        verbose_name = "issue area"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "name", at="name", message="An issue area of this name is recorded already."),
        ]

    def __str__(self) -> str:
        return self.name


class Deliverable(Record):
    """What is to be delivered in an issue area: its owner is a post, at one of the partners or elsewhere."""

    area = models.ForeignKey(IssueArea, on_delete=models.PROTECT, related_name="deliverables")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    what = models.CharField("what is delivered", max_length=300)
    owner_post = models.CharField("owner", max_length=200, blank=True, help_text="The post, not the person")
    owner_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="at which body"
    )
    due_on = models.DateField("due by", null=True, blank=True)
    done_on = models.DateField("delivered on", null=True, blank=True)
    note = models.TextField("note", blank=True)

    history = History()
    parent_field = "area"

    class Meta(Record.Meta):
        verbose_name = "deliverable"
        ordering = ["position", "due_on", "pk"]

    def __str__(self) -> str:
        return self.what
