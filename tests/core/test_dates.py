from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import (
    FinancialYear,
    Period,
    add_working_days,
    clear_days_between,
    earliest_day_giving,
    financial_years,
    is_working_day,
    last_day_giving_months,
    latest_day_giving,
    months_after,
    months_before,
)

days = st.dates(date(1974, 4, 1), date(2199, 3, 31))
one_day = timedelta(days=1)


@pytest.mark.parametrize("text", ["2003/04", "2003-04", "2003–04", "2003/2004", " 2003 / 04 ", "2003‑2004"])
def test_a_financial_year_is_read_as_officers_write_it(text):
    assert FinancialYear.parse(text) == FinancialYear(2003)


@pytest.mark.parametrize("text", ["2003/05", "2003", "2003/2005", "03/04", "2003/4", "2003/04/05", "٢٠٠٣/٠٤"])
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(ValueError) as refusal:
        FinancialYear.parse(text)
    assert str(refusal.value) == f"{text} is not a financial year. Write it like 2003/04"


def test_a_long_paste_is_not_repeated_in_the_message():
    with pytest.raises(ValueError) as refusal:
        FinancialYear.parse("9" * 10_000_000)
    assert len(str(refusal.value)) < 100


@pytest.mark.parametrize("year", [1973, 2200])
def test_a_financial_year_has_bounds(year):
    with pytest.raises(ValueError, match="is not between 1974/75 and 2199/00"):
        FinancialYear(year)


@given(days)
def test_every_day_is_in_the_financial_year_containing_it_and_no_other(day):
    year = FinancialYear.containing(day)
    assert day in year
    assert FinancialYear.parse(str(year)) == year
    assert (year.ends_on + one_day).strftime("%d %B") == "01 April"
    if year.year < 2199:
        assert day not in year.next
        assert year < year.next
        assert year.next.previous == year


def test_financial_year_of_the_century():
    assert str(FinancialYear(1999)) == "1999/00"
    assert FinancialYear.parse("1999/00").ends_on == date(2000, 3, 31)


def test_financial_years():
    assert [str(y) for y in financial_years(FinancialYear(2003), FinancialYear(2005))] == [
        "2003/04",
        "2004/05",
        "2005/06",
    ]


@pytest.mark.parametrize(
    ("given_on", "event_on", "calendar", "working"),
    [
        (date(2003, 12, 8), date(2003, 12, 16), 7, 5),  # Monday to Tuesday week
        (date(2003, 12, 16), date(2003, 12, 17), 0, 0),
        (date(2003, 12, 17), date(2003, 12, 16), 0, 0),
        (date(2003, 12, 23), date(2003, 12, 31), 7, 3),  # 24, 29 and 30: Christmas, Boxing Day, a weekend
        (date(2026, 4, 1), date(2026, 4, 8), 6, 2),  # Easter: 2 and 7 April
        (date(2022, 9, 16), date(2022, 9, 21), 4, 1),  # the State Funeral, a bank holiday made that month
    ],
)
def test_clear_days_leave_out_both_ends(given_on, event_on, calendar, working):
    assert clear_days_between(given_on, event_on, working=False) == calendar
    assert clear_days_between(given_on, event_on, working=True) == working


@given(days, st.integers(0, 120))
def test_clear_working_days_are_counted_one_by_one(given_on, length):
    event_on = given_on + one_day * length
    between = [given_on + one_day * n for n in range(1, length)]
    assert clear_days_between(given_on, event_on, working=True) == sum(map(is_working_day, between))


@given(days, st.integers(1, 60), st.booleans())
def test_latest_day_is_the_last_that_will_do(event_on, clear_days, working):
    latest = latest_day_giving(clear_days, before=event_on, working=working)
    assert clear_days_between(latest, event_on, working=working) == clear_days
    assert clear_days_between(latest + one_day, event_on, working=working) == clear_days - 1


@given(days, st.integers(1, 60), st.booleans())
def test_earliest_day_is_the_first_that_will_do(given_on, clear_days, working):
    earliest = earliest_day_giving(clear_days, after=given_on, working=working)
    assert clear_days_between(given_on, earliest, working=working) == clear_days
    assert clear_days_between(given_on, earliest - one_day, working=working) == clear_days - 1


def test_the_widest_dates_are_counted_at_once():
    assert clear_days_between(date.min, date.max, working=True) > 2_000_000


def test_add_working_days():
    assert add_working_days(date(2003, 12, 16), 5) == date(2003, 12, 23)
    assert add_working_days(date(2003, 12, 23), 3) == date(2003, 12, 30)
    assert add_working_days(date(2003, 12, 30), -3) == date(2003, 12, 23)
    assert add_working_days(date(2003, 12, 20), 0) == date(2003, 12, 20)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2004, 3, 31), 12, date(2003, 3, 31)),
        (date(2004, 5, 31), 3, date(2004, 2, 29)),
        (date(2005, 5, 31), 3, date(2005, 2, 28)),
        (date(2004, 1, 15), 1, date(2003, 12, 15)),
    ],
)
def test_months_before(day, months, earlier):
    assert months_before(day, months) == earlier


def test_periods_are_inclusive_and_may_be_open():
    year_2003 = Period(date(2003, 4, 1), date(2004, 3, 31))
    assert year_2003.overlaps(Period(date(2004, 3, 31), None))
    assert not year_2003.overlaps(Period(date(2004, 4, 1), None))
    assert year_2003.overlaps(Period(None, None))
    assert date(2004, 3, 31) in year_2003
    assert date(2004, 4, 1) not in year_2003
    with pytest.raises(ValueError):
        Period(date(2004, 4, 1), date(2004, 3, 31))


@pytest.mark.parametrize(
    ("months", "ending", "last"),
    [
        (9, date(2029, 2, 28), date(2028, 5, 31)),
        (9, date(2028, 2, 28), date(2027, 5, 28)),  # of a leap year it is not the last day
        (9, date(2028, 2, 29), date(2027, 5, 31)),
        (3, date(2027, 3, 31), date(2026, 12, 31)),
        (1, date(2027, 3, 30), date(2027, 2, 28)),
        (12, date(2004, 3, 31), date(2003, 3, 31)),
        (6, date(2026, 9, 15), date(2026, 3, 15)),
    ],
)
def test_months_of_notice_are_given_by_the_corresponding_date(months, ending, last):
    assert last_day_giving_months(months, ending=ending) == last


@given(days, st.integers(1, 120))
def test_a_notice_given_a_day_later_would_end_too_late(ending, months):
    last = last_day_giving_months(months, ending=ending)
    assert months_after(last, months) <= ending < months_after(last + one_day, months)
