"""What officers are told is wrong with what they typed."""

import pytest
from django import forms

from core.forms.fields import DateField
from core.forms.messages import NOT_OFFERED, asking_for
from core.jinja import problems


@pytest.mark.parametrize(
    ("label", "chosen", "message"),
    [
        ("Title", False, "Enter the title"),
        ("GSS code", False, "Enter the GSS code"),
        ("E-mail address", False, "Enter the e-mail address"),
        ("Legal basis", True, "Select the legal basis"),
        ("What happened", True, "Say what happened"),
    ],
)
def test_a_field_left_empty_says_what_is_wanted(label, chosen, message):
    assert asking_for(label, chosen=chosen) == message


class Several(forms.Form):
    months = forms.IntegerField(min_value=0, max_value=600)
    code = forms.SlugField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    email = forms.EmailField(error_messages={"required": "Say where to write to"})


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("months", "-1", "Enter 0 or more"),
        ("months", "601", "Enter 600 or less"),
        ("code", "two words", "Use only letters, digits and hyphens, with no spaces"),
        ("kind", "b", NOT_OFFERED),
        ("email", "nobody", "Enter an e-mail address in full, like finance.manager@example.org"),
        ("email", "", "Say where to write to"),
    ],
)
def test_djangos_messages_are_said_in_our_words(field, typed, message):
    assert Several({field: typed})[field].messages == [message]


def test_the_summary_says_which_field_a_message_is_about():
    form = Several({"months": "-1", "code": "a", "kind": "a"})
    assert (form["months"].problems, form["email"].problems) == (
        ["Months: Enter 0 or more"],
        ["Say where to write to"],
    )


class Rows(forms.Form):
    """Two rows of the same fields."""

    fieldsets = [
        ("Recommendation 1: approve the pool", ["on_1", "months_1"]),
        ("Recommendation 2: note the report", ["on_2", "months_2"]),
    ]
    on_1, on_2 = DateField(label="Decided on"), DateField(label="Decided on")
    months_1, months_2 = forms.IntegerField(label="Months"), forms.IntegerField(label="Months", max_value=6)


def test_the_summary_says_which_of_several_like_rows_a_message_is_about():
    form = Rows({"months_2": "9", "on_2_0": "4"})
    assert [each["text"] for each in problems(form)] == [
        "Recommendation 1: Enter the decided on",
        "Recommendation 2, Decided on: The date must include a month and a year",
        "Recommendation 1: Enter the months",
        "Recommendation 2, Months: Enter 6 or less",
    ]
