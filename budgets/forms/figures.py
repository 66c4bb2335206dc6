"""Figures to choose from, a box to tick for each: to agree them, or to say how settled they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django import forms

from budgets.models import COUNTED, SAID_BY_ANYBODY, Contribution, ContributionLine, Status
from core.dates import FinancialYear
from core.forms.action import ActionForm
from core.forms.fields import ReasonField, ShortText
from core.money import Money, gbp

FIGURE = re.compile(r"([1-9][0-9]{0,17}):(-?[0-9]{1,12}\.[0-9]{2})", re.ASCII)


class Tick(NamedTuple):
    """A figure with the box that chooses it."""

    figure: Contribution
    value: str
    checked: bool
    id: str


class TickRow(NamedTuple):
    """A line's boxes, one for each year, None where there is nothing to choose."""

    line: ContributionLine
    ticks: list[Tick | None]


class _Figures(forms.MultipleChoiceField):
    """Keys of figures, each with the amount that was seen; what became of it since the action asks."""

    def valid_value(self, value: str) -> bool:
        return bool(FIGURE.fullmatch(value))

    def clean(self, value: Any) -> dict[int, Money]:
        chosen = filter(None, map(FIGURE.fullmatch, super().clean(value)))
        return {int(match[1]): gbp(match[2]) for match in chosen}


class FiguresForm(ActionForm):
    """Figures of an agreement's lines, laid out by line and year."""

    figures = _Figures(
        label="Figures",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one figure"},
    )
    ticked_at_first: Collection[str] = ()  # the statuses whose figures are

    def __init__(self, data: Any = None, *, offered: Sequence[Contribution]) -> None:
        self.offered = offered
        super().__init__(data)
        self.initial["figures"] = [
            _value(figure) for figure in offered if figure.status in self.ticked_at_first
        ]

    @property
    def years(self) -> list[FinancialYear]:
        return sorted({figure.year for figure in self.offered})

    def rows(self) -> list[TickRow]:
        """The figures as the page shows them, line by line."""
        chosen, years = set(self["figures"].value() or []), self.years
        rows: dict[int, TickRow] = {}
        for number, figure in enumerate(self.offered):
            row = rows.setdefault(figure.line_id, TickRow(figure.line, [None] * len(years)))
            value = _value(figure)
            row.ticks[years.index(figure.year)] = Tick(
                figure, value, value in chosen, f"{self['figures'].auto_id}_{number}"
            )
        return list(rows.values())


def _value(figure: Contribution) -> str:
    return f"{figure.pk}:{figure.amount.amount:.2f}"


class AgreeForm(FiguresForm):
    ticked_at_first = COUNTED  # what was only asked for is not agreed by oversight
    source = ShortText(
        label="Where it was agreed",
        required=False,
        max_length=300,
        help_text="For example: Cabinet, 16 December 2003. Needed for a figure of several partners together",
    )


class SettleForm(FiguresForm):
    status = forms.ChoiceField(
        label="How settled they are",
        choices=[(status.value, status.label) for status in SAID_BY_ANYBODY],
        widget=forms.RadioSelect,
    )
    why = ReasonField(
        label="Why",
        required=False,
        help_text="Needed where one of them was agreed: its partner is told your reason.",
    )
    option_hints = {
        "status": {
            Status.PROPOSED: "Put forward, to be agreed by the partner that pays",
            Status.INDICATIVE: "An estimate, to be confirmed",
            Status.REQUESTED: "Asked for only: shown beneath the schedule, in no total",
        }
    }
