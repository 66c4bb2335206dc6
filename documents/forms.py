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
from partnerships.models import Variation


class IssueForm(ActionForm):
    """Confirms that a document is issued."""

    why = ReasonField(
        label="Reason for this issue",
        required=False,
        help_text="For example: contributions for 2004/05 agreed. It is kept with the document.",
    )


class CompareForm(FilterForm):
    """Which two readings of an agreement are compared: each a day, as known on another, or an issue.

    The later may have a draft of a variation laid over it; without days both are then of the draft's day.
    """

    before = DateField(label="Earlier: as at", required=False)
    before_known = DateField(
        label="Earlier: as it was known on", required=False, help_text="Leave empty for what is recorded now"
    )
    before_issue = forms.ModelChoiceField(
        IssuedDocument.objects.none(), label="Earlier: or an issue", required=False, empty_label="None"
    )
    after = DateField(label="Later: as at", required=False)
    after_known = DateField(
        label="Later: as it was known on", required=False, help_text="Leave empty for what is recorded now"
    )
    after_issue = forms.ModelChoiceField(
        IssuedDocument.objects.none(), label="Later: or an issue", required=False, empty_label="None"
    )
    including = forms.ModelChoiceField(
        Variation.objects.none(),
        label="Later: with a draft of a variation",
        required=False,
        empty_label="None",
        help_text="Without a day, the day from which it would take effect",
    )

    def __init__(
        self, *args: Any, issues: QuerySet[IssuedDocument], drafts: QuerySet[Variation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        including = self.fields["including"]
        assert isinstance(including, forms.ModelChoiceField)
        including.queryset = drafts
        for side in ("before", "after"):
            field = self.fields[f"{side}_issue"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = issues

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        draft = cleaned.get("including")
        if draft and cleaned.get("after_issue"):
            self.add_error("including", "An issue stays as it was issued. Enter a day, or leave both out")
        if draft and cleaned.get("after_known"):
            self.add_error("including", "A draft is laid over what is recorded now. Leave out what was known")
        for side in ("before", "after"):
            day, issue = cleaned.get(side), cleaned.get(f"{side}_issue")
            if side in self.errors or f"{side}_issue" in self.errors:
                continue
            if issue and (day or cleaned.get(f"{side}_known")):
                self.add_error(f"{side}_issue", "Enter a day or select an issue, not both")
            elif not issue and not day and draft:
                cleaned[side] = draft.effective_on
            elif not issue and not day:
                self.add_error(side, "Enter a day, or select an issue")
        return cleaned

    def reading(self, side: str) -> tuple[date, datetime | None, IssuedDocument | None, Variation | None]:
        """The day, the last moment of the day whose record is asked for, the issue, and the draft."""
        cleaned = self.cleaned_data
        known = cleaned[f"{side}_known"]
        draft = cleaned["including"] if side == "after" else None
        return cleaned[side], end_of_day(known) if known else None, cleaned[f"{side}_issue"], draft
