"""Retiring and restoring: the reason, which the history keeps."""

from __future__ import annotations

from django import forms

from core.forms.action import ActionForm
from core.forms.fields import ProseField

LONGEST_REASON = 2_000


def _reason(label: str) -> ProseField:
    return ProseField(
        label=label,
        help_text="The history keeps your reason.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RetireForm(ActionForm):
    why = _reason("Why are you retiring it?")


class RestoreForm(ActionForm):
    why = _reason("Why are you bringing it back?")
