"""Meetings of boards: agenda, attendance and the quorum worked out from it, interests, actions."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core import actions
from governance.actions.boards import record_attendance
from governance.models import (
    AgendaItem,
    Attendance,
    DeclaredInterest,
    Meeting,
    MeetingAction,
    Member,
    QuorumPart,
    Seat,
)
from governance.queries.boards import boards_as_at
from governance.rules import boards as rules
from tests.governance.conftest import AT
from tests.governance.test_board_pages import address, day, officer, text_of  # noqa: F401
from tests.governance.test_boards import refusal

HELD = date(2026, 9, 1)


@pytest.fixture
def board(southwark):
    return southwark.board(is_established=True, quorum=2)


@pytest.fixture
def meeting(southwark, board):
    return southwark.record(Meeting(board=board, held_on=HELD, status="held"))


def seat(southwark, board, post, **facts):
    return southwark.record(Seat(board=board, post=post, category="council", is_post=True, **facts))


def facts_of(meeting):
    board = boards_as_at([meeting.board_id], on=meeting.held_on)[meeting.board_id]
    return next(each for each in board.meetings if each.key == meeting.pk)


def attend(southwark, meeting, **how):
    rows = [
        Attendance(seat=Seat.objects.get(post=post), name=post, how=value, meeting=meeting)
        for post, value in how.items()
    ]
    record_attendance(meeting, attendances=rows, by=southwark.officer, at=AT)


def test_a_quorum_is_worked_out_from_who_came(southwark, board, meeting):
    seat(southwark, board, "Chair", body=southwark.council)
    seat(southwark, board, "Deputy", body=southwark.council)
    seat(southwark, board, "Nurse", body=southwark.trust)
    seat(southwark, board, "Clerk", voting=Seat.Voting.NO)
    attend(southwark, meeting, Chair="present", Nurse="apologies", Clerk="present")
    assert facts_of(meeting).lacked == ("1 of 2",)
    assert facts_of(meeting).is_inquorate
    attend(southwark, meeting, Deputy="substitute")
    assert facts_of(meeting).was_quorate is True
    southwark.record(QuorumPart(board=board, whose="each"))
    assert facts_of(meeting).lacked == ("0 of 1 from Southwark PCT",)
    meeting.quorate = Meeting.Quorate.YES  # what the minutes say goes before
    actions.change(meeting, by=southwark.officer, at=AT)
    assert facts_of(meeting).was_quorate is True
    assert facts_of(meeting).came == 3


def test_a_quorum_that_asks_for_the_chair_needs_the_chair(southwark, board):
    seat(southwark, board, "Nurse", body=southwark.trust)
    members = southwark.seat(board, "Members", places=3)
    then, now = (date(2020, 1, 1), date(2021, 1, 1)), (date(2021, 1, 2), None)
    for name, (first, last), office in (
        ("Leader then", then, {"is_chair": True}),
        ("Leader now", now, {"is_chair": True}),
        ("Deputy", now, {"is_vice_chair": True}),
    ):
        southwark.record(Member(seat=members, name=name, from_on=first, to_on=last, **office))
    asked = southwark.record(QuorumPart(board=board, whose="chair"))

    def lacked(**how):
        held_on = HELD + timedelta(days=board.meetings.count())
        meeting = southwark.record(Meeting(board=board, held_on=held_on, status="held"))
        rows = [
            Attendance(
                seat=Seat.objects.get(post="Nurse") if name == "Nurse" else members,
                name=name.replace("_", " "),
                how=value,
                meeting=meeting,
            )
            for name, value in how.items()
        ]
        record_attendance(meeting, attendances=rows, by=southwark.officer, at=AT)
        return facts_of(meeting).lacked

    assert lacked(Nurse="present", Leader_now="present") == ()
    assert lacked(Nurse="present", Deputy="present", Leader_now="apologies") == ("without the chair",)
    assert lacked(Nurse="present", Leader_now="substitute") == ("without the chair",)
    assert lacked(Nurse="present", Leader_then="present") == ("without the chair",)
    asked.whose = "either"
    actions.change(asked, by=southwark.officer, at=AT)
    assert lacked(Nurse="present", Deputy="present") == ()


def test_attendance_is_recorded_on_one_page_and_the_meeting_says_it_had_no_quorum(
    officer,  # noqa: F811
    southwark,
    board,
    meeting,
):
    seat(southwark, board, "Chair")
    carers = southwark.seat(board, "Carers", places=2)
    southwark.member(carers, "Carer then", date(2020, 1, 1), date(2021, 1, 1))
    southwark.member(carers, "Carer now", date(2021, 1, 2))
    page = address("attendance-record", meeting.pk)
    form = officer.get(page).context_data["form"]
    assert [row.name for row in form.rows] == ["Chair", "Carer now"]
    wrong = officer.post(page, {"how_0": "present", "substitute_0": "Deputy"})
    assert list(wrong.context_data["form"].errors) == ["substitute_0"]
    assert officer.post(page, {"how_0": "present", "how_1": "apologies"}).status_code == 302
    shown = text_of(officer.get(meeting.get_absolute_url()))
    assert "This meeting had no quorum (1 of 2): what it decided must be decided again" in shown
    assert "No quorum" in text_of(officer.get(board.get_absolute_url()))
    form = officer.get(page).context_data["form"]
    assert [(row.name, row.how) for row in form.rows] == [("Chair", "present"), ("Carer now", "apologies")]
    officer.post(page, {"how_0": "present", "how_1": "substitute", "substitute_1": "Another carer"})
    assert [str(each) for each in meeting.attendances.order_by("pk")] == [
        "Chair: Present",
        "Carer now: Sent a substitute",
    ]
    assert facts_of(meeting).was_quorate is True


def test_the_page_of_a_meeting_shows_all_that_belongs_to_it(
    officer,  # noqa: F811
    southwark,
    board,
    meeting,
    django_assert_num_queries,
):
    for n in range(3):
        item = southwark.record(
            AgendaItem(meeting=meeting, title=f"Item {n}", purpose="approve", decision="Agreed")
        )
        southwark.record(
            DeclaredInterest(meeting=meeting, item=item, who="Director", interest="Trustee", then="left")
        )
        southwark.record(MeetingAction(meeting=meeting, item=item, text="Report", owner="Head", due_on=HELD))
        with django_assert_num_queries(8):
            shown = text_of(officer.get(meeting.get_absolute_url()))
    assert shown.count("Left for the item") == 3
    assert shown.count("Overdue") == 3
    action = MeetingAction.objects.first()
    page = address("action-of-a-meeting-change", action.pk)
    typed = {"text": "Report", "owner": "Head", "version": action.history.first().history_id}
    tomorrow = timezone.localdate() + timedelta(days=1)
    late = officer.post(page, typed | day("done_on", tomorrow))
    assert list(late.context_data["form"].errors) == ["done_on"]
    assert officer.post(page, typed | day("done_on", HELD)).status_code == 302
    assert text_of(officer.get(meeting.get_absolute_url())).count("Overdue") == 2


def test_attendance_is_of_the_board_that_met(southwark, meeting):
    other = southwark.seat(southwark.board("Another board"), "Carers")
    row = Attendance(meeting=meeting, seat=other, name="Carer", how="apologies")
    assert refusal(southwark.record, row) == (rules.attendance_is_of_the_board_that_met, "seat")


def test_attendance_is_of_a_meeting_that_was_held(southwark, board):
    planned = southwark.record(Meeting(board=board, held_on=HELD))
    row = Attendance(meeting=planned, seat=southwark.seat(board), name="Carer", how="present")
    assert refusal(southwark.record, row) == (rules.attendance_is_of_a_meeting_that_was_held, "how")
    row.how = "apologies"
    southwark.record(row)


def test_meeting_that_somebody_attended_was_held(southwark, board, meeting):
    southwark.record(Attendance(meeting=meeting, seat=southwark.seat(board), name="Carer", how="present"))
    meeting.status = Meeting.Status.CANCELLED
    refused = refusal(actions.change, meeting, by=southwark.officer, at=AT)
    assert refused == (rules.meeting_that_somebody_attended_was_held, "status")


@pytest.fixture
def elsewhere(southwark, board):
    other = southwark.record(Meeting(board=board, held_on=date(2026, 10, 1)))
    return southwark.record(AgendaItem(meeting=other, title="Of another meeting"))


def test_interest_is_in_an_item_of_its_meeting(southwark, meeting, elsewhere):
    row = DeclaredInterest(meeting=meeting, item=elsewhere, who="Director", interest="Trustee", then="left")
    assert refusal(southwark.record, row) == (rules.interest_is_in_an_item_of_its_meeting, "item")


def test_action_is_from_an_item_of_its_meeting(southwark, meeting, elsewhere):
    row = MeetingAction(meeting=meeting, item=elsewhere, text="Report", owner="Head")
    assert refusal(southwark.record, row) == (rules.action_is_from_an_item_of_its_meeting, "item")


def test_seat_that_attended_is_kept(southwark, board, meeting):
    carers = southwark.seat(board)
    southwark.record(Attendance(meeting=meeting, seat=carers, name="Carer", how="present"))
    refused = refusal(actions.retire, carers, by=southwark.officer, at=AT, why="By mistake")
    assert refused == (rules.seat_that_attended_is_kept, None)
