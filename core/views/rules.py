"""The page of all rules: what Common Purse refuses and what it warns of, each with its source."""

from __future__ import annotations

from typing import Any

from django import forms

from core.folding import fold
from core.forms.filters import FilterForm
from core.permissions import Anyone
from core.rules import Rule, whole_book
from core.views.pages import Page


class RuleFilter(FilterForm):
    """Narrows the book by words in any order, and by what a rule does."""

    q = forms.CharField(label="Words, source or code", required=False, max_length=200)
    does = forms.ChoiceField(
        label="What it does",
        required=False,
        choices=[("", "Anything"), ("refuses", "Refuses"), ("warns", "Warns")],
    )

    def chosen(self, rules: list[Rule]) -> list[Rule]:
        """Those of the rules that the filter lets through; none where it cannot be read."""
        if not self.is_bound:
            return rules
        if not self.is_valid():
            return []
        words, does = fold(self.cleaned_data["q"]).split(), self.cleaned_data["does"]
        return [
            rule
            for rule in rules
            if all(word in fold(f"{rule.code} {rule.message} {rule.source} {rule.about}") for word in words)
            and does in ("", rule.does)
        ]


class RuleList(Page):
    permission_required = Anyone.SIGNED_IN
    template_name = "core/rules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, book = RuleFilter(self.request.GET or None), whole_book()
        return super().get_context_data(filter_form=form, rules=form.chosen(book), in_all=len(book), **kwargs)
