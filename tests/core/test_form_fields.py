import re
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from djmoney.money import Money

from core.dates import FinancialYear
from core.forms.fields import (
    CodeField,
    DateField,
    FinancialYearField,
    PoundsField,
    ProseField,
    ReferenceField,
    ShortText,
)
from core.jinja import problems


def refusal(field, typed):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [
        ("1,234.50", "1234.50"),
        ("£1,234.5", "1234.50"),
        ("£ 1,234", "1234"),
        (" 730000 ", "730000"),
        (".5", "0.50"),
        ("0", "0"),
        ("-0", "0"),
        ("999,999,999,999.99", "999999999999.99"),
        ("730.", "730"),
        ("1 234", "1234"),
        ("1\N{NO-BREAK SPACE}234\N{THIN SPACE}567", "1234567"),
        ("７３０，０００", "730000"),
        ("￡１.５ｍ", "1500000"),
        ("£1.2m", "1200000"),
        ("1.2 million", "1200000"),
        ("£1.026mn", "1026000"),
        ("2bn", "2000000000"),
        ("54k", "54000"),
        ("54 thousand", "54000"),
        ("-", "0"),
        ("–", "0"),
        (" £—  ", "0"),
        ("Nil", "0"),
    ],
)
def test_pounds_are_read_as_people_write_them(typed, pounds):
    assert PoundsField().clean(typed) == Money(Decimal(pounds), "GBP")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("abc", "Enter an amount in pounds, like 1,234.50"),
        ("1e5", "Enter an amount in pounds, like 1,234.50"),
        ("NaN", "Enter an amount in pounds, like 1,234.50"),
        ("12,34", "Enter an amount in pounds, like 1,234.50: a full stop before the pence, not a comma"),
        ("7\0", "Enter an amount in pounds, like 1,234.50"),
        ("1.234", "Enter pounds and pence with at most two decimals, like 1,234.50"),
        ("-5", "Enter £0 or more"),
        ("£000", "Enter an amount in pounds, like 1,234.50"),
        ("730²", "Enter an amount in pounds, like 1,234.50"),
        ("1,234 567", "Enter an amount in pounds, like 1,234.50"),
        ("1.234.567", "Enter an amount in pounds, like 1,234.50"),
        ("(5", "Enter an amount in pounds, like 1,234.50"),
        ("-(5)", "Enter an amount in pounds, like 1,234.50"),
        ("£1.2345m0", "Enter an amount in pounds, like 1,234.50"),
        ("0,5", "Enter an amount in pounds, like 1,234.50: a full stop before the pence, not a comma"),
        ("1000000000000", "Enter an amount of £999,999,999,999.99 or less"),
        ("9" * 5_000, "Enter an amount of £999,999,999,999.99 or less"),
        ("", "This field is required."),
    ],
)
def test_pounds_refused_say_what_to_type(typed, message):
    assert refusal(PoundsField(), typed) == message


@pytest.mark.parametrize(
    "typed", ["-5", "£-5", "-£5", "\N{MINUS SIGN}5", "–5", "(5)", "(£5)", "£(5)", "(0.005k)"]
)
def test_pounds_may_be_negative_only_where_the_field_says_so(typed):
    assert PoundsField(allow_negative=True).clean(typed) == Money(-5, "GBP")


@pytest.mark.parametrize(
    ("typed", "pounds"), [("730", "730000.00"), ("54.125", "54125.00"), ("0.00001", "0.01"), ("-1", "-1000")]
)
def test_thousands_of_pounds_keep_every_penny(typed, pounds):
    field = PoundsField(unit=1000, allow_negative=True)
    amount = field.clean(typed)
    assert amount == Money(Decimal(pounds), "GBP")
    assert field.prepare_value(amount) == typed


@pytest.mark.parametrize(
    ("typed", "pounds"), [("1.2", "1200000"), ("£54,000", "54000"), ("0.00000001", "0.01")]
)
def test_an_explicit_pound_sign_means_pounds_whatever_the_unit(typed, pounds):
    assert PoundsField(unit=1_000_000).clean(typed) == Money(Decimal(pounds), "GBP")
    assert PoundsField(unit=1_000).clean("£54,000") == Money(54_000, "GBP")
    assert PoundsField(unit=1_000).clean("54k") == Money(54_000, "GBP")


def test_thousands_of_pounds_finer_than_a_penny_are_refused():
    assert "at most 5 decimals" in refusal(PoundsField(unit=1000), "0.000001")


