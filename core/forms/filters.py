"""Filters of lists and histories: their form lives in the address, and nothing in it is required."""

from __future__ import annotations

from typing import Any

import django_filters

from core.forms.fields import DateField


class ListFilter(django_filters.FilterSet):
    """A filter whose form lives in the URL; nothing in it is required, and nonsense in it shows its error."""

    @property
    def form(self) -> Any:
        form = super().form
        form.mark_optional = False
        return form

    @property
    def qs(self) -> Any:
        return super().qs if self.form.is_valid() or not self.is_bound else self.queryset.none()


class DayFilter(django_filters.Filter):
    field_class = DateField
