"""A file as it was handed out: its bytes, what it was made from, and who issued it when."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from core.models import Record, User

HEAVY = ("content", "word", "facts")


class KeptFile(Record):
    """One issue of a document. It is never made again, changed or retired; a new issue supersedes it."""

    number = models.PositiveIntegerField(
        "issue", editable=False, validators=[MinValueValidator(1)], help_text="For a report, its version"
    )
    title = models.CharField("title", max_length=300, editable=False)
    filename = models.CharField("file name", max_length=200, editable=False)
    content_type = models.CharField("type of file", max_length=100, editable=False)
    facts = models.JSONField("what it was made from", editable=False)
    content = models.BinaryField("bytes", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    size = models.PositiveIntegerField("size in bytes", editable=False)
    # The same words as a Word file; none of a file of figures, nor of what was issued before there was one.
    word = models.BinaryField("bytes of the Word file", null=True, editable=False)
    word_sha256 = models.CharField("SHA-256 of the Word file", max_length=64, blank=True, editable=False)
    word_size = models.PositiveIntegerField("size of the Word file in bytes", null=True, editable=False)
    issued_at = models.DateTimeField("issued at", editable=False)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="issued by", editable=False
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by", editable=False
    )
    why = models.TextField("reason", blank=True, editable=False)

    kept_as_it_is = True
    is_exempt = False  # unless its own field says so

    class Meta(Record.Meta):
        abstract = True
        ordering = ["-issued_at", "-pk"]

    @property
    def word_filename(self) -> str:
        return f"{self.filename.removesuffix('.pdf')}.docx"


def stays_as_it_is(name: str) -> list[models.CheckConstraint]:
    """It is not retired, and each of its files has its checksum."""
    return [
        models.CheckConstraint(condition=Q(retired_at=None), name=f"{name}_is_never_retired"),
        models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name=f"{name}_sha256_is_one"),
        models.CheckConstraint(
            condition=Q(word=None, word_sha256="", word_size=None)
            | Q(word__isnull=False, word_size__isnull=False, word_sha256__regex=r"^[0-9a-f]{64}$"),
            name=f"{name}_word_has_sha256",
        ),
    ]
