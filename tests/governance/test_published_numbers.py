from governance.calculations.published_numbers import numbering_faults
from governance.calculations.sections import Section, sections_in


def test_a_gap_and_a_repeat_are_named():
    """The terms of reference that Leicester published in 2005."""
    published = ["1", "2", "2.1", "2.2", "2.4", "2.5", "2.6", "2.6", "2.7", "3.", "3.1", "4"]
    assert numbering_faults(published) == ["2.3 is missing", "2.6 is used more than once"]


def test_a_long_gap_a_step_back_and_what_is_not_a_number():
    assert numbering_faults(["1", "9", "3", "(i)", "", "A"]) == ["2 to 8 are missing", "3 comes after 9"]
    assert numbering_faults([]) == []


def test_pasted_terms_split_where_a_line_begins_with_a_number():
    pasted = (
        "The Board agreed these.\n"
        "2. Remit\n"
        "To provide a focus for joint strategic direction by:\n"
        "- 2.1 Addressing key issues, in\n"
        "6 meetings a year:\n"
        "- health\n"
        "2.4 Considering strategies.\n"
        "5. The Board will meet at least 6 times per year.\n"
    )
    assert sections_in(pasted) == [
        Section("", "", "The Board agreed these."),
        Section("2", "Remit", "To provide a focus for joint strategic direction by:"),
        Section("2.1", "", "Addressing key issues, in\n6 meetings a year:\n- health"),
        Section("2.4", "", "Considering strategies."),
        Section("5", "", "The Board will meet at least 6 times per year."),
    ]
