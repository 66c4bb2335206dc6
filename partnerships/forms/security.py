"""The filter of events of security."""

from __future__ import annotations

from typing import Any

import django_filters

from core.folding import Folded
from core.forms.filters import DayFilter, ListFilter
from core.models import SecurityEvent, User


class SecurityFilter(ListFilter):
    """Narrows events by person, by kind, and by day."""

    between = ("first", "last")

    person = django_filters.ModelChoiceFilter(
        label="Who", queryset=User.objects.none(), empty_label="Anybody"
    )
    kind = django_filters.ChoiceFilter(
        label="What", choices=SecurityEvent.Kind.choices, empty_label="Anything"
    )
    first = DayFilter(label="From", field_name="at", lookup_expr="date__gte")
    last = DayFilter(label="Until", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = SecurityEvent
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.queryset.order_by().values("person")
        self.filters["person"].queryset = User.objects.filter(pk__in=people).order_by(Folded("name"), "pk")
