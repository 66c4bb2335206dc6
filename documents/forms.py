"""Issuing: an optional reason, kept with the document."""

from __future__ import annotations

from core.forms.action import ActionForm
from core.forms.fields import ReasonField


class IssueForm(ActionForm):
    """Confirms that a document is issued."""

    why = ReasonField(
        label="Reason for this issue",
        required=False,
        help_text="For example: contributions for 2004/05 agreed. It is kept with the document.",
    )
