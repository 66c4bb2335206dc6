"""What a board's documents say: its terms of reference, agendas, minutes and the structure chart."""

from datetime import date

import pytest

from documents.blocks import Document, Figure, Margins
from documents.compositions.boards import (
    agenda_document,
    minutes_document,
    structure_chart,
    terms_document,
)
from documents.exports import in_print
from documents.plain import as_text
from governance.calculations.boards import (
    ActionFacts,
    AttendanceFacts,
    InterestFacts,
    ItemFacts,
    LineFacts,
    MeetingFacts,
    TermFacts,
    VersionFacts,
)
from governance.calculations.charts import chart_of
from tests.values import board, made, seat

TERM = made(TermFacts, number="1", heading="Purpose", text="To steer.", level=1)
BOARD = board(
    name="Commissioning Board",
    kept_by="Leicester City Council",
    kind="Commissioning board",
    standing_label="Established",
    quorum=2,
    seats=(seat("Director", chairs=True, voting="Votes"), seat("Carers", places=None, voting="Votes")),
    versions=(made(VersionFacts, from_on=date(2026, 4, 1), approved_by="Cabinet", terms=(TERM,)),),
    terms=(TERM,),
    lines=(made(LineFacts, kind="accountable", label="Accountability", to_name="Cabinet"),),
)
MEETING = made(
    MeetingFacts,
    held_on=date(2026, 9, 1),
    status="held",
    was_quorate=False,
    lacked=("1 of 2",),
    time="10am",
    items=(
        made(
            ItemFacts, number="1", title="Budget", purpose="To approve", paper="Paper A", decision="Agreed."
        ),
        made(ItemFacts, number="2", title="Review", presenter="Director", minutes="The review was noted."),
    ),
    attendances=(made(AttendanceFacts, name="Director", seat="Director", how_label="Present"),),
    interests=(made(InterestFacts, who="Carer", interest="Trustee", then="Left for the item"),),
    actions=(made(ActionFacts, text="Report back", owner="Director", due_on=date(2026, 10, 1)),),
)


def test_terms_of_reference_say_what_binds_and_who_sits():
    document = terms_document(BOARD)
    assert document.margins.version == "In force from 1 April 2026"
    text = as_text(document)
    assert text.splitlines()[:2] == ["Commissioning Board", "Terms of reference"]
    for said in ("Approved by Cabinet", "Quorum 2 members", "Director (chair)", "1 Purpose", "To steer."):
        assert said in text
    assert "To be settled" in text


def test_an_agenda_lists_its_items_in_their_order():
    text = as_text(agenda_document(BOARD, MEETING))
    assert "1 Budget To approve" in text and "2 Review" in text
    assert text.index("Budget") < text.index("Review")
    assert "Agreed." not in text


def test_minutes_say_that_there_was_no_quorum_and_what_followed():
    text = as_text(minutes_document(BOARD, MEETING))
    said = "This meeting had no quorum (1 of 2): what it decided must be decided again by a meeting that has."
    assert said in text.splitlines()
    for words in ("Agreed.", "The review was noted.", "Left for the item", "Report back", "1 October 2026"):
        assert words in text


@pytest.mark.parametrize("chart", [chart_of([BOARD]), None])
def test_the_chart_is_printed_with_its_list_or_not_at_all(chart):
    blocks = structure_chart(chart)
    if chart is None:
        assert blocks == ()
        return
    [figure] = blocks
    assert isinstance(figure, Figure)
    document = Document("Chart", Margins("", "", "", "", ""), blocks)
    assert as_text(document).splitlines() == [
        "Structure",
        "• Commissioning Board is accountable to Cabinet. Line: Accountability.",
        "• Membership of Commissioning Board: Director; Carers.",
    ]
    printed = in_print(document)
    assert "<title>Structure chart of Cabinet, Commissioning Board." in printed
    assert ">Accountability</text>" in printed
