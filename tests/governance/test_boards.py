"""Rules of boards, who sees them, what needs attention in them, what documents say of them."""

from datetime import date

import pytest
from django.db import DatabaseError

from core import actions
from core.models import Act
from core.rules import RulesBroken
from documents.queries.agreements import agreement_facts
from governance.actions.boards import record_board, record_terms_of_reference
from governance.calculations.boards import Boards, most_at_once
from governance.models import Board, Meeting, Member, Oversight, Seat, TermOfReference
from governance.queries.boards import boards_as_at
from governance.rules import boards as rules
from partnerships.findings import findings_of
from partnerships.models import Body
from partnerships.queries import agreement_as_at
from tests.governance.conftest import AT

TODAY = date(2026, 11, 22)


def refusal(call, *args, **kwargs):
    """The field at fault of the one rule that refuses, and the rule."""
    with pytest.raises(RulesBroken) as refused:
        call(*args, **kwargs)
    [broken] = refused.value.broken
    return broken.rule, broken.field


# Rules


def test_board_is_not_its_own_ancestor(southwark):
    top = southwark.board("Top")
    middle = southwark.board("Middle", parent_board=top)
    bottom = southwark.board("Bottom", parent_board=middle)
    top.parent_board = bottom
    refused = refusal(actions.change, top, by=southwark.officer, at=AT)
    assert refused == (rules.board_is_not_its_own_ancestor, "parent_board")


@pytest.mark.parametrize(
    ("from_on", "to_on", "fits"),
    [
        (date(2005, 1, 2), None, True),  # the day after the first term
        (date(2005, 1, 1), None, False),  # both ends are included
        (None, date(2003, 12, 31), True),
        (None, None, False),
    ],
)
def test_seat_has_a_place_for_the_term(southwark, from_on, to_on, fits):
    seat = southwark.seat(southwark.board())
    southwark.member(seat, "First carer", date(2004, 1, 1), date(2005, 1, 1))
    second = Member(seat=seat, name="Second carer", from_on=from_on, to_on=to_on)
    if fits:
        southwark.record(second)
    else:
        refused = refusal(southwark.record, second)
        assert refused == (rules.seat_has_a_place_for_the_term, "from_on")
        assert not Member.objects.filter(name="Second carer").exists()


def test_two_places_hold_two_members_at_a_time(southwark):
    seat = southwark.seat(southwark.board(), places=2)
    southwark.member(seat, "First", date(2004, 1, 1), date(2004, 6, 30))
    southwark.member(seat, "Second", date(2004, 7, 1), date(2004, 12, 31))
    whole_year = southwark.member(seat, "Third", date(2004, 1, 1), date(2004, 12, 31))
    assert most_at_once([(m.from_on, m.to_on) for m in seat.members.all()]) == 2
    actions.retire(whole_year, by=southwark.officer, at=AT, why="Left")
    southwark.member(seat, "Fourth", date(2004, 1, 1), None)
    assert refusal(actions.restore, whole_year, by=southwark.officer, at=AT)[1] == "from_on"


def test_a_member_may_change_within_the_same_place(southwark):
    member = southwark.member(southwark.seat(southwark.board()), "Carer", date(2004, 1, 1))
    member.to_on = date(2005, 1, 1)
    actions.change(member, by=southwark.officer, at=AT)
    assert Member.objects.get().to_on == date(2005, 1, 1)


def test_seat_keeps_places_for_its_members(southwark):
    seat = southwark.seat(southwark.board(), places=2)
    southwark.member(seat, "First")
    southwark.member(seat, "Second")
    seat.places = 1
    refused = refusal(actions.change, seat, by=southwark.officer, at=AT)
    assert refused == (rules.seat_keeps_places_for_its_members, "places")


def test_member_sits_for_a_body_of_that_time(southwark):
    group = Body(
        name="Group", kind=southwark.trust.kind, opened_on=date(2013, 4, 1), closed_on=date(2022, 6, 30)
    )
    southwark.record(group)
    seat = southwark.seat(southwark.board(), places=9)
    southwark.record(Member(seat=seat, name="On its last day", body=group, from_on=date(2022, 6, 30)))
    late = Member(seat=seat, name="Late", body=group, from_on=date(2022, 7, 1))
    assert refusal(southwark.record, late) == (rules.member_sits_for_a_body_of_that_time, "body")


