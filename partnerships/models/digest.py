"""What people were told by e-mail, so that nobody is told a thing twice."""

from __future__ import annotations

from django.db import models

from core.models import Entry, User


class DigestLine(Entry):
    """One thing that one person was told in a digest. It quotes nothing: `key` is a digest of what it was."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="digest_lines")
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "line of a digest"
        verbose_name_plural = "lines of digests"
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="digest_line_once")]
