"""Properties of what stands on a day, for any changes in whatever order they were typed or signed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnerships.calculations.variations import ChangeFacts, clashes, in_effect

FIRST = date(2026, 4, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def changes(draw):
    """Changes of a few clauses by a few variations, each of which changes a clause once; some bind."""
    keys = draw(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4)), unique=True, max_size=20))
    binds = draw(st.sets(st.integers(1, 6)))
    return [
        ChangeFacts(("clause", clause), draw(DAYS), number, "clause", place, number in binds, f"text {place}")
        for place, (number, clause) in enumerate(keys)
    ]


@given(changes(), DAYS, st.randoms())
def test_the_order_of_typing_plays_no_part(found, on, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert in_effect(shuffled, on) == in_effect(found, on)


@given(changes(), DAYS)
def test_before_its_day_a_change_changes_nothing(found, on):
    later = [each for each in found if each.effective_on > on]
    assert in_effect(found, on) == in_effect([each for each in found if each not in later], on)


@given(changes(), DAYS)
def test_one_text_of_each_clause_stands_and_none_took_effect_after_it(found, on):
    standing = in_effect(found, on)
    for target, change in standing.items():
        rivals = [each for each in found if each.target == target and each.effective_on <= on]
        assert [each for each in rivals if each.order >= change.order] == [change]
    assert set(standing) == {each.target for each in found if each.effective_on <= on}


@given(changes(), DAYS)
def test_what_binds_stands_the_same_whatever_is_drafted_beside_it(found, on):
    """The reader passes in those that bind: a draft is told of in clashes alone."""
    bound = [each for each in found if each.binds]
    assert all(each.binds for each in in_effect(bound, on).values())
    assert in_effect(bound, on) == in_effect([each for each in bound if each.effective_on <= on], on)


@given(changes())
def test_a_clash_is_of_two_variations_that_change_the_same(found):
    for each in clashes(found, found):
        assert each.own.target == each.other.target and each.own.number != each.other.number
        assert not (each.other.binds and each.other.effective_on < each.own.effective_on)
