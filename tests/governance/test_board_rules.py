"""What is refused of boards: seats that exclude each other, quorums beyond the places, meetings too early."""

from datetime import date

import pytest

from core import actions
from governance.models import Board, BoardKind, Meeting, Member, Seat, TermOfReference, TermsVersion
from governance.rules import boards as rules
from tests.governance.conftest import AT
from tests.governance.test_boards import refusal


def change(southwark, record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    actions.change(record, by=southwark.officer, at=AT)


def test_nobody_sits_in_two_seats_that_exclude_each_other(southwark):
    board = southwark.board()
    chair = southwark.seat(board, "Chair")
    manager = southwark.seat(board, "Pool manager", not_with=chair)
    southwark.member(chair, "Director of Finance", date(2026, 4, 1), date(2027, 3, 31))
    same = Member(seat=manager, name="director of finance", from_on=date(2027, 3, 31))
    rule = rules.nobody_sits_in_two_seats_that_exclude_each_other
    assert refusal(southwark.record, same) == (rule, "name")
    southwark.record(Member(seat=manager, name="Director of Finance", from_on=date(2027, 4, 1)))
    southwark.record(Member(seat=southwark.seat(board, "Another"), name="Director of Finance"))
    change(southwark, chair, is_post=True, post="Head of service")
    post = Member(seat=manager, name="Head of Service", from_on=date(2020, 1, 1), to_on=date(2020, 2, 1))
    assert refusal(southwark.record, post) == (rule, "name")


def test_seats_that_exclude_each_other_have_different_members(southwark):
    board = southwark.board()
    chair, manager = southwark.seat(board, "Chair"), southwark.seat(board, "Pool manager")
    southwark.member(chair, "Director of Finance")
    southwark.member(manager, "Director of Finance")
    rule = rules.seats_that_exclude_each_other_have_different_members
    assert refusal(change, southwark, manager, not_with=chair) == (rule, "not_with")
    elsewhere = southwark.seat(southwark.board("Another board"), "Chair")
    assert refusal(change, southwark, manager, not_with=elsewhere) == (rule, "not_with")
    change(southwark, manager, not_with=southwark.seat(board, "Minute taker"))


def test_quorum_is_no_more_than_the_places(southwark):
    board = southwark.board()
    southwark.seat(board, places=2)
    southwark.seat(board, "Minute taker", voting=Seat.Voting.NO)
    rule = rules.quorum_is_no_more_than_the_places
    assert refusal(change, southwark, board, quorum=3) == (rule, "quorum")
    change(southwark, board, quorum=2)
    southwark.seat(board, "Users", places=None)
    change(southwark, board, quorum=9)


@pytest.mark.parametrize(
    ("facts", "held_on", "status", "is_refused"),
    [
        ({"is_established": True, "established_on": date(2026, 4, 1)}, date(2026, 3, 31), "held", True),
        ({"is_established": True, "established_on": date(2026, 4, 1)}, date(2026, 3, 31), "planned", True),
        ({"is_established": True, "established_on": date(2026, 4, 1)}, date(2026, 3, 31), "cancelled", False),
        ({"is_established": True, "established_on": date(2026, 4, 1)}, date(2026, 4, 1), "held", False),
        ({"shadow_from_on": date(2026, 1, 1)}, date(2026, 1, 1), "held", False),
        ({"shadow_from_on": date(2026, 1, 1)}, date(2025, 12, 31), "held", True),
        ({}, date(2026, 1, 1), "held", True),  # only proposed
        ({}, date(2026, 1, 1), "planned", False),
        ({"is_established": True}, date(1990, 1, 1), "held", False),  # nobody knows since when
        ({"is_established": True, "ended_on": date(2026, 1, 1)}, date(2026, 1, 2), "held", True),
    ],
)
def test_meeting_is_within_the_life_of_its_board(southwark, facts, held_on, status, is_refused):
    meeting = Meeting(board=southwark.board(**facts), held_on=held_on, status=status)
    if is_refused:
        rule = rules.meeting_is_within_the_life_of_its_board
        assert refusal(southwark.record, meeting) == (rule, "held_on")
    else:
        southwark.record(meeting)


def test_board_existed_when_it_met(southwark):
    board = southwark.board(is_established=True)
    southwark.record(Meeting(board=board, held_on=date(2026, 4, 1), status="held"))
    southwark.record(Meeting(board=board, held_on=date(2030, 4, 1)))
    rule = rules.board_existed_when_it_met
    assert refusal(change, southwark, board, established_on=date(2026, 4, 2)) == (rule, "established_on")
    board.established_on = None
    assert refusal(change, southwark, board, ended_on=date(2026, 3, 31)) == (rule, "ended_on")
    change(southwark, board, established_on=date(2026, 4, 1), ended_on=date(2026, 4, 1))


def test_version_of_a_term_is_of_its_board(southwark):
    version = southwark.record(TermsVersion(board=southwark.board("One"), from_on=date(2026, 4, 1)))
    term = TermOfReference(board=southwark.board("Another"), of_version=version, heading="Purpose")
    assert refusal(southwark.record, term) == (rules.version_of_a_term_is_of_its_board, "of_version")


def test_version_with_sections_is_kept(southwark):
    version = southwark.record(TermsVersion(board=southwark.board(), from_on=date(2026, 4, 1)))
    term = southwark.record(TermOfReference(board=version.board, of_version=version, heading="Purpose"))
    retire = {"by": southwark.officer, "at": AT, "why": "By mistake"}
    assert refusal(actions.retire, version, **retire) == (rules.version_with_sections_is_kept, None)
    actions.retire(term, **retire)
    actions.retire(version, **retire)


def test_kind_of_board_in_use_is_kept(southwark):
    kind = southwark.board().kind
    retire = {"by": southwark.officer, "at": AT, "why": "By mistake"}
    assert refusal(actions.retire, kind, **retire) == (rules.kind_of_board_in_use_is_kept, None)
    actions.retire(southwark.kind("unused"), **retire)
    assert BoardKind.objects.not_retired().get() == kind


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2025, 12, 31), "proposed"),
        (date(2026, 1, 1), "shadow"),
        (date(2026, 3, 31), "shadow"),
        (date(2026, 4, 1), "established"),
        (date(2030, 4, 2), "ended"),
    ],
)
def test_a_shadow_board_becomes_real_on_its_day(day, standing):
    board = Board(
        shadow_from_on=date(2026, 1, 1),
        established_on=date(2026, 4, 1),
        is_established=True,
        ended_on=date(2030, 4, 1),
    )
    assert board.standing_on(day) == standing
