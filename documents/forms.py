"""Issuing, with an optional reason that is kept with the document; and comparing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.forms.action import ActionForm
from core.forms.fields import DateField, ReasonField
from core.forms.filters import FilterForm
from documents.models import IssuedDocument
from partnerships.forms.as_at import end_of_day


class IssueForm(ActionForm):
    """Confirms that a document is issued."""

    why = ReasonField(
        label="Reason for this issue",
        required=False,
        help_text="For example: contributions for 2004/05 agreed. It is kept with the document.",
    )


class CompareForm(FilterForm):
    """Which two readings of an agreement are compared: each a day, as known on another, or an issue."""

    before = DateField(label="Earlier: as at", required=False)
    before_known = DateField(
        label="Earlier: as it was known on", required=False, help_text="Leave empty for what is recorded now"
    )
    before_issue = forms.ModelChoiceField(
        IssuedDocument.objects.none(), label="Or an issue", required=False, empty_label="None"
    )
    after = DateField(label="Later: as at", required=False)
    after_known = DateField(
        label="Later: as it was known on", required=False, help_text="Leave empty for what is recorded now"
    )
    after_issue = forms.ModelChoiceField(
        IssuedDocument.objects.none(), label="Or an issue", required=False, empty_label="None"
    )

    def __init__(self, *args: Any, issues: QuerySet[IssuedDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in ("before", "after"):
            field = self.fields[f"{side}_issue"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = issues

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for side in ("before", "after"):
            said = side in self.errors or cleaned.get(side) or cleaned.get(f"{side}_issue")
            if not said and f"{side}_issue" not in self.errors:
                self.add_error(side, "Enter a day, or select an issue")
        return cleaned

    def reading(self, side: str) -> tuple[date, datetime | None, IssuedDocument | None]:
        """The day, the last moment of the day whose record is asked for, and the issue."""
        cleaned = self.cleaned_data
        known = cleaned[f"{side}_known"]
        return cleaned[side], end_of_day(known) if known else None, cleaned[f"{side}_issue"]
