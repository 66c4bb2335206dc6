"""What needs attention, kept so that Home need not ask every rule; and what people say of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.constraints import once
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.rules import Place, Urgency, rule_of
from partnerships.findings import Answer
from partnerships.models.agreements import Agreement

# As `core.rules.Place` is written: "fund.12.checks".
PLACE = RegexValidator(r"^[a-z]+\.[\w-]*\.[\w-]*$")


class AttentionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(agreement__in=Agreement.objects.visible_to(user).not_retired())

    def not_put_aside(self, on: date) -> Self:
        """Without what somebody accepted, or put off until after that day."""
        A = AttentionAnswer.What
        aside = Q(what=A.ACCEPTED) | Q(what=A.PUT_OFF, until_on__gt=on)
        return self.exclude(Exists(_same_place().filter(aside)))

    def answered_as(self, what: str) -> Self:
        """Of which somebody said this."""
        return self.filter(Exists(_same_place().filter(what=what)))


def _same_place() -> models.QuerySet[AttentionAnswer]:
    same = {name: OuterRef(name) for name in ("agreement", "code", "place")}
    return AttentionAnswer.objects.not_retired().filter(**same)


class Attention(models.Model):
    """A breach of a rule, as it was found last: worked out anew, and never what decides anything."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="attention")
    code = models.CharField("rule", max_length=60)
    place = models.CharField("where", max_length=120)
    detail = models.TextField("what is so there")
    urgency = models.PositiveSmallIntegerField("how urgent", choices=[(each, each.name) for each in Urgency])
    first_seen_on = models.DateField("first seen on")

    objects: ClassVar = AttentionQuerySet.as_manager()
    # What somebody said of it, where `partnerships.queries.answered` has read that.
    answer: Answer | None = None

    class Meta:
        ordering = ["urgency", "agreement_id", "pk"]
        indexes = [
            models.Index(fields=["agreement", "urgency"], name="attention_of_agreement"),
            models.Index(fields=["urgency", "agreement", "id"], name="attention_most_urgent"),
        ]
        constraints = [models.UniqueConstraint(fields=["agreement", "code", "place"], name="attention_once")]

    def __str__(self) -> str:
        return self.detail

    @property
    def message(self) -> str:
        return self.detail

    @property
    def reference(self) -> str:
        return self.agreement.reference

    @property
    def source(self) -> str:
        rule = rule_of(self.code)
        return rule.source if rule else ""

    def with_answer(self, answer: Answer | None) -> Self:
        self.answer = answer
        return self

    @property
    def url(self) -> str:
        return Place.read(self.place).url(self.agreement.reference)


class AttentionAnswer(Record):
    """What somebody says of a breach: that they take it on, put it off until a day, or accept it."""

    class What(models.TextChoices):
        TAKEN_ON = "taken_on", "Taken on"
        PUT_OFF = "put_off", "Put off"
        ACCEPTED = "accepted", "Accepted"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="attention_answers")
    code = models.SlugField("rule", max_length=60, editable=False, db_index=False)
    place = models.CharField("where", max_length=120, editable=False, validators=[PLACE])
    what = models.CharField("what is to become of it", max_length=10, choices=What)
    until_on = models.DateField("put off until", null=True, blank=True)
    why = models.TextField("reason", blank=True)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="by", editable=False
    )

    objects: ClassVar = RecordQuerySet.as_manager()
    history = History()
    parent_field = "agreement"
    is_restorable = False  # it is answered anew: what was so then need not be so now

    class Meta(Record.Meta):
        verbose_name = "attention answer"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "code", "place", at="what", message="Somebody has answered this already."),
            models.CheckConstraint(
                condition=~Q(what="put_off") | Q(until_on__isnull=False),
                name="attention_put_off_has_a_day",
                violation_error_message="Enter the day until which it is put off.",
                violation_error_code="until_on",
            ),
            models.CheckConstraint(
                condition=Q(what="put_off") | Q(until_on=None),
                name="attention_day_is_of_putting_off",
                violation_error_message="Only what is put off has a day.",
                violation_error_code="until_on",
            ),
            models.CheckConstraint(
                condition=Q(what="taken_on") | ~Q(why=""),
                name="attention_put_aside_has_a_reason",
                violation_error_message="Say why.",
                violation_error_code="why",
            ),
        ]

    def __str__(self) -> str:
        rule = rule_of(self.code)
        return f"{self.get_what_display()}: {rule.message if rule else self.code}"

    @property
    def said(self) -> Answer:
        return Answer(self.what, self.get_what_display(), self.person.name, self.until_on, self.why)
