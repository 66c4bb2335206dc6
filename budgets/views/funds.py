"""A fund: its page, a start with a line for each partner, and the grid of its contributions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from budgets import actions, queries
from budgets.calculations import Schedule
from budgets.forms import MOST_YEARS, GridForm, YearsForm, posted_cells
from budgets.models import Fund
from budgets.views.money import shown_unit
from core.dates import FinancialYear, financial_years
from core.models import Act
from core.permissions import Permission, permissions_over
from core.views import FormPage, NotSaved, Page, refuse_if_retired
from partnerships.as_at import AgreementAsAt
from partnerships.views.hub import AgreementTab, tabs_of

MOST_READ_BACK = 8


class FundPage(Page):
    """A page about one fund, within the Money tab of its agreement."""

    permission_required = Permission.SEE

    def get_object(self) -> Fund:
        self.fund = self.get_visible_or_404(Fund, self.kwargs["key"], "host", "holder", "within")
        return self.fund

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement = self.fund.agreement
        return super().get_context_data(
            fund=self.fund,
            agreement=agreement,
            tabs=tabs_of(agreement, "budgets:agreement-money", user=self.user),
            may=permissions_over(self.user, agreement),
            **kwargs,
        )


class FundSee(AgreementTab):
    """The fund as at the days chosen, with its lines."""

    template_name = "budgets/fund/see.html"
    tab = "budgets:agreement-money"
    parts = (Schedule,)

    def get_object(self) -> Fund:
        fund = self.get_visible_or_404(Fund, self.kwargs["key"], "agreement")
        self.agreement = fund.agreement
        return fund

    def value(self, *, on: date, known_at: datetime | None = None) -> AgreementAsAt:
        value = super().value(on=on, known_at=known_at)
        self.page = queries.fund_page(self.object.pk, value.part(Schedule), known_at=known_at)
        return value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _ = self.as_at
        fund = self.page.fund
        return super().get_context_data(
            page=self.page,
            fund=fund,
            unit=shown_unit(self.request.GET, fund.unit),
            heading=fund.name,
            **kwargs,
        )


class FundStart(FundPage):
    """Begin a fund with a line for each partner."""

    permission_required = Permission.CHANGE_FUNDS

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.fund)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who comes here from signing in, or by the address, finds the button on the fund's page."""
        return redirect(self.fund)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            added = actions.add_line_for_each_partner(fund=self.fund, by=self.user, at=self.now)
        except actions.NothingChanged:
            messages.info(request, "Every partner has a line in this fund already.")
        else:
            messages.success(request, f"{added} lines added. Now type the figures.")
        return redirect("budgets:fund-grid", self.fund.pk)


