"""From which month a calendar is shown, and what of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.dates import FIRST_DAY, LAST_DAY
from core.days import kinds_of_days
from core.forms.filters import FilterForm


def kinds_to_choose() -> list[tuple[str, str]]:
    return [("", "Everything"), *((kind, kind) for kind in kinds_of_days())]


class CalendarFilter(FilterForm):
    """Lives in the address: the month as 2026-11, and one kind of day."""

    month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        label="From the month",
        required=False,
        help_text="Year and month, like 2026-11",
        error_messages={"invalid": "Enter a year and a month, like 2026-11"},
    )
    kind = forms.ChoiceField(label="Only", required=False, choices=kinds_to_choose)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_month(self) -> str:
        month: str = self.cleaned_data["month"]
        if month and not FIRST_DAY <= _first_of(month) <= LAST_DAY:
            raise forms.ValidationError(f"Enter a month between {FIRST_DAY.year} and {LAST_DAY.year}")
        return month

    @property
    def first_day(self) -> date:
        """The first day of the month that is asked, or of the present one."""
        month = self.cleaned_data.get("month") if self.is_bound and self.is_valid() else ""
        return _first_of(month) if month else self.today.replace(day=1)

    @property
    def wanted_kind(self) -> str:
        """The kind of day that is asked for; nothing where that is any."""
        return self.cleaned_data.get("kind", "") if self.is_bound and self.is_valid() else ""


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
