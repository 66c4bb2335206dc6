"""The form of an action: sent twice it is done once, and what a rule refuses is said on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms.fields import ReasonField, SubmissionField, VersionField
from core.rules import Rule, RulesBroken, value_is_valid


class ActionForm(forms.Form):
    """Carries a one-time key, so that a form sent twice is done once; shows what a rule refuses."""

    submission = SubmissionField()

    broken_rules: list[Rule] = []

    def add_broken_rules(self, refusal: RulesBroken) -> None:
        """Put each broken rule's message at its field, or above the form where the field is not on it."""
        rules = {
            broken.rule.code: broken.rule for broken in refusal.broken if broken.rule is not value_is_valid
        }
        self.broken_rules = list(rules.values())
        for broken in refusal.broken:
            self.add_error(broken.field if broken.field in self.fields else None, str(broken))


class MoveForm(ActionForm):
    """Where a record goes next, and why, with the version it was opened at."""

    to = forms.ChoiceField(
        label="New status",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the new status"},
    )
    why = ReasonField(label="Why", required=False)
    version = VersionField()

    def __init__(self, data: Any = None, *, nexts: Iterable[tuple[str, str]], version: int) -> None:
        """`nexts` are the statuses it can go to, each with its label."""
        super().__init__(data, initial={"version": version})
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = list(nexts)
        to.error_messages["invalid_choice"] = (
            "That cannot be next any more: somebody changed the status while this page was open. "
            "Look at it again, then choose"
        )
