"""A board's terms of reference, in versions that are each in force from a day."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import once
from core.dates import in_words
from core.history import History
from core.models import Record
from governance.models.board_parts import BoardContent
from governance.models.boards import Board


class TermsVersion(BoardContent):
    """Terms of reference that bind from a day until the next version does.

    Sections that belong to no version are the first terms of the board, in force until a version is.
    """

    anchor = "terms"
    has_page = True

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms_versions")
    from_on = models.DateField("in force from")
    approved_by = models.CharField(
        "approved by", max_length=300, blank=True, help_text="For example: Cabinet, and the board itself"
    )
    approved_on = models.DateField("approved on", null=True, blank=True)
    note = models.TextField("what changed, and why", blank=True)

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "version of terms"
        verbose_name_plural = "versions of terms"
        ordering = ["from_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "board",
                "from_on",
                at="from_on",
                message="Another version of the terms of reference is in force from this day.",
            ),
        ]

    def __str__(self) -> str:
        return f"Terms of reference from {in_words(self.from_on)}"

    def get_absolute_url(self) -> str:
        return (
            reverse("governance:version-of-terms", args=[self.pk]) if self.pk else super().get_absolute_url()
        )


class TermOfReference(BoardContent):
    """A section of the terms of reference, with the number it was published under.

    Published numbering has gaps and repeats; it is kept, and reported, not refused.
    """

    anchor = "terms"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    # not "version": that is the form's own, by which it notices a second user
    of_version = models.ForeignKey(
        TermsVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name="version",
        help_text="Leave empty for the first terms of reference",
    )
    position = models.PositiveSmallIntegerField(
        "place in the order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    number = models.CharField(
        "number", max_length=20, blank=True, help_text="As it is published, like 2 or 2.4"
    )
    heading = models.CharField("heading", max_length=200, blank=True)
    text = models.TextField("text", blank=True)

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "term of reference"
        verbose_name_plural = "terms of reference"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(heading="", text=""),
                name="term_of_reference_says_something",
                violation_error_message="Enter a heading or a text.",
                violation_error_code="text",
            ),
        ]

    def __str__(self) -> str:
        said = self.heading or self.text[:60]
        return f"{self.number} {said}".strip()

    @property
    def level(self) -> int:
        """How deep its number is: 1 for "2" and for none, 2 for "2.4"."""
        return self.number.strip(".").count(".") + 1
