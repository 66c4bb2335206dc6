"""The form of an action that is more than changing a record's fields."""

from __future__ import annotations

from django import forms

from core.forms.fields import SubmissionField
from core.rules import RulesBroken


class ActionForm(forms.Form):
    """Carries a one-time key, so that a form sent twice is done once; shows what a rule refuses."""

    submission = SubmissionField()

    def add_broken_rules(self, refusal: RulesBroken) -> None:
        """Put each broken rule's message at its field, or above the form where the field is not on it."""
        for broken in refusal.broken:
            self.add_error(broken.field if broken.field in self.fields else None, str(broken))
