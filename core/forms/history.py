"""The filter of a history."""

from __future__ import annotations

from typing import Any

import django_filters

from core.folding import Folded
from core.forms.filters import DayFilter, ListFilter
from core.models import Act, User
from core.sentences import sentence_start


class TimelineFilter(ListFilter):
    """Narrows a history by person, by kind of record or act, and by day."""

    between = ("first", "last")

    by = django_filters.ModelChoiceFilter(label="Who", queryset=User.objects.none(), empty_label="Anybody")
    kind = django_filters.ChoiceFilter(label="What", method="of_kind", empty_label="Anything")
    first = DayFilter(label="From", field_name="at", lookup_expr="date__gte")
    last = DayFilter(label="Until", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = Act
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["by"].queryset = User.objects.filter(
            pk__in=self.queryset.order_by().values("by")
        ).order_by(Folded("name"), "pk")
        codes = self.queryset.order_by().values_list("code", flat=True).distinct()
        kinds = sorted({code.partition(".")[0] for code in codes})
        self.filters["kind"].extra["choices"] = [
            (kind, sentence_start(kind.replace("-", " "))) for kind in kinds
        ]

    def of_kind(self, acts: Any, name: str, value: str) -> Any:
        return acts.filter(code__startswith=f"{value}.")
