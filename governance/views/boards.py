"""Pages of boards, and the governance tab of an agreement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from core.models import Act, Record
from core.permissions import Permission, may, permissions_over
from core.views import FormPage, Page, RecordAdd, RecordChange, RecordList, refuse_if_retired
from governance.actions import boards as actions
from governance.calculations.boards import Boards
from governance.findings import findings_of_board
from governance.forms import BoardFilter, BoardForm, MeetingForm, TermsOfReferenceForm
from governance.models import Board, TermOfReference
from governance.queries import boards as queries
from partnerships.models import Agreement
from partnerships.views.hub import AgreementTab


class BoardList(RecordList):
    template_name = "governance/board/list.html"
    filter_class = BoardFilter

    def records(self) -> Any:
        return queries.boards_seen_by(self.user)

    def context(self, results: Any) -> dict[str, Any]:
        return {
            "boards": queries.boards_as_at([board.pk for board in results.object_list], on=self.today),
            "may_add": may(self.user, Permission.CHANGE_BOARDS),
        }


class BoardPage(Page):
    """A page about one board. The template gets `board` and `may`, what the user may do here."""

    permission = Permission.SEE

    def find(self) -> None:
        self.board = self.find_one(Board, self.kwargs["key"], "kept_by")

    def permitted_on(self) -> Record | None:
        return self.board

    def render(self, status: int = 200, **context: Any) -> TemplateResponse:
        allowed = permissions_over(self.user, self.board)
        return super().render(status, board=self.board, may=allowed, **context)


class BoardSee(BoardPage):
    template_name = "governance/board/see.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        as_at = queries.boards_as_at([self.board.pk], on=self.today)[self.board.pk]
        return self.render(
            as_at=as_at,
            findings=findings_of_board(as_at),
            oversights=queries.agreements_overseen(self.board, self.user),
            parent_board=queries.parent_board_seen(self.board, self.user),
            sub_boards=queries.sub_boards(self.board, self.user),
            retired=queries.retired_of(self.board),
            breadcrumbs=[("Boards", reverse("governance:board-list"))],
        )


class BoardAdd(RecordAdd):
    """A new board that oversees no agreement yet."""

    form_class = BoardForm
    overseeing: list[Agreement] = []

    def act(self, form: Any) -> str:
        actions.record_board(form.instance, overseeing=self.overseeing, by=self.user, at=self.now)
        messages.success(
            self.request, f"Board recorded: {form.instance}. Next, add its seats and terms of reference."
        )
        return form.instance.get_absolute_url()

    def back_url(self) -> str:
        return reverse("governance:board-list")


class AgreementBoardAdd(BoardAdd):
    """A new board that oversees the agreement from whose page it is added: both in one act."""

    parent: Agreement

    def find(self) -> None:
        self.parent = self.find_one(Agreement, self.kwargs["reference"])
        self.overseeing = [self.parent]

    def back_url(self) -> str:
        return reverse("governance:agreement-governance", args=[self.parent.reference])


class SubBoardAdd(BoardAdd):
    """A new board beneath another. It oversees what that one does, as far as the user governs it."""

    parent: Board

    def find(self) -> None:
        self.parent = self.find_one(Board, self.kwargs["parent"])
        governed = queries.agreements_governed_by(self.user)
        self.overseeing = list(self.parent.agreements_concerned().filter(pk__in=governed))

    def form(self, data: Any = None, **options: Any) -> BoardForm:
        beneath = {"parent_board": self.parent.pk, "kind": Board.Kind.SUB_GROUP}
        return super().form(data, **{"initial": beneath, **options})

    def back_url(self) -> str:
        return self.parent.get_absolute_url()


class TermsOfReferenceAdd(FormPage):
    """The whole terms of reference at once, pasted from the paper."""

    permission = Permission.CHANGE_BOARDS
    form_class = TermsOfReferenceForm
    submit = "Add these sections"

    def find(self) -> None:
        self.board = self.find_one(Board, self.kwargs["parent"])

    def permitted_on(self) -> Record | None:
        return self.board

    def allow(self) -> None:
        super().allow()
        refuse_if_retired(self.board)

    def form(self, data: Any = None, **options: Any) -> TermsOfReferenceForm:
        return TermsOfReferenceForm(data, board=self.board, **options)

    def heading(self) -> str:
        return "Paste terms of reference"

    def context(self) -> dict[str, Any]:
        return {"parent": self.board}

    def back_url(self) -> str:
        return f"{self.board.get_absolute_url()}#terms"

    def sent_before(self, form: TermsOfReferenceForm, earlier: Act) -> HttpResponse:
        """The same sections are not added twice; others typed into an old page are not lost."""
        added = TermOfReference.history.filter(act=earlier).values_list("number", "heading", "text")
        typed = [(term.number, term.heading, term.text) for term in form.terms()]
        if not added or set(typed) <= set(added):
            return super().sent_before(form, earlier)
        return self.send_anew("Sections were added from this page already.")

    def act(self, form: TermsOfReferenceForm) -> str:
        terms = form.terms()
        actions.record_terms_of_reference(self.board, terms=terms, by=self.user, at=self.now)
        messages.success(self.request, f"{len(terms)} sections added to the terms of reference.")
        return self.back_url()


class OversightAdd(RecordAdd):
    submit = "Link this board"
    in_a_row = False

    def heading(self) -> str:
        return "Link a board that is recorded already"


class MeetingAdd(RecordAdd):
    def form(self, data: Any = None, **options: Any) -> MeetingForm:
        return super().form(data, today=self.today, **options)


class MeetingChange(RecordChange):
    def form(self, data: Any = None, **options: Any) -> MeetingForm:
        return super().form(data, today=self.today, **options)


class AgreementGovernance(AgreementTab):
    """The boards that oversee the agreement."""

    template_name = "governance/board/agreement.html"
    parts = (Boards,)

    def shown(self) -> dict[str, Any]:
        return {
            "boards": self.as_at.part(Boards).overseen,
            "retired": queries.retired_from_governance(self.agreement),
        }
