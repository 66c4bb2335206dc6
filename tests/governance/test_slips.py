"""How slips of the pen are found, whatever is typed."""

from hypothesis import given
from hypothesis import strategies as st

from governance.calculations.names import names_unlike
from governance.calculations.slips import breaks_off, leads_to_nothing, left_in_brackets, said_twice

WORDS = st.lists(st.sampled_from(["the", "pool", "of", "both", "partners"]), min_size=1, max_size=60)


@given(WORDS, st.lists(st.integers(), unique=True, max_size=40))
def test_only_what_stands_twice_is_said_twice(repeated, between):
    apart = " ".join(map(str, between))
    numbered = " ".join(f"{word}{place}" for place, word in enumerate(repeated))
    assert said_twice([numbered, apart]) == []
    found = said_twice([numbered, f"{apart} {numbered}"])
    assert [(each.first, each.again, each.words) for each in found] == (
        [(0, 1, len(repeated))] if len(repeated) >= 25 else []
    )


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text):
    for find in (breaks_off, leads_to_nothing, left_in_brackets):
        assert all(isinstance(each, str) for each in find(text))
    assert names_unlike(text, ["ICES Advisory Board"]) == []


def test_a_long_text_is_read_in_time_that_grows_with_it():
    long = "The Advisory Partnership of the Council and the Trust [ note : " * 8_000
    assert left_in_brackets(long) == []
    assert said_twice([long])[0].words > 25
    assert breaks_off(long) == []
    names_unlike(long, ["ICES Advisory Board"] * 50)
