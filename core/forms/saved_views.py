"""Keeping by name how one looks at a list."""

from __future__ import annotations

from django import forms

from core.forms.action import ActionForm
from core.models import SavedView


class SavedViewForm(ActionForm):
    name = forms.CharField(
        label="Name of the view",
        max_length=SavedView._meta.get_field("name").max_length,
        help_text="For example: Unsigned and ending soon. It takes the place of one that has this name.",
        error_messages={"required": "Enter a name by which you will know it"},
    )
