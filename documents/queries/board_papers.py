"""What a paper of a board is made from, and the papers that were issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from documents.models import BoardPaper, PaperKind
from governance.calculations.boards import BoardFacts, MeetingFacts
from governance.models import Board, Meeting
from governance.queries.boards import boards_as_at, meeting_page


@dataclass(frozen=True)
class PaperFacts:
    """The board as it stood on the day of the paper; the meeting where the paper is of one."""

    kind: str
    board: BoardFacts
    meeting: MeetingFacts | None


def paper_facts(board: Board, kind: PaperKind, meeting: Meeting | None, *, on: date) -> PaperFacts:
    """Terms of reference as they bind on that day; of a meeting, with the board as it then was."""
    if meeting is None:
        return PaperFacts(kind, boards_as_at([board.pk], on=on)[board.pk], None)
    page = meeting_page(meeting)
    return PaperFacts(kind, page.board, page.meeting)


def papers_of(board: Board) -> list[BoardPaper]:
    """Every paper that was issued, the latest first, each with whether another took its place."""
    papers = BoardPaper.objects.filter(board=board).select_related("issued_by", "meeting")
    found = list(papers.order_by("-issued_at", "-pk"))
    replaced = {each.supersedes_id for each in found}
    for each in found:
        each.is_latest = each.pk not in replaced
    return found


def latest_paper(board: Board, kind: PaperKind, meeting: Meeting | None) -> BoardPaper | None:
    return _same(board, kind, meeting).order_by("-number").first()


def next_paper_number(board: Board, kind: PaperKind, meeting: Meeting | None) -> int:
    return (_same(board, kind, meeting).aggregate(last=Max("number"))["last"] or 0) + 1


def _same(board: Board, kind: PaperKind, meeting: Meeting | None) -> Any:
    return BoardPaper.objects.filter(board=board, kind=kind, meeting=meeting)
