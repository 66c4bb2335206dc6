"""Pages of boards, and the governance tab of an agreement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.models import Act
from core.permissions import Anyone, Permission, may
from core.views import FormPage, NotSaved, Page, RecordAdd, RecordList, refuse_if_retired
from governance.actions import boards as actions
from governance.calculations.boards import BoardFacts, Boards
from governance.calculations.charts import chart_of
from governance.calculations.terms import compare_versions
from governance.findings import findings_of_board
from governance.forms import BoardFilter, BoardForm, TermsOfReferenceForm
from governance.models import Board, TermOfReference, TermsVersion
from governance.queries import boards as queries
from partnerships.models import Agreement
from partnerships.views.hub import AgreementTab, AsAtPage, OneRecordPage


class BoardList(RecordList):
    template_name = "governance/board/list.html"
    filter_class = BoardFilter

    def records(self) -> Any:
        return queries.boards_seen_by(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "boards": queries.boards_as_at(
                [board.pk for board in context["results"].object_list], on=self.today
            ),
            "may_add": may(self.user, Permission.CHANGE_BOARDS),
        }


class BoardPage(OneRecordPage):
    """A page about one board. The template gets `board` and `may`, what the user may do here."""

    def get_object(self) -> Board:
        self.board = self.get_visible_or_404(Board, self.kwargs["key"], "kept_by")
        return self.board

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"board": self.board, "may": self.may, **kwargs})


class BoardSee(AsAtPage[BoardFacts], BoardPage):
    """The board as at the days chosen."""

    template_name = "governance/board/see.html"

    def value(self, *, on: date, known_at: datetime | None = None) -> BoardFacts:
        self.page = queries.board_page(self.board.pk, seen_by=self.user, on=on, known_at=known_at)
        return self.page.board

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        as_at = self.as_at
        return super().get_context_data(
            board=self.page.record,
            findings=findings_of_board(as_at),
            oversights=self.page.oversights,
            parent_board=self.page.parent_board,
            sub_boards=self.page.sub_boards,
            lines=self.page.lines,
            retired=queries.retired_of(self.board) if self.is_present else (),
            breadcrumbs=[("Boards", reverse("governance:board-list"))],
            **kwargs,
        )


class BoardAdd(RecordAdd):
    """A new board that oversees no agreement yet."""

    form_class = BoardForm
    overseeing: list[Agreement] = []

    def form_valid(self, form: Any) -> HttpResponse:
        actions.record_board(form.instance, overseeing=self.overseeing, by=self.user, at=self.now)
        messages.success(
            self.request, f"Board recorded: {form.instance}. Next, add its seats and terms of reference."
        )
        return redirect(form.instance)

    def get_cancel_url(self) -> str:
        return reverse("governance:board-list")


class AgreementBoardAdd(BoardAdd):
    """A new board that oversees the agreement from whose page it is added: both in one act."""

    parent: Agreement

    def get_object(self) -> Agreement:
        self.parent = self.get_visible_or_404(Agreement, self.kwargs["reference"])
        self.overseeing = [self.parent]
        return self.parent

    def get_cancel_url(self) -> str:
        return reverse("governance:agreement-governance", args=[self.parent.reference])


class SubBoardAdd(BoardAdd):
    """A new board beneath another. It oversees what that one does, as far as the user governs it."""

    parent: Board

    def get_object(self) -> Board:
        self.parent = self.get_visible_or_404(Board, self.kwargs["parent"])
        governed = queries.agreements_governed_by(self.user)
        self.overseeing = list(self.parent.agreements_concerned().filter(pk__in=governed))
        return self.parent

    def get_initial(self) -> dict[str, Any]:
        return {"parent_board": self.parent.pk, "kind": queries.kind_called("sub-group")}

    def get_cancel_url(self) -> str:
        return self.parent.get_absolute_url()


class TermsOfReferenceAdd(FormPage):
    """The whole terms of reference at once, pasted from the paper: the first, or a version from a day."""

    permission_required = Permission.CHANGE_BOARDS
    form_class = TermsOfReferenceForm
    submit = "Add these sections"

    def get_object(self) -> Board:
        self.board = self.get_visible_or_404(Board, self.kwargs["parent"])
        return self.board

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.board)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"board": self.board}

    def heading(self) -> str:
        return "Paste terms of reference"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parent=self.board, **kwargs)

    def get_success_url(self) -> str:
        return f"{self.board.get_absolute_url()}#terms"

    def not_saved_by(self, form: TermsOfReferenceForm, earlier: Act) -> NotSaved | None:
        added = TermOfReference.history.filter(act=earlier).values_list("number", "heading", "text")
        typed = [(term.number, term.heading, term.text) for term in form.terms()]
        if not added or set(typed) <= set(added):
            return None
        return NotSaved("Sections were added from this page already.")

    def form_valid(self, form: TermsOfReferenceForm) -> HttpResponse:
        terms = form.terms()
        actions.record_terms_of_reference(
            self.board, terms=terms, version=form.version(), by=self.user, at=self.now
        )
        messages.success(self.request, f"{len(terms)} sections added to the terms of reference.")
        return super().form_valid(form)


class TermsVersionSee(OneRecordPage):
    """A version of the terms of reference, and what changed since the one before it, or another."""

    template_name = "governance/board/terms.html"

    def get_object(self) -> TermsVersion:
        self.version = self.get_visible_or_404(TermsVersion, self.kwargs["key"], "board", "retired_by")
        return self.version

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        board = queries.boards_as_at([self.version.board_id], on=self.today)[self.version.board_id]
        compared = compare_versions(board.versions, self.version.pk, self.request.GET.get("with", ""))
        return super().get_context_data(
            version=self.version,
            compared=compared,
            may=self.may,
            breadcrumbs=[
                ("Boards", reverse("governance:board-list")),
                (board.name, self.version.board.get_absolute_url()),
            ],
            **kwargs,
        )


class BoardKinds(Page):
    """Every kind of board, with what is asked of it."""

    permission_required = Anyone.SIGNED_IN
    template_name = "governance/board/kinds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kinds=queries.board_kinds(),
            retired=queries.retired_board_kinds(),
            may_change=may(self.user, Permission.CHANGE_REFERENCE),
            **kwargs,
        )


class OversightAdd(RecordAdd):
    submit = "Link this board"
    in_a_row = False

    def heading(self) -> str:
        return "Link a board that is recorded already"


class AgreementGovernance(AgreementTab):
    """The boards that oversee the agreement."""

    template_name = "governance/board/agreement.html"
    parts = (Boards,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            boards=self.as_at.part(Boards).overseen,
            chart=chart_of([each.board for each in self.as_at.part(Boards).current]),
            retired=queries.retired_from_governance(self.agreement),
            **kwargs,
        )
