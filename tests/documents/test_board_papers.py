"""Papers of a board are issued once, and kept as they were handed out."""

from datetime import date, timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core import actions
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from documents import rules
from documents.actions import issue_board_paper
from documents.models import BoardPaper, PaperKind
from governance.models import AgendaItem, Meeting
from tests.documents.test_report_document import lines_of
from tests.documents.word import words_of_word
from tests.factories import NOW, RoleHeldFactory
from tests.forms import filled
from tests.governance.factories import BoardFactory, MeetingFactory, TermOfReferenceFactory
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.django_db
HELD = date(2026, 9, 1)


@pytest.fixture
def board():
    board = BoardFactory(name="Equipment Board", is_established=True)
    TermOfReferenceFactory(board=board, heading="Purpose", text="To oversee the pool.")
    return board


@pytest.fixture
def clerk(board):
    return RoleHeldFactory(body=board.kept_by, role=Role.CLERK).user


@pytest.fixture
def meeting(board, clerk):
    meeting = MeetingFactory(board=board, held_on=HELD, status="planned")
    item = AgendaItem(meeting=meeting, title="Stores", minutes="One store is enough.")
    actions.record(item, by=clerk, at=NOW)
    return meeting


def issue(board, clerk, kind=PaperKind.TERMS, meeting=None, at=NOW, why=""):
    return issue_board_paper(board=board, kind=kind, meeting=meeting, by=clerk, at=at, why=why)


def test_terms_of_reference_are_kept_as_they_were_issued(client, board, clerk):
    first = issue(board, clerk)
    assert (first.number, first.issued_by, first.issued_at, str(first)) == (
        1,
        clerk,
        NOW,
        "Terms of reference, issue 1",
    )
    assert sha256(first.content).hexdigest() == first.sha256 and len(first.content) == first.size
    assert "To oversee the pool." in lines_of(first.content)
    assert "To oversee the pool." in words_of_word(first.word)
    assert_pdf_ua(first.content)
    term = board.terms.get()
    term.text = "To oversee both pools."
    actions.change(term, by=clerk, at=NOW)
    second = issue(board, clerk, at=NOW + timedelta(days=1), why="A second pool")
    assert (second.number, second.supersedes) == (2, first)
    client.force_login(clerk)
    listed = client.get(reverse("documents:board-paper-list", args=[board.pk]))
    assert [str(each) for each in listed.context_data["papers"]] == [
        "Terms of reference, issue 2",
        "Terms of reference, issue 1",
    ]
    assert "Superseded" in listed.text and "Reason: A second pool" in listed.text
    for name, kept in (("board-paper-download", first.content), ("board-paper-word", first.word)):
        assert client.get(reverse(f"documents:{name}", args=[first.pk])).content == bytes(kept)


def test_an_agenda_and_minutes_are_issued_from_the_page_of_their_meeting(client, board, clerk, meeting):
    client.force_login(clerk)
    page = client.get(meeting.get_absolute_url()).text
    agenda, minutes = (
        reverse(f"documents:{kind}-issue", args=[meeting.pk]) for kind in ("agenda", "minutes")
    )
    assert agenda in page and minutes in page
    form = client.get(agenda).context_data["form"]
    assert client.post(agenda, filled(form)).status_code == 302
    assert "The meeting is not recorded as held." in client.get(minutes).text
    meeting.status = Meeting.Status.HELD
    actions.change(meeting, by=clerk, at=NOW)
    form = client.get(minutes).context_data["form"]
    assert client.post(minutes, filled(form)).status_code == 302
    issued = {each.kind: each for each in BoardPaper.objects.all()}
    assert set(issued) == {"agenda", "minutes"}
    assert str(issued["minutes"]) == "Minutes of 1 September 2026, issue 1"
    assert "One store is enough." in lines_of(issued["minutes"].content)
    assert "One store is enough." not in lines_of(issued["agenda"].content)
    assert Act.objects.filter(code="board-paper.issued").count() == 2


def test_issued_board_paper_says_something(clerk, board, meeting):
    empty = BoardFactory(name="Empty", kept_by=board.kept_by)
    without_items = MeetingFactory(board=board, held_on=date(2026, 10, 1), status="planned")
    for about, kind, of, says in (
        (empty, PaperKind.TERMS, None, "No terms of reference are written."),
        (board, PaperKind.AGENDA, without_items, "The agenda has no items."),
        (board, PaperKind.MINUTES, meeting, "The meeting is not recorded as held."),
    ):
        with pytest.raises(RulesBroken) as refusal:
            issue(about, clerk, kind, of)
        [broken] = refusal.value.broken
        assert (broken.rule, broken.detail) == (rules.issued_board_paper_says_something, says)
    assert not BoardPaper.objects.exists() and not Act.objects.filter(code="board-paper.issued").exists()


def test_a_paper_that_was_issued_is_never_changed(board, clerk):
    paper = issue(board, clerk)
    paper.title = "Another"
    with pytest.raises(RulesBroken) as refusal:
        actions.change(paper, by=clerk, at=NOW)
    assert [broken.rule for broken in refusal.value.broken] == [rules.issued_document_is_never_changed]


def test_after_a_restore_papers_are_compared_too(board, clerk):
    issue(board, clerk)
    out = StringIO()
    call_command("check_documents", stdout=out)
    assert out.getvalue() == "All 1 issued documents are as they were issued.\n"


def test_who_does_not_see_the_board_sees_none_of_its_papers(client, board, clerk):
    paper = issue(board, clerk)
    client.force_login(RoleHeldFactory(role=Role.CLERK).user)
    for name, key in (("board-paper-download", paper.pk), ("board-paper-list", board.pk)):
        assert client.get(reverse(f"documents:{name}", args=[key])).status_code == 404
