"""The form that takes bodies from a file: read and shown first, then recorded."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.action import ActionForm
from core.forms.choices import tell_apart
from core.models import User
from core.permissions import Permission
from partnerships.calculations.body_files import (
    COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    BodyRow,
    NotRead,
    bodies_in,
    text_of,
)
from partnerships.models import Body
from partnerships.queries import own_bodies


class BodyImportForm(ActionForm):
    """A CSV file, or the rows of one that was read before and is looked at now."""

    mark_optional = False

    file = forms.FileField(
        label="CSV file",
        required=False,
        help_text=f"With the columns {', '.join(COLUMNS)}; in UTF-8; at most {MOST_ROWS:,} rows. It is shown "
        "before anything is recorded.",
        error_messages={"empty": "This file is empty"},
    )
    kept_by = forms.ModelChoiceField(
        label="New records are kept by",
        queryset=Body.objects.none(),
        help_text="The one of your bodies whose people may change them, besides their own.",
        error_messages={"required": "Select which of your bodies keeps the new records"},
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=MOST_BYTES)
    is_checked = forms.BooleanField(label="I have looked at what the file does", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[BodyRow] = []
        keepers = self.fields["kept_by"]
        assert isinstance(keepers, forms.ModelChoiceField)
        keepers.queryset = own_bodies(user, Permission.CHANGE_BODIES)
        tell_apart(keepers)
        self.initial.setdefault("kept_by", keepers.queryset.first())
        if not self.data.get("text"):
            del self.fields["is_checked"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if "file" in self.errors:
            return cleaned
        try:
            if file is not None:
                # One byte more than is taken tells that there is more: the rest is never read.
                cleaned["text"] = text_of(file.read(MOST_BYTES + 1))
            if not cleaned.get("text"):
                raise NotRead("Choose a CSV file")
            self.rows = bodies_in(cleaned["text"])
        except NotRead as refusal:
            self.add_error("file", str(refusal))
        return cleaned

    @property
    def is_new_file(self) -> bool:
        """Whether the file was chosen now, and nobody has looked at what it does."""
        return self.cleaned_data.get("file") is not None or not self.cleaned_data.get("is_checked")