def test_a_stored_amount_is_shown_to_the_penny_and_unchanged_when_saved_again():
    field = PoundsField()
    stored = Money(Decimal("1026000.05"), "GBP")
    assert field.prepare_value(stored) == "1,026,000.05"
    assert not field.has_changed(stored, "1,026,000.05")


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mar.", "MARCH"])
def test_a_month_may_be_a_number_or_a_word(month):
    assert DateField().clean(["31", month, "2027"]) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "message", "boxes"),
    [
        (["31", "2", "2027"], "February 2027 has the days 1 to 28", [0]),
        (["1", "13", "2027"], "Enter a month from 1 to 12, or its name", [1]),
        (["1", "m", "2027"], "Enter a month from 1 to 12, or its name", [1]),
        (["-1", "3", "2027"], "March 2027 has the days 1 to 31", [0]),
        (["", "3", "2027"], "The date must include a day", [0]),
        (["1", "", ""], "The date must include a month and a year", [1, 2]),
        (["1", "3", "27"], "Write the year with four figures, like 2027", [2]),
        (["4/3/26", "", ""], "Write the year with four figures, like 2027", [2]),
        (["1", "3", "1902"], "Enter a date from 1 April 1974 to 31 March 2200", [2]),
        (["1", "4", "2200"], "Enter a date from 1 April 1974 to 31 March 2200", [2]),
    ],
)
def test_a_date_refused_says_what_is_wrong_at_its_box(typed, message, boxes):
    with pytest.raises(ValidationError) as refused:
        DateField().clean(typed)
    assert refused.value.messages == [message]
    assert refused.value.error_list[0].params == {"parts": boxes}


@pytest.mark.parametrize("box", range(3))
@pytest.mark.parametrize(
    "typed",
    [
        "4 March 2026",
        "4 mar 2026",
        "4/3/2026",
        "04.03.2026",
        "4-3-2026",
        "2026-03-04",
        "Wednesday 4th March, 2026",
    ],
)
def test_a_whole_date_is_read_in_whichever_box_it_is_pasted(typed, box):
    parts = ["", "", ""]
    parts[box] = typed
    assert DateField().clean(parts) == date(2026, 3, 4)


def test_no_date_is_none():
    assert DateField(required=False).clean(["", "", ""]) is None


@pytest.mark.parametrize("typed", ["2003/04", "2003-04", "2003/2004", " 2003/04 "])
def test_a_financial_year_is_read_as_people_write_it(typed):
    assert FinancialYearField().clean(typed) == FinancialYear(2003)


def test_a_year_that_is_no_financial_year_is_refused():
    assert (
        refusal(FinancialYearField(), "2003/05") == "2003/05 is not a financial year. Write it like 2003/04"
    )


def test_prose_too_long_says_by_how_much():
    field = ProseField()
    assert (
        refusal(field, "x" * 10_485_760) == "Text must be 100,000 characters or fewer. Yours has 10,485,760"
    )
    assert field.clean("line\r\n" * 20_000) == ("line\n" * 20_000).strip()


@pytest.mark.parametrize("field", [ShortText(), ProseField(), ReferenceField()])
def test_a_null_character_is_refused_in_plain_words(field):
    assert refusal(field, "A\0B").startswith("The text holds a null character")


def test_a_code_is_taken_however_it_is_typed():
    assert CodeField().clean(" e09 000028 ") == "E09000028"


def test_a_reference_is_capital_letters_digits_and_hyphens():
    assert ReferenceField().clean(" swk-ices-2003 ") == "SWK-ICES-2003"
    for wrong in ("SWK ICES", "SWK--ICES", "-SWK", "SWK/1", "É1"):
        assert refusal(ReferenceField(), wrong).startswith("Use only capital letters")


class ContributionForm(forms.Form):
    fieldsets = [("When", ["starts_on"])]

    title = ShortText(help_text="As on the agreement")
    amount = PoundsField(label="Southwark PCT, 2003/04")
    starts_on = DateField(label="Starts on")
    standing = forms.ChoiceField(choices=[("agreed", "Agreed")], widget=forms.RadioSelect)
    note = ProseField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def test_every_field_has_its_label_hint_and_error_and_keeps_what_was_typed():
    form = ContributionForm({"title": "", "amount": "lots", "starts_on_0": "1", "note": "<script>\n"})
    page = str(form)
    assert 'aria-describedby="id_title-hint id_title-error"' in page
    assert "As on the agreement" in page
    assert 'value="lots"' in page
    assert "Note (optional)" in page
    assert "&lt;script&gt;" in page
    assert page.index("When") < page.index('name="starts_on_0"') < page.index('name="title"')
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_error_summary_names_each_field_and_links_to_its_first_wrong_input():
    form = ContributionForm({"amount": "lots", "starts_on_0": "1", "version": "x"})
    assert problems(form, None) == [
        {"text": "Enter the title", "href": "#id_title"},
        {"text": "Southwark PCT, 2003/04: Enter an amount in pounds, like 1,234.50", "href": "#id_amount"},
        {"text": "Starts on: The date must include a month and a year", "href": "#id_starts_on_1"},
        {"text": "Select the standing", "href": "#id_standing"},
        {"text": "Enter a whole number.", "href": None},
    ]
    page = str(form)
    for problem in problems(form):
        assert problem["href"] is None or f'id="{problem["href"][1:]}"' in page
