"""Finance: figures in the grid, the schedule as files, and two people at one grid."""

from python_calamine import CalamineWorkbook

from tests.journeys.files import lines_of

FINANCE = "finance@southwark.demo.invalid"
FINANCE_AT_THE_TRUST = "finance@southwark-pct.demo.invalid"
MONEY = "/agreements/SWK-ICES-2003/money/"


def opens_the_grid(somebody):
    somebody.goes_to(MONEY)
    somebody.follows("Change figures of Community equipment pooled budget")
    somebody.sees_heading("Change contributions")


def test_a_figure_is_mistyped_put_right_and_found_in_every_total(person):
    # given
    finance = person(FINANCE)
    opens_the_grid(finance)
    finance.sees_typed("London Borough of Southwark, 2004/05", "748")

    # when
    finance.types("London Borough of Southwark, 2004/05", "seven hundred")
    finance.types("Southwark Primary Care Trust, 2005/06", "312.5")
    finance.presses("Save figures")

    # then
    finance.sees("There is a problem")
    assert "Enter an amount in thousands of pounds" in finance.message_at(
        "London Borough of Southwark, 2004/05"
    )
    finance.sees_typed("London Borough of Southwark, 2004/05", "seven hundred")
    finance.sees_typed("Southwark Primary Care Trust, 2005/06", "312.5")
    finance.sees("Total Without requested sums 1,026 ? 1,079.5 ?")

    # when
    finance.types("London Borough of Southwark, 2004/05", "760")
    finance.types("Why are you changing the figures?", "Settled with the trust in July")
    finance.presses("Save figures")

    # then
    finance.sees(
        "2 figures saved. London Borough of Southwark, 2004/05: £760,000; Southwark Primary Care Trust"
    )
    finance.opens_tab("Money")
    finance.sees("London Borough of Southwark Proposed 730 760 767 2,257")
    finance.sees("Southwark Primary Care Trust Indicative 296 303 312.5 911.5")
    finance.sees("Total 1,026 1,063 1,079.5 3,168.5")
    finance.sees("Does not add up: the published figure is £12,000 less than its parts.")
    finance.opens_tab("History")
    finance.sees("Contributions changed", "Why: Settled with the trust in July")


def test_the_schedule_is_downloaded_for_excel_and_as_csv(person, tmp_path):
    # given
    finance = person(FINANCE)
    finance.goes_to(MONEY)
    finance.sees("Total 1,026 1,051 1,077 3,154")

    # when
    workbook = CalamineWorkbook.from_path(finance.downloads("Download as a workbook", tmp_path))
    lines = lines_of(finance.downloads("Download as CSV", tmp_path))

    # then
    assert totals_in(workbook, "Schedule in £") == [1_026_000.0, 1_051_000.0, 1_077_000.0, 3_154_000.0]
    assert totals_in(workbook, "Schedule in £000") == [1_026.0, 1_051.0, 1_077.0, 3_154.0]
    first_year = [line["Amount in pounds"] for line in lines if line["Financial year"] == "2003/04"]
    assert first_year == ["730000.00", "296000.00"]


def totals_in(workbook, sheet):
    """The figures of its last line."""
    rows = workbook.get_sheet_by_name(sheet).to_python()
    total = next(row for row in rows if row[0] == "Total of all funds")
    return [figure for figure in total if isinstance(figure, float)]


def test_two_people_at_one_grid_keep_what_each_has_typed(person):
    # given
    council, trust = person(FINANCE), person(FINANCE_AT_THE_TRUST)
    opens_the_grid(council)
    opens_the_grid(trust)

    # when
    council.types("London Borough of Southwark, 2003/04", "735")
    council.presses("Save figures")
    trust.types("Southwark Primary Care Trust, 2003/04", "299")
    trust.types("Why are you changing the figures?", "Growth money")
    trust.presses("Save figures")

    # then
    trust.sees("Somebody else saved a change while you were typing")
    trust.sees("London Borough of Southwark, 2003/04 £730,000.00 £735,000.00 Finance officer, Southwark")
    trust.sees_typed("London Borough of Southwark, 2003/04", "735")
    trust.sees_typed("Southwark Primary Care Trust, 2003/04", "299")
    trust.sees_typed("Why are you changing the figures?", "Growth money")

    # when
    trust.presses("Save figures")

    # then
    trust.sees("1 figure saved")
    council.goes_to(MONEY)
    council.sees("London Borough of Southwark Proposed 735", "Southwark Primary Care Trust Indicative 299")
    council.sees("Total 1,034 1,051 1,077")


def test_on_paper_a_total_stands_once_and_many_years_turn_the_sheet(person):
    # given
    finance = person(FINANCE)
    opens_the_grid(finance)
    finance.types("Last year", "2009/10")
    finance.presses("Show these years")
    for year in ("2006/07", "2007/08", "2008/09", "2009/10"):
        finance.types(f"London Borough of Southwark, {year}", "800")
    finance.presses("Save figures")

    # when
    finance.goes_to(MONEY)
    finance.page.emulate_media(media="print")

    # then
    for look, is_so in (
        ("getComputedStyle(document.querySelector('.app-table tfoot')).display", "table-row-group"),
        ("getComputedStyle(document.querySelector('.app-scroll')).page", "wide"),
        ("getComputedStyle(document.querySelector('main .govuk-link'), '::after').content", "none"),
    ):
        assert finance.page.evaluate(look) == is_so
