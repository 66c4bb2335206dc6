"""Pages of boards: who may open them, what they show, and bad input answered at its field."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from core import actions
from core.models import Act
from governance.models import Board, Meeting, Member, Seat
from tests.governance.conftest import AT


def address(name, *args):
    return reverse(f"governance:{name}", args=args)


def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


@pytest.fixture
def officer(client, southwark):
    client.force_login(southwark.officer)
    return client


def text_of(response):
    return response.content.decode()


def test_a_board_added_from_an_agreement_oversees_it(officer, southwark):
    typed = {
        "name": "ICES Advisory Board",
        "kind": southwark.kind("advisory").pk,
        "kept_by": southwark.council.pk,
    }
    key = {"submission": uuid4()}
    response = officer.post(address("agreement-board-add", "SOUTHWARK-1"), typed | key)
    board = Board.objects.get()
    assert response.url == board.get_absolute_url()
    assert list(board.agreements_concerned()) == [southwark.agreement]
    assert "ICES Advisory Board" in text_of(officer.get(address("agreement-governance", "SOUTHWARK-1")))
    officer.post(address("agreement-board-add", "SOUTHWARK-1"), typed | key)
    again = officer.post(address("agreement-board-add", "SOUTHWARK-1"), typed | {"submission": uuid4()})
    assert again.context_data["form"].errors == {"name": ["A board of this name is recorded already."]}
    assert Board.objects.count() == 1


def test_a_board_is_shown_as_it_was_known_before_a_change(officer, southwark):
    board, unlinked = southwark.board("Advisory Board"), southwark.board("Sub-group")
    southwark.seat(board, "Carers")
    at = AT + timedelta(days=18)
    board.name = "Called otherwise since"
    actions.change(board, by=southwark.officer, at=at)
    actions.retire(board.oversights.get(), by=southwark.officer, at=at, why="It does not any more")
    unlinked.parent_board = board
    actions.change(unlinked, by=southwark.officer, at=at)

    def shown(query=""):
        page = officer.get(board.get_absolute_url() + query)
        about = page.context_data
        overseen = [each.agreement.reference for each in about["oversights"]]
        return about["as_at"].name, overseen, [each.name for each in about["sub_boards"]], page.text

    *then, page = shown("?known=2026-11-19")
    assert then == ["Advisory Board", ["SOUTHWARK-1"], []]
    assert "as it was known at the end of 19 November 2026" in page
    assert "Called otherwise since" not in page
    assert "Add a seat" not in page
    *now, page = shown()
    assert now == ["Called otherwise since", [], ["Sub-group"]]
    assert "Add a seat" in page


def test_a_sub_board_oversees_what_its_parent_does(officer, southwark):
    board = southwark.board()
    page = address("sub-board-add", board.pk)
    assert officer.get(page).context_data["form"].initial["parent_board"] == board.pk
    typed = {
        "name": "Sub-group",
        "kind": southwark.kind("sub-group").pk,
        "kept_by": southwark.council.pk,
        "parent_board": board.pk,
    }
    officer.post(page, typed)
    assert list(board.sub_boards.get().agreements_concerned()) == [southwark.agreement]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"established_on": date(2005, 1, 1)}, "established_on", "Say that the board has been established"),
        (
            {"established_on": date(2005, 1, 1), "ended_on": date(2004, 12, 31), "is_established": "on"},
            "ended_on",
            "The last day cannot be before",
        ),
        ({"quorum": "0"}, "quorum", "greater than or equal to 1"),
        ({"quorum": "three"}, "quorum", "Enter a whole number"),
        ({"name": "a\0b"}, "name", "null"),
    ],
)
def test_a_board_that_cannot_be_is_refused_at_the_field(officer, southwark, typed, field, message):
    facts = {"name": "Board", "kind": southwark.kind("advisory").pk, "kept_by": southwark.council.pk}
    for name, value in typed.items():
        facts |= day(name, value) if isinstance(value, date) else {name: value}
    response = officer.post(address("board-add"), facts)
    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == [field]
    assert message in str(response.context_data["form"].errors[field])
    assert not Board.objects.exists()


def test_terms_that_overlap_beyond_the_places_are_refused_at_the_field(officer, southwark):
    seat = southwark.seat(southwark.board())
    southwark.member(seat, "First carer", date(2004, 1, 1), date(2005, 1, 1))
    page = address("member-add", seat.pk)
    response = officer.post(page, {"name": "Second carer"} | day("from_on", date(2005, 1, 1)))
    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["from_on"]
    assert "First carer (1 January 2004 to 1 January 2005)" in text_of(response)
    assert 'value="Second carer"' in text_of(response)
    reversed_term = day("from_on", date(2006, 1, 1)) | day("to_on", date(2005, 6, 1))
    response = officer.post(page, {"name": "Second carer"} | reversed_term)
    assert list(response.context_data["form"].errors) == ["to_on"]
    assert Member.objects.count() == 1
    officer.post(page, {"name": "Second carer"} | day("from_on", date(2005, 1, 2)))
    assert Member.objects.count() == 2


def test_a_meeting_still_to_come_was_not_held(officer, southwark):
    page = address("meeting-add", southwark.board().pk)
    tomorrow = day("held_on", timezone.localdate() + timedelta(days=1))
    typed = tomorrow | {"status": "held", "quorate": "unsaid"}
    assert list(officer.post(page, typed).context_data["form"].errors) == ["held_on"]
    assert officer.post(page, typed | {"status": "planned"}).status_code == 302
    attended = typed | day("held_on", date(2004, 1, 1)) | {"status": "planned", "attending": "4"}
    assert list(officer.post(page, attended).context_data["form"].errors) == ["attending"]
    assert Meeting.objects.get().status == Meeting.Status.PLANNED


def test_terms_of_reference_are_pasted_whole_and_once(officer, southwark):
    board = southwark.board()
    page = address("terms-of-reference-add", board.pk)
    typed = {
        "text": "2. Remit\r\n2.1 Addressing <script>alert(1)</script>\r\n2.4 Considering",
        "submission": uuid4(),
    }
    officer.post(page, typed)
    officer.post(page, typed)
    assert [term.number for term in board.terms.all()] == ["2", "2.1", "2.4"]
    shown = text_of(officer.get(board.get_absolute_url()))
    assert "1 is missing; 2.2 to 2.3 are missing" in shown
    assert "<script>alert" not in shown
    assert officer.post(page, {"text": "  "}).status_code == 422


def test_the_page_of_a_board_shows_what_belongs_to_it(officer, southwark):
    board = southwark.board(is_established=True, minimum_meetings=6)
    seat = southwark.seat(board, places=2, is_chair=True)
    southwark.member(seat, "Head of care", date(2005, 1, 1))
    southwark.member(seat, "Her predecessor", date(2004, 1, 1), date(2004, 12, 31))
    southwark.record(Meeting(board=board, held_on=date(2004, 5, 1), status="held", decisions="Agreed"))
    gone = southwark.seat(board, "Abolished seat")
    actions.retire(gone, by=southwark.officer, at=AT, why="No longer needed")
    response = officer.get(board.get_absolute_url())
    as_at = response.context_data["as_at"]
    assert ([str(m) for m in as_at.in_the_chair], [str(m) for _, m in as_at.past]) == (
        ["Head of care"],
        ["Her predecessor"],
    )
    vacant = [seat.vacant for seat in as_at.seats]
    assert (vacant, [str(year.year) for year in as_at.years][-1]) == ([1], "2004/05")
    assert "No longer needed" in text_of(response)
    assert "Board recorded" in text_of(officer.get(address("board-history", board.pk)))


def test_another_partnerships_board_is_not_found(officer, southwark, kent):
    board = kent.board("Kent board")
    seat = kent.seat(board)
    member = kent.member(seat, "Carer")
    meeting = kent.record(Meeting(board=board, held_on=date(2004, 5, 1)))
    oversight = board.oversights.get()
    pages = [
        address("board", board.pk),
        address("board-history", board.pk),
        address("sub-board-add", board.pk),
        address("terms-of-reference-add", board.pk),
        address("seat-add", board.pk),
        address("member-add", seat.pk),
        address("agreement-governance", "KENT-1"),
        address("agreement-board-add", "KENT-1"),
        address("oversight-add", "KENT-1"),
        *(
            address(f"{noun}-{verb}", record.pk)
            for noun, record in [
                ("board", board),
                ("seat", seat),
                ("member", member),
                ("meeting", meeting),
                ("oversight", oversight),
            ]
            for verb in ("change", "retire", "restore")
        ),
    ]
    assert {officer.get(page).status_code for page in pages} == {404}
    assert "Kent" not in text_of(officer.get(address("board-list")))
    assert (
        list(
            officer.get(address("oversight-add", "SOUTHWARK-1")).context_data["form"].fields["board"].queryset
        )
        == []
    )
    typed = {
        "name": "B",
        "kind": southwark.kind("other").pk,
        "kept_by": kent.council.pk,
        "parent_board": board.pk,
    }
    errors = officer.post(address("board-add"), typed).context_data["form"].errors
    assert set(errors) == {"kept_by", "parent_board"}


def test_an_auditor_sees_boards_and_changes_none(client, southwark):
    board = southwark.board()
    client.force_login(southwark.auditor)
    assert "Add a seat" not in text_of(client.get(board.get_absolute_url()))
    acts = Act.objects.count()
    for page in (
        address("board-add"),
        address("agreement-board-add", "SOUTHWARK-1"),
        address("sub-board-add", board.pk),
        address("terms-of-reference-add", board.pk),
        address("seat-add", board.pk),
        address("board-retire", board.pk),
        address("oversight-add", "SOUTHWARK-1"),
    ):
        response = client.post(page, {"name": "Board", "kind": "other", "why": "Because"})
        assert response.status_code == 403
        assert "committee clerk" in text_of(response)
    assert Act.objects.count() == acts


def test_a_retired_board_takes_nothing_new(officer, southwark):
    board = southwark.board()
    actions.retire(board, by=southwark.officer, at=AT, why="Wound up")
    assert "Wound up" in text_of(officer.get(board.get_absolute_url()))
    assert officer.get(address("seat-add", board.pk)).status_code == 403
    assert officer.get(address("terms-of-reference-add", board.pk)).status_code == 403
    assert "Advisory Board" not in text_of(officer.get(address("board-list")))
    tab = text_of(officer.get(address("agreement-governance", "SOUTHWARK-1")))
    assert "No board oversees this agreement" in tab
    assert tab.count("Advisory Board</a>") == 1 and "Retired (1)" in tab


def test_the_list_filters_by_words_kind_and_agreement(officer, southwark):
    southwark.board("Advisory Board", accountable_to="Cabinet")
    southwark.board("Joint committee", kind="joint-committee")

    def found(**chosen):
        response = officer.get(address("board-list"), chosen)
        return [board.name for board in response.context_data["results"]]

    assert found(q="cabinet board") == ["Advisory Board"]
    assert found(kind="joint-committee") == ["Joint committee"]
    assert found(agreement="SOUTHWARK-1") == ["Advisory Board", "Joint committee"]
    assert found(q="nothing") == []


def test_lists_take_as_many_queries_for_three_boards_as_for_one(
    officer, southwark, django_assert_num_queries
):
    for name in ("One", "Two", "Three"):
        board = southwark.board(name, is_established=True)
        southwark.member(southwark.seat(board), "Carer")
        southwark.record(Meeting(board=board, held_on=date(2004, 5, 1)))
        with django_assert_num_queries(9):
            officer.get(address("board-list"))
        with django_assert_num_queries(10):
            officer.get(address("agreement-governance", "SOUTHWARK-1"))


def test_the_page_of_a_board_takes_as_many_queries_for_three_seats_as_for_one(
    officer, southwark, django_assert_num_queries
):
    board = southwark.board()
    for post in ("One", "Two", "Three"):
        southwark.member(southwark.seat(board, post), "Carer")
        with django_assert_num_queries(10):
            officer.get(board.get_absolute_url())
    assert Seat.objects.count() == 3


def test_terms_of_reference_pasted_by_two_people_stand_once(officer, southwark):
    board = southwark.board()
    page = address("terms-of-reference-add", board.pk)
    first = {"text": "1. Purpose\r\nTo steer", "submission": uuid4()}
    officer.post(page, first)

    answer = officer.post(page, {**first, "submission": uuid4()})
    assert answer.status_code == 422
    assert "Recorded already in the same words: 1." in text_of(answer)

    answer = officer.post(page, {**first, "text": "2. Members\r\nAs the seats"})
    assert answer.status_code == 409
    assert "Sections were added from this page already." in text_of(answer)
    assert "As the seats" in text_of(answer)
    assert [term.number for term in board.terms.all()] == ["1"]
