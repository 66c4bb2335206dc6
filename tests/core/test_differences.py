"""What the history shows of a text that was changed."""

from time import process_time

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from core.differences import Kind, Piece, differences, marked_up
from core.timeline import FieldChange

SAME, REMOVED, ADDED, LEFT_OUT = Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.LEFT_OUT
CLAUSE = "The Council shall pay its contribution quarterly in advance, and the Trust shall account for it."
LONG = " ".join(f"Clause {n} says what the partners agreed at meeting {n} of the board." for n in range(600))


def pieces(found):
    return [(piece.kind, piece.text) for piece in found]


def test_one_word_that_changed_is_marked_and_nothing_else():
    assert pieces(differences(CLAUSE, CLAUSE.replace("shall pay", "may pay"))) == [
        (SAME, "The Council "),
        (REMOVED, "shall "),
        (ADDED, "may "),
        (SAME, CLAUSE.partition("shall ")[2]),
    ]


def test_a_comma_is_no_part_of_the_word_before_it():
    assert pieces(differences("Paid quarterly in arrears.", "Paid quarterly, in arrears;")) == [
        (SAME, "Paid quarterly"),
        (ADDED, ", "),
        (SAME, "in arrears"),
        (REMOVED, "."),
        (ADDED, ";"),
    ]


def test_what_is_far_from_the_change_is_left_out_and_counted():
    shown = marked_up(LONG, LONG.replace("meeting 300 of", "a meeting of"))
    assert [piece.kind for piece in shown] == [LEFT_OUT, SAME, ADDED, SAME, REMOVED, SAME, LEFT_OUT]
    assert sum(len(piece.text) for piece in shown) < 300
    assert shown[0].text == f"{len(LONG.partition('meeting 300')[0].split()) - 12:,} words unchanged"


def test_a_text_that_was_written_anew_is_shown_whole_before_and_after():
    before, after = "One clause that stood here for many years until now.", CLAUSE
    assert marked_up(before, after) == [Piece(REMOVED, before), Piece(ADDED, after)]
    assert marked_up("", CLAUSE) == [Piece(ADDED, CLAUSE)]
    assert marked_up("£730,000.00", "£731,000.00") == [
        Piece(REMOVED, "£730,000.00"),
        Piece(ADDED, "£731,000.00"),
    ]


def test_a_line_break_is_a_difference():
    broken = CLAUSE.replace("advance, and", "advance,\nand")
    assert [piece.kind for piece in differences(CLAUSE, broken)] == [SAME, REMOVED, ADDED, SAME]


@given(*[st.lists(st.sampled_from(["a", "b", "care", ",", ".", " ", "  ", "\n"])).map("".join)] * 2)
def test_the_pieces_make_up_both_texts(before, after):
    found = differences(before, after)
    assert "".join(piece.text for piece in found if piece.kind is not REMOVED) == after
    assert "".join("".join(piece.text for piece in found if piece.kind is not ADDED).split()) == "".join(
        before.split()
    )


@pytest.mark.parametrize(
    "changed",
    [
        lambda words: [word if n % 2 else "another" for n, word in enumerate(words)],
        lambda words: words[::-1],
        lambda words: [words[n % 110] for n in range(len(words))],
        lambda words: [f"{word}." for word in words],
    ],
    ids=["every other word", "backwards", "few words often", "a full stop after each"],
)
def test_the_longest_texts_are_compared_in_a_bounded_time(changed):
    words = [f"word{n}" for n in range(12_000)]
    begun = process_time()
    assert marked_up(" ".join(words), " ".join(changed(words)))
    assert process_time() - begun < 3  # by itself difflib takes minutes


def test_screen_readers_hear_what_was_removed_and_added():
    template = engines["jinja2"].env.from_string(
        '{% from "components/difference.html" import difference %}{{ difference(field) }}'
    )

    def show(before, after):
        return template.render(field=FieldChange("Text", before, after))

    assert show(CLAUSE, CLAUSE.replace("shall pay", "may <pay>")) == (
        'The Council <del class="app-difference"><span class="govuk-visually-hidden">[removed: </span>'
        'shall pay<span class="govuk-visually-hidden">]</span></del> <ins class="app-difference">'
        '<span class="govuk-visually-hidden">[added: </span>may &lt;pay&gt;'
        '<span class="govuk-visually-hidden">]</span></ins> '
        "its contribution quarterly in advance, and the Trust shall account for it."
    )
    assert show("", "Yes") == (
        '<del><span class="govuk-visually-hidden">Before: </span>nothing</del> '
        '<ins><span class="govuk-visually-hidden">After: </span>Yes</ins>'
    )
    assert "[… 7,784 words unchanged …]" in show(LONG, LONG.replace("meeting 599", "meeting 600"))
