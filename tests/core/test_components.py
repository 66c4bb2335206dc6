"""The shared parts of pages, where they must keep up with the records they show."""

import pytest
from django.template import engines

from budgets.models import GrantOutcome
from governance.models import Board, Meeting, ReportStatus
from partnerships.models import AgreementStatus

STATUSES = [AgreementStatus, ReportStatus, Board.Standing, Meeting.Status, GrantOutcome]


def test_every_status_has_its_colour_and_every_colour_its_status():
    colours = engines["jinja2"].env.get_template("components/status.html").module.colours
    codes = {code for statuses in STATUSES for code in statuses.values}
    assert set(colours) == codes | {"retired"}


@pytest.mark.parametrize("unit", [1, 1000])
def test_a_table_of_amounts_says_what_its_figures_are_in(unit):
    shown = engines["jinja2"].env.from_string(
        """{% from "components/table.html" import money_table %}
        {% set rows = [{"label": "Council", "amounts": [730000]}] %}
        {{ money_table("Contributions", "Partner", ["2003/04"], rows, unit=unit) }}"""
    )
    page = " ".join(shown.render(unit=unit).split())
    assert page.count("<table") == page.count("<caption") == 1
    assert ("(£)" if unit == 1 else "(£000)") in page
    assert ("£730,000" if unit == 1 else ">730<") in page
