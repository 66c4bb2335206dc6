"""What everybody may see of a body, and nothing else: each read begins at what it chose to publish."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet

from documents.models import DocumentKind, IssuedDocument
from governance.calculations.notice_contents import PLAN
from governance.models import Board, Classification, Decision, Meeting, Notice, ReportStatus, Seat
from governance.queries.notices import with_own_values
from partnerships.models import Agreement, AgreementStatus, Body, Party
from publishing.models import Publishing


def publishing_of(body: Body) -> Publishing | None:
    """What the body publishes; None where it has not said so, or stopped."""
    return Publishing.objects.not_retired().filter(body=body).select_related("body").first()


def retired_publishings_of(body: Body) -> list[Publishing]:
    return list(Publishing.objects.retired().filter(body=body))


def bodies_that_publish() -> QuerySet[Publishing]:
    """Those in use that publish anything, with their bodies."""
    in_use = Publishing.objects.not_retired().filter(body__retired_at=None).select_related("body")
    return in_use.order_by("body__name")


def latest_choice() -> int:
    """Which was the last change of what any body publishes."""
    return Publishing.history.aggregate(last=Max("history_id"))["last"] or 0


def published_under(code: str) -> Publishing | None:
    return bodies_that_publish().filter(code=code).first()


def plan(publishing: Publishing, *, on: date) -> QuerySet[Notice]:
    """The published entries of its forward plan."""
    return _notices(publishing, on).filter(kind=PLAN)


def notices(publishing: Publishing, *, on: date) -> QuerySet[Notice]:
    """Its other published notices, the latest first."""
    return _notices(publishing, on).exclude(kind=PLAN).order_by("-published_on", "-pk")


def _notices(publishing: Publishing, on: date) -> QuerySet[Notice]:
    own = Notice.objects.published_by(on).filter(forum__body=publishing.body, forum__retired_at=None)
    found: QuerySet[Notice] = with_own_values(own.select_related("forum__body"))
    return found


def reports(publishing: Publishing) -> QuerySet[IssuedDocument]:
    """The open version of each report to its forums, as it was issued last.

    A report of another body's that goes to one of them under a front of its own is handed out under that.
    """
    own = Q(forum=None, report__forum__body=publishing.body, report__forum__retired_at=None)
    under_a_front = Q(forum__body=publishing.body, forum__retired_at=None)
    of_others = under_a_front & ~Q(report__forum__body=publishing.body)
    issued = IssuedDocument.objects.filter(
        own | of_others,
        kind=DocumentKind.CABINET_REPORT,
        is_exempt=False,
        superseded_by=None,
        report__retired_at=None,
        report__agreement__retired_at=None,
    ).exclude(report__status__in=(ReportStatus.WITHDRAWN, ReportStatus.SUPERSEDED))
    return issued.select_related("forum", "report__forum").order_by("-report__meeting_on", "-pk")


def decisions(publishing: Publishing, *, on: date) -> QuerySet[Decision]:
    """What its forums decided and published, the latest first; nothing on what is exempt."""
    published = Decision.objects.not_retired().filter(
        forum__body=publishing.body,
        forum__retired_at=None,
        published_on__lte=on,
        is_exempt=False,
        report__retired_at=None,
        report__agreement__retired_at=None,
    )
    is_open = Q(recommendation=None) | Q(recommendation__is_exempt=False)
    not_whole = published.filter(is_open).exclude(report__classification=Classification.EXEMPT)
    return not_whole.select_related("forum", "report").order_by("-decided_on", "-pk")


def boards(publishing: Publishing, *, on: date) -> QuerySet[Board]:
    """The boards recorded for it that are in being on that day."""
    established = Board.objects.not_retired().filter(is_established=True).select_related("kind")
    own = established.filter(kept_by=publishing.body)
    return own.exclude(established_on__gt=on).exclude(ended_on__lt=on).order_by("name", "pk")


def with_seats(found: QuerySet[Board]) -> QuerySet[Board]:
    """Each with its seats, by their posts: whoever holds one is nobody's business here."""
    return found.prefetch_related(Prefetch("seats", Seat.objects.not_retired(), to_attr="public_seats"))


def meetings(publishing: Publishing, *, on: date) -> QuerySet[Meeting]:
    """The days on which those boards met or are to meet, the latest first."""
    own = Meeting.objects.not_retired().filter(board__in=boards(publishing, on=on))
    return own.select_related("board").order_by("-held_on", "-pk")


def agreements(publishing: Publishing, *, on: date) -> QuerySet[Agreement]:
    """The agreements in force to which it is party on that day, by its own word, each with its partners."""
    parties = Party.objects.not_retired().not_left_on(on).select_related("body")
    own = Party.objects.with_access_on(on).filter(body=publishing.body).values("agreement")
    in_force = Agreement.objects.not_retired().filter(status=AgreementStatus.IN_FORCE, pk__in=own)
    partners: Any = Prefetch("parties", parties, to_attr="public_parties")
    return in_force.select_related("legal_basis").prefetch_related(partners).order_by("title", "pk")