def test_overseeing_board_is_not_retired(southwark):
    board = southwark.board()
    oversight = board.oversights.get()
    actions.retire(oversight, by=southwark.officer, at=AT, why="Moved")
    actions.retire(board, by=southwark.officer, at=AT, why="Ended")
    oversight.refresh_from_db()
    refused = refusal(actions.restore, oversight, by=southwark.officer, at=AT)
    assert refused == (rules.overseeing_board_is_not_retired, "board")


def test_board_with_sub_boards_is_kept(southwark):
    board = southwark.board()
    southwark.board("Sub-group", parent_board=board)
    refused = refusal(actions.retire, board, by=southwark.officer, at=AT, why="Ended")
    assert refused == (rules.board_with_sub_boards_is_kept, None)


def test_seat_with_members_is_kept(southwark):
    seat = southwark.seat(southwark.board())
    southwark.member(seat, "Carer")
    refused = refusal(actions.retire, seat, by=southwark.officer, at=AT, why="Ended")
    assert refused == (rules.seat_with_members_is_kept, None)


# Acts


def test_a_board_and_its_oversight_are_one_act_or_none(southwark):
    board = southwark.board()
    act = Act.objects.get(code="board.recorded")
    assert board.history.get().act == act == board.oversights.get().history.get().act
    retired = southwark.board("Retired")
    actions.retire(retired, by=southwark.officer, at=AT, why="Ended")
    loop = Board(name="Loop", kind=southwark.kind("other"), kept_by=southwark.council)
    with pytest.raises(Exception, match="no agreement"):
        record_board(loop, overseeing=[southwark.agreement, None], by=southwark.officer, at=AT)
    assert not Board.objects.filter(name="Loop").exists()
    with pytest.raises(DatabaseError, match="open core.history.act"):
        board.save()


def test_a_board_is_on_the_timeline_of_every_agreement_it_oversees(southwark, kent):
    board = southwark.board(overseeing=(southwark.agreement, kent.agreement))
    seat = southwark.seat(board)
    southwark.member(seat, "Carer")
    for agreement in (southwark.agreement, kent.agreement):
        codes = agreement.acts.order_by("pk").values_list("code", flat=True)
        assert list(codes)[-3:] == ["board.recorded", "seat.recorded", "member.recorded"]


def test_pasted_terms_follow_those_there_are(southwark):
    board = southwark.board()
    southwark.record(TermOfReference(board=board, number="1", heading="Purpose", position=7))
    new = [TermOfReference(number="2", heading="Remit"), TermOfReference(number="2.2", text="Issues")]
    record_terms_of_reference(board, terms=new, by=southwark.officer, at=AT)
    assert [(t.position, t.number, t.level) for t in board.terms.all()] == [
        (7, "1", 1),
        (8, "2", 1),
        (9, "2.2", 2),
    ]
    act = Act.objects.get(code="terms-of-reference.recorded")
    assert TermOfReference.history.filter(act=act).count() == 2
    assert list(act.agreements.all()) == [southwark.agreement]


# Who sees a board


def test_a_board_is_seen_through_its_keeper_or_an_agreement(southwark, kent):
    board = southwark.board()
    seat = southwark.seat(board)
    member = southwark.member(seat, "Carer")
    for record in (board, seat, member):
        seen = type(record).objects.visible_to
        assert list(seen(southwark.auditor)) == [record]
        assert list(seen(kent.officer)) == []
    oversight = Oversight(board=board, agreement=kent.agreement)
    southwark.record(oversight)
    assert list(Member.objects.visible_to(kent.auditor)) == [member]
    assert list(Board.objects.changeable_by(kent.officer)) == [board]
    assert list(Board.objects.changeable_by(kent.auditor)) == []
    assert board.responsible_bodies(AT.date()) == {
        b.pk for b in (southwark.council, southwark.trust, kent.council, kent.trust)
    }


# What needs attention


def said(agreement, prefix="Advisory Board: "):
    found = findings_of(agreement_as_at(agreement.pk, on=TODAY))
    return [f.message.removeprefix(prefix) for f in found if f.message.startswith(prefix)]


