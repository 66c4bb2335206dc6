"""What to look for, in the address."""

from __future__ import annotations

from django import forms

from core.forms.filters import FilterForm
from core.search import sources


def kinds_to_choose() -> list[tuple[str, str]]:
    return [("", "Everything"), *((source.kind, source.kind) for source in sources())]


class SearchForm(FilterForm):
    q = forms.CharField(label="Words", max_length=200, required=False)
    kind = forms.ChoiceField(label="In", choices=kinds_to_choose, required=False)
