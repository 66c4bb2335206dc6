"""Members and meetings pasted as rows: read, shown, recorded all or none."""

from datetime import date

import pytest

from core.models import Act
from core.pasted import rows_in
from governance.calculations.pasted_rows import meetings_in, members_in
from governance.models import Meeting, Member
from tests.governance.test_board_pages import address, officer, text_of  # noqa: F401

MEMBERS = (
    "Seat\tMember\tBody\tFrom\tTo\r\n"
    "Carers\tFirst carer\tSouthwark PCT\t1/4/2026\t31 March 2027\r\nCarers\tSecond carer"
)


def test_rows_are_lines_and_cells_are_parted_by_tabs():
    assert rows_in("a\t b \r\n\r\nc") == [["a", "b"], ["c"]]


def test_what_cannot_be_read_is_said_of_its_row():
    rows = members_in("Carers\tFirst\nUsers\t\tNobody\t31/13/2026", {"carers": 7}, {})
    assert [(row.number, row.errors) for row in rows] == [
        (1, []),
        (
            2,
            [
                "no seat of this board is called “Users”",
                "the member is missing",
                "no body is called “Nobody”",
                "“31/13/2026” is no day like 31/12/2026 or 31 December 2026",
            ],
        ),
    ]
    assert rows[0].values == {"name": "First", "seat": 7, "from_on": None, "to_on": None}
    [meeting, wrong] = meetings_in("Date\tStatus\n1 May 2026\tHeld\t4\tAgreed\n\tlost\tfour")
    assert meeting.values == {
        "decisions": "Agreed",
        "minutes": "",
        "held_on": date(2026, 5, 1),
        "status": "held",
        "attending": 4,
    }
    assert len(wrong.errors) == 3


def test_members_are_shown_first_and_then_recorded_in_one_act(officer, southwark):  # noqa: F811
    board = southwark.board()
    southwark.seat(board, "Carers", places=2)
    page = address("members-paste", board.pk)
    shown = officer.post(page, {"text": MEMBERS})
    assert list(shown.context_data["form"].errors) == ["is_checked"]
    assert "Second carer" in text_of(shown) and not Member.objects.exists()
    assert officer.post(page, {"text": MEMBERS, "is_checked": "on"}).status_code == 302
    found = Member.objects.order_by("pk").values_list("name", "body__name", "from_on", "to_on")
    assert list(found) == [
        ("First carer", "Southwark PCT", date(2026, 4, 1), date(2027, 3, 31)),
        ("Second carer", None, None, None),
    ]
    act = Act.objects.get(code="rows-of-a-board.recorded")
    assert Member.history.filter(act=act).count() == 2


def test_where_one_row_is_refused_none_is_recorded(officer, southwark):  # noqa: F811
    board = southwark.board()
    southwark.seat(board, "Carers", places=1)
    answer = officer.post(
        address("members-paste", board.pk), {"text": "Carers\tFirst\nCarers\tSecond", "is_checked": "on"}
    )
    [said] = answer.context_data["form"].errors["text"]
    assert said.startswith("This seat has no free place") and "Row 2." in said
    assert not Member.objects.exists()


def test_a_term_that_ends_before_it_began_is_said_of_its_row(officer, southwark):  # noqa: F811
    """Before the rule of free places reckons with the two days."""
    board = southwark.board()
    southwark.seat(board, "Carers", places=1)
    text = "Carers\tFirst\t\t2 May 2026\t1 May 2026"
    answer = officer.post(address("members-paste", board.pk), {"text": text, "is_checked": "on"})
    said = "Row 1: The last day of the term cannot be before the first."
    assert answer.context_data["form"].errors["text"] == [said]


def test_a_sixth_column_is_not_dropped_in_silence():
    [row] = meetings_in("1 May 2026\theld\t4\tAgreed\tMinutes\tMore")
    assert row.errors == ["there are more than five columns: “More”"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/4/2026\theld", "Row 1: this day is still to come"),
        ("1/4/2020\theld", "A board cannot have met before it existed"),
        ("Date\tStatus", "There is no row in it"),
    ],
)
def test_meetings_are_pasted_or_refused(officer, southwark, text, said):  # noqa: F811
    board = southwark.board(is_established=True, established_on=date(2024, 4, 1))
    page = address("meetings-paste", board.pk)
    text = text.replace("1/4/2026", "1/4/2199")
    answer = officer.post(page, {"text": text, "is_checked": "on"})
    assert said in str(answer.context_data["form"].errors["text"])
    assert officer.post(page, {"text": "1/5/2024\theld\t3", "is_checked": "on"}).status_code == 302
    assert Meeting.objects.get().attending == 3
