"""What no record takes is said before any rule reckons with it."""

from datetime import date

import pytest

from core.constraints import InOrder
from core.forms.fields import ProseField, ShortText
from core.rules import RulesBroken, clean
from governance.models import Member
from tests.access import RECORDS

IN_ORDER = [
    pytest.param(model, each, id=each.name)
    for model in RECORDS
    for each in model._meta.constraints
    if isinstance(each, InOrder)
]


@pytest.mark.parametrize(("model", "constraint"), IN_ORDER)
def test_days_in_the_wrong_order_are_refused_without_asking_the_database(model, constraint):
    reversed_days = {constraint.first: date(2026, 1, 2), constraint.last: date(2026, 1, 1)}
    assert not constraint.holds_of(model(**reversed_days))
    for only in reversed_days:
        assert constraint.holds_of(model(**{only: reversed_days[only]}))
    assert constraint.holds_of(model(**dict.fromkeys(reversed_days, date(2026, 1, 1))))


def test_a_record_is_refused_for_them_as_it_is_cleaned():
    held = Member(seat_id=1, name="First", from_on=date(2026, 1, 2), to_on=date(2026, 1, 1))
    with pytest.raises(RulesBroken) as refused:
        clean(held)
    [broken] = refused.value.broken
    said = "The last day of the term cannot be before the first."
    assert (broken.field, str(broken)) == ("to_on", said)


def test_a_text_with_a_control_character_is_refused_as_it_is_cleaned():
    """Whatever door it came by: a form takes them out, a file or a program is told."""
    with pytest.raises(RulesBroken) as refused:
        clean(Member(seat_id=1, name="First\x07"))
    assert [each.field for each in refused.value.broken] == ["name"]


def test_what_word_pastes_as_a_break_is_one_and_other_control_characters_fall_away():
    assert ShortText().clean("Care\x0bpart\x07 two") == "Care part two"
    assert ProseField().clean("Care\x0bpart\x07 two\x0cthree") == "Care\npart two\nthree"
