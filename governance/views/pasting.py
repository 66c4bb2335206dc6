"""Pages to paste the members and the meetings of a board."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse

from core.permissions import Permission
from core.views import FormPage, refuse_if_retired
from governance.actions.boards import record_pasted
from governance.calculations.pasted_rows import body_names_in
from governance.forms.pasting import PasteForm, PasteMeetingsForm, PasteMembersForm
from governance.models import Board
from governance.queries import boards as queries


class PasteRows(FormPage):
    """Rows as they were pasted, read and shown before they are recorded: all of them, or none."""

    permission_required = Permission.CHANGE_BOARDS
    template_name = "governance/board/paste.html"
    submit = "Read and record these rows"
    noun: ClassVar[str] = ""
    anchor: ClassVar[str] = ""

    def get_object(self) -> Board:
        self.board = self.get_visible_or_404(Board, self.kwargs["parent"])
        return self.board

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.board)

    def heading(self) -> str:
        return f"Paste {self.noun}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"board": self.board, "today": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parent=self.board, **kwargs)

    def get_success_url(self) -> str:
        return f"{self.board.get_absolute_url()}#{self.anchor}"

    def form_valid(self, form: PasteForm) -> HttpResponse:
        rows = form.records()
        record_pasted(self.board, rows=rows, by=self.user, at=self.now)
        messages.success(
            self.request, f"{len(rows)} {self.noun if len(rows) > 1 else self.noun[:-1]} recorded."
        )
        return super().form_valid(form)


class PasteMembers(PasteRows):
    form_class = PasteMembersForm
    noun, anchor = "members", "seats"

    def get_form_kwargs(self) -> dict[str, Any]:
        names = body_names_in(self.request.POST.get("text", ""))
        own = {"seats": queries.seats_of(self.board), "bodies": queries.bodies_named(names)}
        return super().get_form_kwargs() | own


class PasteMeetings(PasteRows):
    form_class = PasteMeetingsForm
    noun, anchor = "meetings", "meetings"
