"""Until when a decision may be called in, by whom, and what follows: each council's own, between two days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.dates import in_words
from core.history import History
from core.sentences import mid_sentence
from governance.calculations.call_in import END_OF_DAY, CallInPeriod
from governance.models.forums import Forum, OfForum


class Callers(models.TextChoices):
    """Whose number a constitution counts. Who sits on the committee is not on the executive, and a member."""

    MEMBERS = "members", "Members of the council"
    NON_EXECUTIVE = "non_executive", "Members who are not on the executive"
    ON_COMMITTEE = "on_committee", "Members of the scrutiny committee"
    RESIDENTS = "residents", "Residents, or others whom it concerns"


def _named(least: str, kind: str) -> models.CheckConstraint:
    """A number goes with whom it counts."""
    both = models.Q(**{f"{least}__isnull": False}) & ~models.Q(**{kind: ""})
    return models.CheckConstraint(
        condition=models.Q(**{least: None, kind: ""}) | both,
        name=f"call_in_{least}_with_{kind}",
        violation_error_message="Say how many, and of whom.",
        violation_error_code=least,
    )


class CallIn(OfForum):
    """How decisions of a forum may be called in while its constitution says so; both days included."""

    class AppliesTo(models.TextChoices):
        KEY = "key", "Key decisions"
        ALL = "all", "All decisions"

    class Starts(models.TextChoices):
        PUBLICATION = "publication", "The day the decision is published"
        DECISION = "decision", "The day the decision is made"
        MEETING = "meeting", "The day of the meeting"

    class Unit(models.TextChoices):
        WORKING_DAYS = "working", "Working days"
        DAYS = "days", "Days, weekends and bank holidays included"

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="call_ins", verbose_name="forum")
    applies_to = models.CharField("applies to", max_length=4, choices=AppliesTo, default=AppliesTo.ALL)
    starts = models.CharField("counted from", max_length=12, choices=Starts, default=Starts.PUBLICATION)
    length = models.PositiveSmallIntegerField(
        "how many days",
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="The day from which they are counted is not one of them",
    )
    unit = models.CharField("which days count", max_length=8, choices=Unit, default=Unit.WORKING_DAYS)
    until_hour = models.PositiveSmallIntegerField(
        "until what hour of the last day",
        default=END_OF_DAY,
        validators=[MinValueValidator(1), MaxValueValidator(END_OF_DAY)],
        help_text="12 for noon, 17 for 5pm, 24 for the end of the day",
    )
    who = models.CharField(
        "who may call in",
        max_length=300,
        blank=True,
        help_text="For example: five members of the council who are not in the Cabinet",
    )
    callers_least = models.PositiveSmallIntegerField(
        "how many at least",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9_999)],
    )
    callers_kind = models.CharField("of whom", max_length=13, choices=Callers, blank=True)
    or_least = models.PositiveSmallIntegerField(
        "or how many at least",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9_999)],
        help_text="Where the constitution knows a second way",
    )
    or_kind = models.CharField("or of whom", max_length=13, choices=Callers, blank=True)
    then = models.TextField(
        "what follows", blank=True, help_text="Where it goes, within how many days, and who decides again"
    )
    urgency = models.TextField(
        "when it does not apply", blank=True, help_text="For example: urgent decisions, and who must agree"
    )

    history = History()

    class Meta(OfForum.Meta):
        verbose_name = "call in rule"
        ordering = ["forum", "from_on", "pk"]
        constraints = [
            *OfForum.Meta.constraints,
            _named("callers_least", "callers_kind"),
            _named("or_least", "or_kind"),
        ]

    def __str__(self) -> str:
        since = f" from {in_words(self.from_on)}" if self.from_on else ""
        return f"Call-in of {mid_sentence(self.get_applies_to_display())}{since}"

    @property
    def period(self) -> CallInPeriod:
        return CallInPeriod(self.length, self.unit == self.Unit.WORKING_DAYS, self.until_hour)

    def counted_from(
        self, *, published: date | None, decided: date, meeting: date | None = None
    ) -> date | None:
        """The day from which its days are counted; None where that is not known."""
        days = {
            self.Starts.PUBLICATION: published,
            self.Starts.DECISION: decided,
            self.Starts.MEETING: meeting or decided,
        }
        return days[self.Starts(self.starts)]

    @property
    def ways(self) -> list[tuple[int, Callers]]:
        """How many of whom it takes: any one of these is enough; none where no number is recorded."""
        ways = ((self.callers_least, self.callers_kind), (self.or_least, self.or_kind))
        return [(least, Callers(kind)) for least, kind in ways if least]

    @property
    def takes(self) -> str:
        """The same in words: "5 members of the council, or 100 residents …"."""
        return ", or ".join(f"{least} {mid_sentence(kind.label)}" for least, kind in self.ways)

    @property
    def in_words(self) -> str:
        """For example: "5 working days after the day the decision is published, until 5pm"."""
        days = "day" if self.length == 1 else "days"
        kind = "working " if self.unit == self.Unit.WORKING_DAYS else ""
        hour = {END_OF_DAY: "the end of the day", 12: "noon"}.get(
            self.until_hour, f"{(self.until_hour - 1) % 12 + 1}{'am' if self.until_hour < 12 else 'pm'}"
        )
        return f"{self.length} {kind}{days} after {mid_sentence(self.get_starts_display())}, until {hour}"

    def agreements_affected(self) -> Iterable[int]:
        """Those on whose reports the forum decided: its decisions may take effect on another day now."""
        return self.forum.decisions.not_retired().values_list("report__agreement", flat=True)
