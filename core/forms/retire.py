"""Retiring and restoring: the reason, which the history keeps."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.fields import ProseField
from core.rules import RulesBroken


class RetireForm(forms.Form):
    why = ProseField(
        label="Why are you retiring it?",
        help_text="The history keeps your reason.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def add_broken_rules(self, refusal: RulesBroken) -> None:
        for broken in refusal.broken:
            self.add_error(None, str(broken))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)


class RestoreForm(RetireForm):
    why = ProseField(
        label="Why are you bringing it back?",
        help_text="The history keeps your reason.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
