"""The form by which an agreement is begun as a copy of another."""

from __future__ import annotations

from typing import Any

from django import forms

from budgets.actions import MoneyCopied
from core.forms.fields import ReferenceField
from core.permissions import Permission, may
from partnerships.forms import KeptForm
from partnerships.models import Agreement


class AgreementCopyForm(KeptForm):
    """What is new of the copy, and how much of the original it begins with."""

    keeping = Permission.CHANGE_AGREEMENTS
    fieldsets = [
        ("The new agreement", ["reference", "title", "legal_basis", "kept_by", "starts_on", "ends_on"]),
        ("What it begins with", ["money", "with_invitations"]),
    ]

    money = forms.ChoiceField(
        label="What to copy of the money",
        choices=MoneyCopied,
        widget=forms.RadioSelect,
        initial=MoneyCopied.LINES,
        error_messages={"required": "Say what to copy of the money"},
    )
    with_invitations = forms.BooleanField(
        label="Invite the partners of today",
        required=False,
        help_text=(
            "Each has to accept. One for which nobody signs in here becomes a partner at once, so that its "
            "contribution lines are copied too."
        ),
    )

    class Meta(KeptForm.Meta):
        model = Agreement
        field_classes = {"reference": ReferenceField}
        fields = ["reference", "title", "legal_basis", "kept_by", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may(self.user, Permission.CHANGE_FUNDS):
            del self.fields["money"]

    @property
    def copies_money(self) -> str:
        """What is copied of the money: nothing where the user may not record funds at any body."""
        return self.cleaned_data.get("money", MoneyCopied.NONE)