class FundGrid(FundPage, FormPage):
    """Contributions of a fund, lines by years, in £ or £000; saved all or none."""

    permission_required = Permission.CHANGE_FUNDS
    template_name = "budgets/fund/grid.html"
    submit = "Save figures"
    gone: Sequence[Any] = ()  # lines that were retired since, in what is restored

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.fund)

    def heading(self) -> str:
        return "Change contributions"

    def get_success_url(self) -> str:
        return self.fund.get_absolute_url()

    def get_form(self, data: QueryDict | None = None, **kwargs: Any) -> GridForm:
        grid = queries.grid_of(self.fund)
        unit = shown_unit(self.request.GET, self.fund.unit)
        if data is not None:
            unit = shown_unit(data, unit)
        return GridForm(data, grid=grid, years=self._years(grid, data), unit=unit, **kwargs)

    def _years(self, grid: queries.Grid, data: QueryDict | None) -> list[FinancialYear]:
        """The years with figures, those in the post, and those asked for, without a gap."""
        asked = self._years_form(data).years
        posted = {year for _, year in posted_cells(data or {}).values()}
        years = sorted({*grid.years, *posted, *asked}) or self._years_of_the_term()
        return financial_years(years[0], years[-1])[: 3 * MOST_YEARS]

    def _years_of_the_term(self) -> list[FinancialYear]:
        """For a fund without figures: its agreement's term, at most five years, else three from now."""
        agreement = self.fund.agreement
        first = FinancialYear.containing(agreement.starts_on or self.today)
        last = FinancialYear.containing(agreement.ends_on) if agreement.ends_on else first.next.next
        return financial_years(first, last)[:5] or [first]

    def _years_form(self, data: QueryDict | None) -> YearsForm:
        for given in (data, self.request.GET):
            if given is not None and "first_year" in given:
                return YearsForm(given)
        return YearsForm()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = kwargs["form"].years
        shown = YearsForm(initial={"first_year": years[0], "last_year": years[-1]})
        return super().get_context_data(**{"years_form": shown, "stale": self.gone, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "show_years" in request.POST or "show_unit" in request.POST:
            return self._shown_otherwise(request.POST)
        if "keep" not in request.POST and (gone := self._gone(request.POST)):
            return self._shown_again(gone)
        return super().post(request, *args, **kwargs)

    def form_stale(self, form: GridForm) -> HttpResponse:
        return self._shown_again([])

    def not_saved_by(self, form: GridForm, earlier: Act) -> NotSaved | None:
        saved = queries.grid_version_of(self.fund, earlier)
        if saved is None or (
            form.is_valid() and not form.changed_against(queries.cells_at(self.fund, saved))
        ):
            return None
        return NotSaved(version=saved)

    def form_valid(self, form: GridForm) -> HttpResponse:
        try:
            changed = actions.save_contributions(
                fund=self.fund,
                cells=form.typed_cells,
                status=form.cleaned_data["status"],
                by=self.user,
                at=self.now,
                version=form.cleaned_data["version"],
                why=form.cleaned_data["why"],
            )
        except actions.NothingChanged:
            messages.info(self.request, "Nothing was changed.")
        else:
            messages.success(self.request, _saved(changed, form.read_back()))
        return super().form_valid(form)

    def _gone(self, data: QueryDict) -> list[Any]:
        """The lines that were retired since, with what was typed for each, in words."""
        typed: dict[int, list[str]] = {}
        for name, (line, year) in posted_cells(data).items():
            if words := str(data[name]).strip():
                typed.setdefault(line, []).append(f"{year}: {words[:40]}")
        in_words = {line: ", ".join(years) for line, years in typed.items()}
        return queries.retired_lines_typed_in(self.fund, in_words)

    def get_unchecked_form(self, typed: QueryDict) -> GridForm:
        """The grid with what was typed, whether or not it can be read; lines that are gone are told."""
        self.gone = self._gone(typed)
        return self._as_typed(self.get_form(typed), typed)

    def _as_typed(self, shown: GridForm, data: QueryDict, *, unit: int | None = None) -> GridForm:
        """The same grid unsent; in another unit, what was read is put in that unit."""
        keep = (*posted_cells(data), "version", "submission", "status", "why")
        typed: dict[str, Any] = {name: data[name] for name in keep if name in data}
        if unit not in (None, shown.shown_unit):
            typed |= shown.as_typed()
        return GridForm(grid=shown.grid, years=shown.years, unit=unit or shown.shown_unit, typed=typed)

    def _shown_otherwise(self, data: QueryDict) -> HttpResponse:
        """The same form with other years or in another unit; nothing is saved and nothing typed is lost."""
        years_form = YearsForm(data)
        status = 422 if "show_years" in data and not years_form.is_valid() else 200
        shown = self.get_form(data)
        unit = shown_unit({"unit": data.get("show_unit", "")}, shown.shown_unit)
        return self.render_form(self._as_typed(shown, data, unit=unit), status, years_form=years_form)

    def _shown_again(self, gone: list[Any]) -> HttpResponse:
        """The figures as they are now, with this user's own changes typed in over them."""
        form = self.get_form(self.request.POST)
        if not form.is_valid():
            return self.render_form(form, 422, stale=gone)
        version = form.cleaned_data["version"]
        mine = form.changed_against(queries.cells_at(self.fund, version))
        again = GridForm(
            grid=form.grid,
            years=form.years,
            unit=form.shown_unit,
            typed={**mine, **{name: form.cleaned_data[name] for name in ("status", "why")}},
        )
        return self.render_form(again, 409, stale=[*gone, *queries.grid_changes_since(self.fund, version)])


def _saved(changed: int, read: Sequence[str]) -> str:
    """How many figures were saved and what they were read as, as far as a message is read."""
    shown = "; ".join(read[:MOST_READ_BACK])
    more = f"; and {len(read) - MOST_READ_BACK} more" if len(read) > MOST_READ_BACK else ""
    return f"{changed} {'figure' if changed == 1 else 'figures'} saved. {shown}{more}."
