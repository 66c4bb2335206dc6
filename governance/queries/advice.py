"""What reports ask of posts: advice and clearance, of whom, what became of it, and who is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from core.dates import in_words
from core.models import User
from core.rules import Urgency
from governance.calculations.clearance import ClearanceFacts
from governance.models import (
    PROSE_BLOCKS,
    Advice,
    CabinetReport,
    Clearance,
    Implication,
    ReportComment,
    ReportSection,
)
from governance.queries.reports.rows import CONTENTS
from partnerships.findings import Finding, teller
from partnerships.models import Body

SOURCE = "Asked of your post in a report"


def bodies_to_ask(report: CabinetReport, *, on: date) -> Any:
    """The partners, whose people see the report."""
    keys = {report.forum.body_id, *report.responsible_bodies(on)}
    return Body.objects.filter(pk__in=[key for key in keys if key is not None])


def places_for_advice(report: CabinetReport, *, seen_by: User) -> tuple[Any, Any]:
    """The texts of the report and its implications, as far as the person may read them."""
    sections = ReportSection.objects.not_retired().filter(report=report, block__in=PROSE_BLOCKS)
    implications = Implication.objects.not_retired().filter(report=report)
    return sections.visible_to(seen_by), implications.visible_to(seen_by)


def latest_change_of(report: CabinetReport) -> int:
    """The key of the latest act that changed what the report says: a move of its status changes nothing."""
    own = CabinetReport.history.filter(act__code="cabinet-report.changed", id=OuterRef("pk")).values("id")
    latest = {"own": _latest(own)} | {
        relation: _latest(model.history.filter(report=OuterRef("pk")).values("report"))
        for relation, model, _, _ in CONTENTS
        if model is not Advice
    }
    [acts] = CabinetReport.objects.filter(pk=report.pk).values_list(*latest.values())
    return max(act or 0 for act in acts)


def _latest(rows: Any) -> Subquery:
    return Subquery(rows.order_by().annotate(latest=Max("act")).values("latest"))


def clearances_of(report: CabinetReport) -> tuple[ClearanceFacts, ...]:
    """The posts that clear the report, and whether they have, as it stands now."""
    rows = list(report.clearances.not_retired().select_related("body", "cleared_by"))
    latest = latest_change_of(report) if any(row.cleared_at for row in rows) else 0
    return tuple(
        ClearanceFacts(
            key=row.pk,
            post=row.post,
            role=row.get_role_display(),
            body=row.body.name,
            role_code=row.role,
            body_key=row.body_id,
            is_required=row.is_required,
            cleared_at=row.cleared_at,
            cleared_by=row.cleared_by.name if row.cleared_by else "",
            version=row.cleared_version,
            is_of_now=row.cleared_version == report.version and row.cleared_as_of == latest,
        )
        for row in rows
    )


def comments_on(report: CabinetReport, *, seen_by: User) -> list[ReportComment]:
    """The comments that the person may read, those not resolved first."""
    seen = ReportComment.objects.not_retired().visible_to(seen_by).filter(report=report)
    return list(seen.select_related("section", "implication", "made_by", "report"))


@teller
def clearance_asked_of(user: User) -> Iterator[Finding]:
    """Which reports wait for this person's post to clear them."""
    for clearance in Clearance.objects.asked_of(user).select_related("report__agreement"):
        report = clearance.report
        yield Finding(
            reference=report.agreement.reference,
            code="clearance-asked",
            urgency=Urgency.SOON,
            message=f"{report.reference} is ready to issue, and waits for the {clearance.post} to clear it",
            source=SOURCE,
            url=clearance.get_give_url(),
        )


@teller
def advice_asked_of(user: User) -> Iterator[Finding]:
    """What reports wait for from this person's post."""
    asked = Advice.objects.asked_of(user).select_related("report__agreement", "section", "implication")
    for advice in asked.order_by("due_on", "pk"):
        by = f", by {in_words(advice.due_on)}" if advice.due_on else ""
        yield Finding(
            reference=advice.report.agreement.reference,
            code="advice-asked",
            urgency=Urgency.NOW if advice.is_overdue(user.today) else Urgency.SOON,
            message=f"{advice.report.reference} asks the {advice.post} for advice{by}: {advice.part}",
            source=SOURCE,
            url=advice.get_give_url(),
        )
