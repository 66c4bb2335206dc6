"""Filters of lists and histories: their form lives in the address, and nothing in it is required."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from core.forms.choices import tell_apart
from core.forms.fields import DateField


class FilterForm(forms.Form):
    """The form of a filter: the later of its two days is not before the earlier.

    `folded` names the fields that are out of sight until they are asked for, or ask something.
    """

    mark_optional = False
    between: tuple[str, str] | None = None
    folded: tuple[str, ...] = ()

    @property
    def unfolded_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.folded]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                tell_apart(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = (cleaned.get(name) for name in self.between or ("", ""))
        if self.between and first and last and last < first:
            self.add_error(self.between[1], "The last day is before the first day")
        return cleaned


class ListFilter(django_filters.FilterSet):
    """A filter whose form lives in the URL; nothing in it is required, and nonsense in it shows its error.

    `between` names the fields of the first and the last day, where it has them; `folded` those out of sight.
    """

    between: tuple[str, str] | None = None
    folded: tuple[str, ...] = ()

    def get_form_class(self) -> Any:
        own = {"between": self.between, "folded": self.folded}
        return type("ListFilterForm", (FilterForm, super().get_form_class()), own)

    @property
    def qs(self) -> Any:
        return super().qs if self.form.is_valid() or not self.is_bound else self.queryset.none()


class DayFilter(django_filters.Filter):
    field_class = DateField
