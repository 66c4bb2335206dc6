"""Papers of a board as they were issued: their list, and the pages on which they are issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.permissions import Permission
from core.rules import RulesBroken
from core.sentences import mid_sentence
from core.views import FormPage
from documents import actions, rules
from documents.forms import IssueForm
from documents.models import PaperKind
from documents.queries.board_papers import latest_paper, next_paper_number, paper_facts, papers_of
from governance.models import Board, Meeting
from governance.views.boards import BoardPage


class BoardPaperList(BoardPage):
    """What was issued of a board, as it was."""

    template_name = "documents/paper/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [
            ("Boards", reverse("governance:board-list")),
            (str(self.board), self.board.get_absolute_url()),
        ]
        return super().get_context_data(papers=papers_of(self.board), breadcrumbs=crumbs, **kwargs)


class TermsIssue(FormPage):
    """Confirm and issue the terms of reference as they bind today."""

    permission_required = Permission.CHANGE_BOARDS
    template_name = "documents/paper/issue.html"
    form_class = IssueForm
    submit = "Issue"
    kind = PaperKind.TERMS
    meeting: Meeting | None = None

    def get_object(self) -> Board:
        self.board = self.get_visible_or_404(Board, self.kwargs["key"])
        return self.board

    def heading(self) -> str:
        return f"Issue the {mid_sentence(str(self.kind.label))}"

    def get_cancel_url(self) -> str:
        return (self.meeting or self.board).get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = paper_facts(self.board, self.kind, self.meeting, on=self.today)
        try:
            rules.check_board_paper(self.board, self.meeting, facts)
        except RulesBroken as refusal:
            forbidden = [str(broken) for broken in refusal.broken]
        else:
            forbidden = []
        return super().get_context_data(
            board=self.board,
            meeting=self.meeting,
            kind=self.kind,
            number=next_paper_number(self.board, self.kind, self.meeting),
            latest=latest_paper(self.board, self.kind, self.meeting),
            forbidden=forbidden,
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        paper = actions.issue_board_paper(
            board=self.board,
            kind=self.kind,
            meeting=self.meeting,
            by=self.user,
            at=self.now,
            why=form.cleaned_data["why"],
        )
        messages.success(self.request, f"{paper} is issued. It stands first in the list below.")
        return redirect(paper)


class AgendaIssue(TermsIssue):
    """The agenda of a meeting."""

    kind = PaperKind.AGENDA

    def get_object(self) -> Board:
        self.meeting = self.get_visible_or_404(Meeting, self.kwargs["key"], "board")
        self.board = self.meeting.board
        return self.board


class MinutesIssue(AgendaIssue):
    """The minutes of a meeting that was held."""

    kind = PaperKind.MINUTES
