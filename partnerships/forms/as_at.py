"""The day as at which an agreement is shown, and the day whose record it is: both stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.timezone import make_aware

from core.forms.fields import DateField
from core.forms.fields.dates import parts_of_date
from core.forms.filters import FilterForm

DAYS = ("on", "known")


def _boxes(given: Mapping[str, Any]) -> dict[str, str]:
    """The days of the address as the boxes hold them."""
    parts = {name: parts_of_date(given.get(name, "")) or [given.get(name, ""), "", ""] for name in DAYS}
    return {f"{name}_{place}": part for name, three in parts.items() for place, part in enumerate(three)}


def end_of_day(day: date) -> datetime:
    """Its last moment."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


class AsAtForm(FilterForm):
    """Reads `?on=2003-12-16&known=2026-11-01`, and the same typed into its boxes."""

    on = DateField(
        label="As at",
        required=False,
        help_text="What binds on this day. For example: the day of a meeting",
    )
    known = DateField(
        label="As it was known on",
        required=False,
        help_text="What was recorded by the end of this day, as it stood before any later change",
    )

    def __init__(self, given: Mapping[str, Any], *, today: date) -> None:
        self.today = today
        self.is_typed = any(f"{name}_0" in given for name in DAYS)
        self.is_chosen = self.is_typed or any(given.get(name) for name in DAYS)
        data: Any = given if self.is_typed else _boxes(given)
        super().__init__(data if self.is_chosen else None, initial={"on": today})

    def clean_known(self) -> date | None:
        known: date | None = self.cleaned_data["known"]
        if known is not None and known > self.today:
            raise forms.ValidationError("Enter today’s date or an earlier one: nothing later is known yet")
        return None if known == self.today else known

    @property
    def chosen(self) -> dict[str, date]:
        """The days that were chosen, as far as they can be read."""
        if not self.is_chosen or not self.is_valid():
            return {}
        return {name: day for name in DAYS if (day := self.cleaned_data[name])}

    @property
    def known_at(self) -> datetime | None:
        """The last moment of the day whose record is asked for; None for the present record."""
        known = self.chosen.get("known")
        if known is None:
            return None
        return end_of_day(known)

    @property
    def address(self) -> str:
        """The days as they stand in an address: "?on=2003-12-16"; nothing where none is chosen."""
        chosen = {name: day.isoformat() for name, day in self.chosen.items()}
        return f"?{urlencode(chosen)}" if chosen else ""


class AgreementDaysForm(AsAtForm):
    """Of an agreement it reads `?including=2` too: the number of the variation that is to be looked at."""

    including = forms.IntegerField(required=False, min_value=1, max_value=999, widget=forms.HiddenInput)

    def __init__(self, given: Mapping[str, Any], *, today: date) -> None:
        super().__init__(given, today=today)
        if number := given.get("including"):
            self.is_chosen = self.is_bound = True
            self.data = {**(given if self.is_typed else _boxes(given)), "including": number}

    @property
    def included(self) -> int | None:
        """The number of that variation."""
        return self.cleaned_data.get("including") if self.is_chosen and self.is_valid() else None

    @property
    def address(self) -> str:
        chosen = {name: day.isoformat() for name, day in self.chosen.items()}
        asked = chosen | ({"including": str(self.included)} if self.included else {})
        return f"?{urlencode(asked)}" if asked else ""
