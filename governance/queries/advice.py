"""Advice that reports ask for: of whom it can be asked, where it can be given, and who is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from core.dates import in_words
from core.models import User
from core.rules import Urgency
from governance.models import PROSE_BLOCKS, Advice, CabinetReport, Implication, ReportSection
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
            message=f"{advice.report.reference} asks for the {advice.post}’s advice{by}: {advice.part}",
            source=SOURCE,
            url=advice.get_give_url(),
        )
