"""The filter of what one's body has left."""

from __future__ import annotations

from typing import Any

import django_filters

from core.folding import find_words
from core.forms.filters import ListFilter
from partnerships.models import Agreement


class LeftFilter(ListFilter):
    """Among the agreements that one's body has left, by what they were called then."""

    q = django_filters.CharFilter(label="Words in the reference or title", method="with_words")

    class Meta:
        model = Agreement
        fields: list[str] = []

    def with_words(self, agreements: Any, name: str, value: str) -> Any:
        return find_words(agreements, value, "reference_then", "title_then")
