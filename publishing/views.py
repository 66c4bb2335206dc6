"""Pages that need no sign-in, of what a body chose to publish; and the page where it chooses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from core.dates import in_words
from core.history import version_of
from core.permissions import Anyone, Permission, permissions_over
from core.views import Page
from documents.compositions import plan_document
from documents.exports import PDF, pdf_of
from governance.models import Notice
from governance.queries.notices import notice_says, plan_says
from partnerships.models import Body
from publishing import feeds, queries
from publishing.feeds import Item
from publishing.models import Publishing

Kind = Publishing.Kind


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


KEPT = 60  # seconds for which an answer is given again as it was
PER_PAGE = 50


class PublishingSee(Page):
    """What a body publishes, for those who work in it and for its partners."""

    permission_required = Permission.SEE
    template_name = "publishing/see.html"

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"])
        return self.body

    def get_permission_object(self) -> None:
        """What it publishes is public."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            body=self.body,
            publishing=queries.publishing_of(self.body),
            retired=queries.retired_publishings_of(self.body),
            may_change="PUBLISH" in permissions_over(self.user, Publishing(body=self.body)),
            **kwargs,
        )


class PublicPage(Page):
    """The same for everybody who asks: kept for a minute, with its ETag, and nothing of a session."""

    permission_required = Anyone.PUBLISHED
    is_kept: ClassVar[bool] = True

    def version(self) -> str:
        """What else must be as it was for an answer to be given again."""
        return ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        asked = f"{self.version()} {request.get_host()} {request.get_full_path()}"
        key = f"public-{hash_of(asked.encode())}"
        kept = cache.get(key) if self.is_kept else None
        response = HttpResponse(kept[0], headers=kept[1]) if kept else self._answer(request)
        if self.is_kept and not kept and response.status_code == 200:
            cache.set(key, (response.content, dict(response.headers)), KEPT)
        whose = "private" if request.user.is_authenticated else "public"
        response["Cache-Control"] = f"{whose}, max-age={KEPT}"
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        response: Any = self.get(request)
        if hasattr(response, "render"):
            response.render()
        response["ETag"] = f'"{hash_of(response.content)}"'
        return response


class PublicList(PublicPage):
    """The bodies that publish something."""

    template_name = "publishing/bodies.html"

    def version(self) -> str:
        return f"bodies.{queries.latest_choice()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.bodies_that_publish()
        return super().get_context_data(bodies=[each for each in found if each.published], **kwargs)


class PublicOf(PublicPage):
    """Something that one body publishes; not found where it does not."""

    kind: ClassVar[Kind | None] = None
    template_name = "publishing/body.html"

    def get_object(self) -> Publishing:
        found = queries.published_under(self.kwargs["code"])
        if found is None or not found.published or (self.kind and self.kind not in found.published):
            raise Http404
        self.publishing = found
        return found

    def version(self) -> str:
        return f"{self.publishing.pk}.{version_of(self.publishing)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            publishing=self.publishing, body=self.publishing.body, kind=self.kind, **kwargs
        )

    def absolute(self, name: str, *args: Any) -> str:
        return self.request.build_absolute_uri(reverse(f"publishing:{name}", args=args))