def test_a_board_that_is_late_is_reported(southwark):
    board = southwark.board(due_on=date(2004, 3, 31))
    assert said(southwark.agreement) == [
        "it was due by 31 March 2004 and is not recorded as established",
        "as proposed, no seats are recorded",
        "as proposed, no quorum is recorded",
    ]
    board.is_established = True
    board.ended_on = date(2010, 3, 31)
    actions.change(board, by=southwark.officer, at=AT)
    assert said(southwark.agreement) == []


def test_an_established_board_lacks_members_chair_quorum_and_meetings(southwark):
    board = southwark.board(is_established=True, quorum=2, minimum_meetings=2)
    carers = southwark.seat(board, places=2)
    southwark.member(carers, "Carer", date(2026, 4, 1))
    southwark.member(southwark.seat(board, "Minute taker", voting=Seat.Voting.NO), "Clerk")
    southwark.seat(board, "Council", places=None, is_chair=True)
    southwark.record(Meeting(board=board, held_on=date(2026, 3, 31), status=Meeting.Status.HELD, attending=1))
    southwark.record(Meeting(board=board, held_on=date(2026, 4, 1), status=Meeting.Status.HELD))
    southwark.record(Meeting(board=board, held_on=date(2027, 3, 1)))
    for number in ("1", "3"):
        southwark.record(TermOfReference(board=board, number=number, heading="Remit"))
    assert said(southwark.agreement) == [
        "it cannot reach its quorum of 2: only 1 counts towards it",
        "there are vacant seats: Carers (1 of 2); Council (number not settled)",
        "nobody is recorded as chairing it",
        "1 meeting held in 2025/26, where its least is 2",
        "its meeting of 31 March 2026 had no quorum (1 of 2): what it decided must be decided again by a "
        "meeting that has",
        "the numbering of the terms of reference has faults: 2 is missing",
    ]
    as_at = boards_as_at([board.pk], on=TODAY)[board.pk]
    assert [meeting.was_quorate for meeting in as_at.meetings] == [False, None, None]


def test_a_board_in_working_order_needs_no_attention(southwark):
    board = southwark.board(
        is_established=True, established_on=date(2026, 5, 1), quorum=1, minimum_meetings=6
    )
    southwark.member(southwark.seat(board, is_chair=True), "Head of service", date(2026, 5, 1))
    assert said(southwark.agreement) == []


def test_boards_take_as_many_queries_for_three_boards_as_for_one(southwark, django_assert_num_queries):
    for name in ("One", "Two", "Three"):
        board = southwark.board(name, is_established=True)
        southwark.member(southwark.seat(board), "Carer")
        with django_assert_num_queries(3):
            found = agreement_as_at(southwark.agreement.pk, on=TODAY, parts=[Boards]).part(Boards)
        assert all(each.board.sitting and not each.board.in_the_chair for each in found.overseen)


# For documents


def test_documents_get_the_board_as_it_stood(southwark):
    board = southwark.board(quorum=3, accountable_to="Cabinet")
    seat = southwark.seat(board, body=southwark.trust)
    southwark.member(seat, "Then", date(2004, 1, 1), date(2005, 3, 31))
    southwark.member(seat, "Now", date(2005, 4, 1))
    southwark.record(TermOfReference(board=board, number="2.4", text="Consider"))
    [facts] = agreement_facts(southwark.agreement, on=date(2005, 3, 31)).boards
    assert (facts.name, facts.standing, facts.quorum) == ("Advisory Board", "Proposed", 3)
    assert [(term.number, term.level) for term in facts.terms] == [("2.4", 2)]
    assert [(s.post, s.body, [m.name for m in s.members]) for s in facts.seats] == [
        ("Carers", "Southwark PCT", ["Then"])
    ]


def test_body_existed_when_its_members_took_their_seats(southwark):
    trust = southwark.trust
    seat = southwark.seat(southwark.board())
    southwark.record(Member(seat=seat, name="Chief Executive", body=trust, from_on=date(2005, 4, 1)))
    trust.closed_on = date(2005, 3, 31)
    rule = rules.body_existed_when_its_members_took_their_seats
    assert refusal(actions.change, trust, by=southwark.officer, at=AT) == (rule, "closed_on")
    trust.closed_on = date(2005, 4, 1)
    actions.change(trust, by=southwark.officer, at=AT)
