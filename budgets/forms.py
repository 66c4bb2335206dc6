"""Forms of funds, contribution lines, grants and published totals, and the grid of contributions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.db.models import Max

from budgets.models import (
    COUNTED,
    Certainty,
    ContributionLine,
    Fund,
    FundKind,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
    Unit,
    cell_name,
)
from budgets.queries import Cells, Grid
from core.dates import FIRST_YEAR, LAST_YEAR, FinancialYear, financial_years
from core.forms.fields import FinancialYearField, PoundsField, ProseField
from core.forms.records import RecordForm
from core.money import Money, total
from core.rules import RulesBroken
from partnerships.models import Agreement, Body

CELL = re.compile(r"cell-([1-9][0-9]{0,17})-([0-9]{4})", re.ASCII)
MOST_YEARS = 20


def partners_of(agreement: Agreement) -> Any:
    """The bodies party to the agreement, to choose from."""
    return Body.objects.filter(pk__in=agreement.parties.current().values("body"))


def _next_position(records: Any) -> int:
    return (records.aggregate(last=Max("position"))["last"] or 0) + 1


class FundForm(RecordForm):
    fieldsets = [
        ("The fund", ["name", "kind", "within"]),
        ("Who holds it", ["host", "holder"]),
        ("How it is shown", ["unit", "position"]),
        ("About the figures", ["source", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = Fund
        fields = ["name", "kind", "within", "host", "holder", "unit", "position", "source", "note"]
        widgets = {"kind": forms.RadioSelect, "unit": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        others = agreement.funds.current().exclude(kind=FundKind.IN_VIEW).exclude(pk=self.instance.pk)
        self.fields["within"].queryset = others
        self.fields["within"].empty_label = "No other fund"
        self.fields["host"].queryset = self.fields["holder"].queryset = partners_of(agreement)
        self.fields["host"].empty_label = "The agreement's host"
        self.fields["kind"].choices = FundKind.choices
        self.fields["kind"].option_hints = {
            FundKind.POOLED: "Under regulation 7: the partners' money in one fund with one host",
            FundKind.ALIGNED: "Held separately by one partner and steered jointly: not a pooled fund in law",
            FundKind.INTEGRATED: "Jointly funded as part of a wider arrangement",
            FundKind.IN_VIEW: "Outside the agreement, reported beside it and in no total",
        }
        if not self.instance.pk:
            self.initial["position"] = _next_position(agreement.funds.current())


class ContributionLineForm(RecordForm):
    fieldsets = [
        ("Whose money it is", ["partner", "group", "description"]),
        ("Whether it is agreed", ["certainty", "grant"]),
        ("What kind of money it is", ["recurrence", "given_as", "spending", "charges"]),
        ("Where it comes from", ["source", "source_detail"]),
        ("In the schedule", ["position", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = ContributionLine
        fields = [
            "partner",
            "group",
            "description",
            "certainty",
            "grant",
            "recurrence",
            "given_as",
            "spending",
            "charges",
            "source",
            "source_detail",
            "position",
            "note",
        ]
        widgets = {"certainty": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fund = self.instance.fund
        agreement = fund.agreement
        self.fields["certainty"].option_hints = {
            Certainty.AGREED: "The partner that pays has agreed it",
            Certainty.PROPOSED: "Put forward, to be agreed",
            Certainty.INDICATIVE: "An estimate, to be confirmed",
            Certainty.REQUESTED: "Asked for only: shown beneath the schedule, in no total",
        }
        self.fields["note"].widget.attrs["rows"] = 3
        if fund.kind != FundKind.IN_VIEW:
            self.fields["partner"].queryset = partners_of(agreement)
        self.fields["group"].queryset = agreement.partner_groups.current()
        self.fields["grant"].queryset = agreement.grants.current()
        if not agreement.partner_groups.current().exists():
            del self.fields["group"]
            self.fields["partner"].required = True
        if not self.instance.pk:
            self.initial["position"] = _next_position(fund.lines.current())


class GrantForm(RecordForm):
    fieldsets = [
        ("The grant", ["name", "giver", "amount", "receiver", "fund"]),
        ("Its condition", ["condition", "needed_by"]),
        ("What came of it", ["outcome", "outcome_on", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = Grant
        fields = [
            "name",
            "giver",
            "amount",
            "receiver",
            "fund",
            "condition",
            "needed_by",
            "outcome",
            "outcome_on",
            "note",
        ]
        widgets = {"outcome": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.fields["fund"].queryset = agreement.funds.current()
        self.fields["receiver"].queryset = partners_of(agreement)
        self.fields["condition"].widget.attrs["rows"] = 3


class PublishedTotalForm(RecordForm):
    fieldsets = [
        ("The figure", ["label", "amount", "rounded_to"]),
        ("What it is the total of", ["fund", "partner", "group", "year"]),
        ("Where it was published", ["source", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = PublishedTotal
        fields = ["label", "amount", "rounded_to", "fund", "partner", "group", "year", "source", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.fields["fund"].queryset = agreement.funds.current()
        self.fields["fund"].empty_label = "All funds"
        self.fields["partner"].queryset = partners_of(agreement)
        self.fields["partner"].empty_label = "All partners"
        self.fields["group"].queryset = agreement.partner_groups.current()
        if not agreement.partner_groups.current().exists():
            del self.fields["group"]


class PartnerGroupForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PartnerGroup
        fields = ["name", "note"]


class PartnerGroupMemberForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PartnerGroupMember
        fields = ["body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = partners_of(self.instance.group.agreement)


class YearsForm(forms.Form):
    """The years a grid shows, both included."""

    first_year = FinancialYearField(label="First year", help_text="Like 2003/04")
    last_year = FinancialYearField(label="Last year", help_text="Like 2005/06")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "The last year is before the first year")
        elif first and last and last.year - first.year >= MOST_YEARS:
            self.add_error("last_year", f"At most {MOST_YEARS} years fit in the grid")
        return cleaned

    @property
    def years(self) -> list[FinancialYear]:
        """The years asked for; none where they are not both given and right."""
        if not self.is_bound or not self.is_valid():
            return []
        return financial_years(self.cleaned_data["first_year"], self.cleaned_data["last_year"])


def posted_cells(data: Mapping[str, Any]) -> dict[str, tuple[int, FinancialYear]]:
    """The names of the grid cells in a post, with the line and the year each is of."""
    found = {name: CELL.fullmatch(name) for name in data}
    return {
        name: (int(match[1]), FinancialYear(int(match[2])))
        for name, match in found.items()
        if match and FIRST_YEAR <= int(match[2]) <= LAST_YEAR
    }


class GridRow(NamedTuple):
    """A line of the grid with its cells and what is saved of it."""

    line: ContributionLine
    cells: list[Any]
    saved: Money


class GridForm(forms.Form):
    """Amounts of a fund's lines by year, all in one unit, with the version they were opened at."""

    unit = forms.TypedChoiceField(choices=Unit, coerce=int, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    why = ProseField(
        label="Why are you changing the figures?",
        help_text="The history keeps your reason",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        grid: Grid,
        years: Sequence[FinancialYear],
        unit: int,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        """`typed` are values to show instead of the saved ones, by the name of their field."""
        self.grid, self.years, self.shown_unit = grid, years, unit
        super().__init__(data, initial=self._saved() | dict(typed or {}))
        self.keys = {cell_name(line.pk, year): (line.pk, year) for line in grid.lines for year in years}
        for line in grid.lines:
            for year in years:
                self.fields[cell_name(line.pk, year)] = PoundsField(
                    unit=unit, required=False, label=f"{line}, {year}"
                )

    def _saved(self) -> dict[str, Any]:
        cells = {cell_name(line, year): amount for (line, year), amount in self.grid.cells.items()}
        return {"unit": self.shown_unit, "version": self.grid.version, "submission": uuid4(), **cells}

    @property
    def typed_cells(self) -> dict[tuple[int, FinancialYear], Money | None]:
        """The amounts as typed, in pounds; None where the cell was left or made empty."""
        return {key: self.cleaned_data.get(name) for name, key in self.keys.items()}

    def changed_against(self, opened: Cells) -> dict[str, Money | None]:
        """The cells, by name, in which the user typed something else than they had opened."""
        typed = self.typed_cells
        return {name: typed[key] for name, key in self.keys.items() if typed[key] != opened.get(key)}

    def add_broken_rules(self, refusal: RulesBroken) -> None:
        for broken in refusal.broken:
            self.add_error(broken.field if broken.field in self.fields else None, str(broken))

    def rows(self) -> list[GridRow]:
        """The grid's rows, as the page shows them."""
        return [
            GridRow(line, [self[cell_name(line.pk, year)] for year in self.years], self._saved_of({line.pk}))
            for line in self.grid.lines
        ]

    def saved_totals(self) -> list[Money]:
        """What is saved for each year and in all, of the lines that totals count."""
        counted = {line.pk for line in self.grid.lines if line.certainty in COUNTED}
        return [self._saved_of(counted, year) for year in (*self.years, None)]

    def _saved_of(self, lines: set[int], year: FinancialYear | None = None) -> Money:
        return total(
            amount
            for (line, in_year), amount in self.grid.cells.items()
            if line in lines and year in (None, in_year)
        )