class PublicRows(PublicOf):
    """A list, a page of it at a time, and the same as a feed."""

    def rows(self) -> Any:
        raise NotImplementedError

    def items(self) -> Iterable[Item]:
        """What a feed says of the latest of them."""
        raise NotImplementedError

    def latest(self) -> Iterable[Any]:
        return self.rows()[:PER_PAGE]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        results = Paginator(self.rows(), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(results=results, **kwargs)

    def heading(self) -> str:
        assert self.kind is not None
        return f"{self.kind.label}: {self.publishing.body}"


class AsAtom:
    """A list as an Atom feed."""

    publishing: Publishing
    items: Callable[[], Iterable[Item]]
    heading: Callable[[], str]
    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = request.build_absolute_uri(request.path)
        page = own.removesuffix("feed.atom")
        return HttpResponse(feeds.atom(self.heading(), page, own, self.items()), content_type=feeds.ATOM)


class AsCalendar:
    """A list as an iCalendar file."""

    items: Callable[[], Iterable[Item]]
    heading: Callable[[], str]
    now: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = feeds.calendar(self.heading(), self.items(), at=self.now)
        return HttpResponse(content, content_type=feeds.CALENDAR)


class PublicPlan(PublicRows):
    """The entries of the forward plan whose decision is still to come, or of the period asked for."""

    kind = Kind.FORWARD_PLAN
    template_name = "publishing/plan.html"

    @property
    def period(self) -> tuple[date, date | None]:
        """From today on, unless the address says otherwise; nonsense in it is not found."""
        try:
            first, last = (
                date.fromisoformat(given) if (given := self.request.GET.get(name)) else None
                for name in ("since", "until")
            )
        except ValueError as error:
            raise Http404 from error
        return first or self.today, last

    def rows(self) -> Any:
        first, last = self.period
        entries: Any = queries.plan(self.publishing, on=self.today)
        entries = entries.due_on_or_after(first)
        return entries.filter(due_from_on__lte=last) if last else entries

    def items(self) -> Iterable[Item]:
        return (self._item(each) for each in self.latest())

    def _item(self, notice: Notice) -> Item:
        words = f"{notice.forum.name}. {notice.due_in_words or 'No day yet'}."
        return Item(
            notice.matter,
            self.absolute("public-notice", self.publishing.code, notice.pk),
            notice.published_on,
            words,
            notice.due_from_on,
            notice.due_to_on,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, last = self.period
        return super().get_context_data(first=first, last=last, **kwargs)


class PublicPlanFeed(AsAtom, PublicPlan):
    pass


class PublicPlanCalendar(AsCalendar, PublicPlan):
    pass


class PublicPlanFile(PublicPlan):
    """The plan from today on as a PDF: one a minute is made, whoever asks."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET:
            raise Http404
        plan = plan_says(self.publishing.body, list(self.latest()), on=self.today, period="")
        return _inline(pdf_of(plan_document(plan)), "forward-plan.pdf", PDF)


class PublicNotices(PublicPlan):
    kind = Kind.NOTICES
    template_name = "publishing/notices.html"

    def rows(self) -> Any:
        return queries.notices(self.publishing, on=self.today)


class PublicNoticesFeed(AsAtom, PublicNotices):
    pass


class PublicNotice(PublicOf):
    """One notice, or one entry of the plan, where the body publishes those."""

    template_name = "publishing/notice.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        of_kinds = {Kind.FORWARD_PLAN: queries.plan, Kind.NOTICES: queries.notices}
        asked = [found for kind, found in of_kinds.items() if kind in self.publishing.published]
        key = self.kwargs["key"]
        seen = (found(self.publishing, on=self.today).filter(pk=key).first() for found in asked)
        self.notice = next(filter(None, seen), None)
        if self.notice is None:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.notice is not None
        return super().get_context_data(says=notice_says(self.notice), **kwargs)


class PublicReports(PublicRows):
    """The reports to the body's forums that were issued, in their open version."""

    kind = Kind.REPORTS
    template_name = "publishing/reports.html"

    def rows(self) -> Any:
        return queries.reports(self.publishing)

    def items(self) -> Iterable[Item]:
        for each in self.latest():
            met = None if each.forum else each.report.meeting_on
            words = f"To {(each.forum or each.report.forum).name}{f', {in_words(met)}' if met else ''}."
            address = self.absolute("public-report", self.publishing.code, each.report.reference)
            yield Item(each.title, address, localdate(each.issued_at), words)


class PublicReportsFeed(AsAtom, PublicReports):
    pass


class PublicReport(PublicReports):
    """The stored bytes of the open version, as they were issued."""

    is_kept = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        document = self.rows().filter(report__reference=self.kwargs["reference"]).first()
        if document is None:
            raise Http404
        content = bytes(document.content)
        if hash_of(content) != document.sha256:
            raise Http404
        return _inline(content, document.filename, document.content_type)


class PublicDecisions(PublicRows):
    """What the body's forums decided, each under the words that were put to them."""

    kind = Kind.DECISIONS
    template_name = "publishing/decisions.html"

    def rows(self) -> Any:
        return queries.decisions(self.publishing, on=self.today)

    def items(self) -> Iterable[Item]:
        page = self.absolute("public-decisions", self.publishing.code)
        for each in self.latest():
            words = f"{each.get_outcome_display()}. {each.resolved or each.put_as}"
            title = f"{each.decided_by}: {each.report.title}"
            yield Item(title, f"{page}#decision-{each.pk}", each.published_on, words)


class PublicDecisionsFeed(AsAtom, PublicDecisions):
    pass


class PublicBoards(PublicRows):
    kind = Kind.BOARDS
    template_name = "publishing/boards.html"

    def rows(self) -> Any:
        return queries.with_seats(queries.boards(self.publishing, on=self.today))


class PublicMeetings(PublicRows):
    kind = Kind.MEETINGS
    template_name = "publishing/meetings.html"

    def rows(self) -> Any:
        return queries.meetings(self.publishing, on=self.today)

    def items(self) -> Iterable[Item]:
        for each in self.latest():
            address = f"{self.absolute('public-meetings', self.publishing.code)}#meeting-{each.pk}"
            yield Item(each.board.name, address, None, each.get_status_display(), each.held_on)


class PublicMeetingsCalendar(AsCalendar, PublicMeetings):
    pass


class PublicAgreements(PublicRows):
    kind = Kind.AGREEMENTS
    template_name = "publishing/agreements.html"

    def rows(self) -> Any:
        return queries.agreements(self.publishing, on=self.today)


def _inline(content: bytes, filename: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = str(content_disposition_header(False, filename))
    return response
