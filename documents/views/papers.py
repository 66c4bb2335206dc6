"""Papers of forums and boards, made when they are asked for and not kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from documents.compositions import (
    agenda_document,
    minutes_document,
    notice_document,
    plan_document,
    terms_document,
)
from documents.compositions.parts import period
from documents.exports import PDF, pdf_of
from documents.views.files import draft_answer, file_answer
from governance.queries.boards import meeting_page
from governance.queries.notices import in_full, notice_says, plan_says, with_own_values
from governance.views.boards import BoardSee
from governance.views.meetings import MeetingSee
from governance.views.notices import ForwardPlan, NoticeSee

PERIOD = ("since", "until")


class ForwardPlanFile(ForwardPlan):
    """The forward plan of the period that its page shows, as a PDF of what was published."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = self.filter_class(request.GET or None, queryset=self.get_queryset(), request=request)
        between = [chosen.form.cleaned_data.get(each) if chosen.form.is_valid() else None for each in PERIOD]
        plan = plan_says(self.body, list(with_own_values(chosen.qs)), on=self.today, period=period(*between))
        return file_answer(pdf_of(plan_document(plan)), "forward-plan.pdf", PDF, inline=True)


class NoticeFile(NoticeSee):
    """One notice as a PDF, marked DRAFT until it is published."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        document = notice_document(notice_says(in_full(self.notice)))
        return file_answer(pdf_of(document), f"notice-{self.notice.pk}.pdf", PDF, inline=True)


class BoardTermsFile(BoardSee):
    """The terms of reference that bind on the day the board's page shows, made now and not kept."""

    as_word = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = f"board-{self.board.pk}-terms-of-reference"
        return draft_answer(terms_document(self.as_at), name, as_word=self.as_word)


class AgendaFile(MeetingSee):
    """The agenda of a meeting, made now and not kept."""

    as_word = False
    composed = staticmethod(agenda_document)
    name = "agenda"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = meeting_page(self.meeting)
        if page.meeting is None:
            raise Http404
        document = type(self).composed(page.board, page.meeting)
        return draft_answer(document, f"meeting-{self.meeting.pk}-{self.name}", as_word=self.as_word)


class MinutesFile(AgendaFile):
    """Its minutes."""

    composed = staticmethod(minutes_document)
    name = "minutes"
