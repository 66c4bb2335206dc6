"""Issuing: an optional reason, kept with the document."""

from __future__ import annotations

from django import forms

from core.forms.action import ActionForm
from core.forms.fields import ProseField


class IssueForm(ActionForm):
    """Confirms that a document is issued."""

    why = ProseField(
        label="Reason for this issue",
        required=False,
        max_length=2_000,
        help_text="For example: contributions for 2004/05 agreed. It is kept with the document.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
